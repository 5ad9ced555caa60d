using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Slipway.Cli.Terminal.Live;

/// <summary>Lines to what a terminal reads. The sixteen colours of the person's own theme, or none.</summary>
internal sealed class Paint
{
    private static readonly Dictionary<Tone, Style> Looks = new()
    {
        [Tone.Plain] = Style.Plain,
        [Tone.Faint] = new(decoration: Decoration.Dim),
        [Tone.Strong] = new(decoration: Decoration.Bold),
        [Tone.Good] = new(Color.Green),
        [Tone.Bad] = new(Color.Maroon, decoration: Decoration.Bold),
        [Tone.Doubt] = new(Color.Olive),
        [Tone.Now] = new(Color.Teal),
    };

    private readonly StringBuilder _text = new();
    private readonly IAnsiConsole? _console;

    public Paint(bool colour)
    {
        _console = colour
            ? AnsiConsole.Create(
                new()
                {
                    Ansi = AnsiSupport.Yes,
                    ColorSystem = ColorSystemSupport.Standard,
                    Interactive = InteractionSupport.No,
                    Enrichment = new() { UseDefaultEnrichers = false },
                    Out = new Written(new StringWriter(_text, System.Globalization.CultureInfo.InvariantCulture)),
                }
            )
            : null;
    }

    /// <summary>One line, without its end.</summary>
    public string Of(ShownLine line)
    {
        if (_console is null)
        {
            return line.Text;
        }

        _console.Write(new Row(line));
        var text = _text.ToString();
        _text.Clear();
        return text;
    }

    /// <summary>Writes into a text; wider than any line, so that Spectre never wraps.</summary>
    private sealed class Written(TextWriter text) : IAnsiConsoleOutput
    {
        public TextWriter Writer => text;

        public bool IsTerminal => true;

        public int Width => 100_000;

        public int Height => 1;

        public void SetEncoding(Encoding encoding) { }
    }

    /// <summary>Words go in as they are: nothing in them is read as markup.</summary>
    private sealed class Row(ShownLine line) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            line.Pieces.Select(it => new Segment(it.Text, Looks[it.Tone]));
    }
}
