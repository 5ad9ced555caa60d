using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Slipway.Cli.Output.Pages;

/// <summary>
/// A page of HTML that is being written. Markup is what stands in the source code; whatever comes in through a hole of a line is text,
/// made plain and encoded, unless it is a <see cref="PagePart"/>. So no test can be called by a name that is markup.
/// </summary>
internal sealed class PageText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _text = new();

    /// <summary>Adds a line.</summary>
    public void Line(PageLine line) => _text.Append('\n').Append(line.ToString());

    /// <summary>A line for use within another one.</summary>
    public static PagePart Part(PageLine line) => new(line.ToString());

    public override string ToString() => _text.ToString();

    private static string Encoded(string? text) => Encoder.Encode(PlainText.Of(text ?? ""));

    private static void Add<T>(StringBuilder text, T value, string? format = null) =>
        text.Append(
            value is PagePart part
                ? part.Markup
                : Encoded(value is IFormattable it ? it.ToString(format, CultureInfo.InvariantCulture) : value?.ToString())
        );

    /// <summary>A line: its literals are markup, its holes are text.</summary>
    [InterpolatedStringHandler]
    public readonly struct PageLine
    {
        private readonly StringBuilder _text;

        public PageLine(int literals, int holes)
        {
            _text = new(literals + 16 * holes);
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted<T>(T value) => Add(_text, value);

        public void AppendFormatted<T>(T value, string format) => Add(_text, value, format);

        public override string ToString() => _text.ToString();
    }
}

/// <summary>Markup that is finished: made by <see cref="PageText.Part"/>, which encodes all foreign text in it, or our own style sheets.</summary>
/// <param name="Markup">The markup.</param>
internal readonly record struct PagePart(string Markup);
