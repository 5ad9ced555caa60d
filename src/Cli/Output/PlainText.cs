using System.Globalization;
using System.Text;

namespace Slipway.Cli.Output;

/// <summary>
/// Words of a document or of a command, for a terminal: they cannot move the cursor, colour or hide other text, or turn its
/// direction. What is taken out leaves a mark, so that it is seen.
/// </summary>
internal static class PlainText
{
    /// <summary>One line: line ends and tabs become blanks.</summary>
    public static string Of(string text) => Replaced(text, keepLines: false);

    /// <summary>Several lines: line feeds stay.</summary>
    public static string Lines(string text) => Replaced(text, keepLines: true);

    /// <summary>One line of at most this many characters.</summary>
    public static string Short(string text, int length)
    {
        if (text.Length <= length)
        {
            return Of(text);
        }

        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return $"{Of(text[..end])}…";
    }

    private static string Replaced(string text, bool keepLines)
    {
        if (!text.Any(it => Plain(it, keepLines) != it))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var it in text)
        {
            plain.Append(Plain(it, keepLines));
        }

        return plain.ToString();
    }

    private static char Plain(char it, bool keepLines) =>
        it switch
        {
            '\n' when keepLines => it,
            '\n' or '\r' or '\t' or '\u2028' or '\u2029' => ' ',
            // Marks, embeddings, overrides and isolates of text direction (Unicode annex 9).
            '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => '\ufffd',
            _ when char.GetUnicodeCategory(it) == UnicodeCategory.Control => '\ufffd',
            _ => it,
        };
}

/// <summary>Writes everything as <see cref="PlainText"/>.</summary>
internal sealed class PlainWriter(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(PlainText.Lines($"{value}"));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value) => inner.Write(PlainText.Lines(value ?? ""));

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value) => inner.WriteLine(PlainText.Lines(value ?? ""));

    public override Task WriteAsync(string? value) => inner.WriteAsync(PlainText.Lines(value ?? ""));

    public override Task WriteLineAsync() => inner.WriteLineAsync();

    public override Task WriteLineAsync(string? value) => inner.WriteLineAsync(PlainText.Lines(value ?? ""));

    public override void Flush() => inner.Flush();

    public override Task FlushAsync() => inner.FlushAsync();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
}
