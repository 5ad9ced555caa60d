using System.Globalization;
using System.Text;

namespace Slipway.TestReports.Lines;

/// <summary>A test point of TAP: <c>ok 3 - name # SKIP reason</c>.</summary>
/// <param name="Outcome">Todo proves nothing, whichever way it went; a skip that is not ok is a failure, as for prove.</param>
/// <param name="Number">Its number; null when it has none.</param>
/// <param name="Name">Its description.</param>
/// <param name="Reason">What stands behind the directive.</param>
/// <param name="Opens">Whether a brace opens its subtest.</param>
internal sealed record TapPoint(TestOutcome Outcome, long? Number, string Name, string Reason, bool Opens)
{
    /// <summary>Reads a line without its indentation; null when it is none.</summary>
    public static TapPoint? Read(ReadOnlySpan<byte> line)
    {
        var fails = line.StartsWith("not ok"u8);
        if (!fails && !line.StartsWith("ok"u8))
        {
            return null;
        }

        line = line[(fails ? 6 : 2)..];
        if (!line.IsEmpty && line[0] is not ((byte)' ' or (byte)'\t' or (byte)'#' or (byte)'-'))
        {
            return null;
        }

        line = line.TrimStart(" \t"u8);
        var number = Whole(ref line);
        var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 8 * 1024)]).TrimStart();
        text = text.StartsWith("- ", StringComparison.Ordinal) ? text[2..] : text;
        var (name, directive) = Split(text);
        var opens = directive.Length == 0 && name.EndsWith('{') && (name.Length == 1 || name[^2] == ' ');
        return new(Ended(fails, directive), number, (opens ? name[..^1] : name).Trim(), directive, opens);
    }

    private static long? Whole(ref ReadOnlySpan<byte> line)
    {
        var length = 0;
        while (length < line.Length && length < 18 && line[length] is >= (byte)'0' and <= (byte)'9')
        {
            length++;
        }

        if (length == 0)
        {
            return null;
        }

        var number = long.Parse(line[..length], NumberStyles.None, CultureInfo.InvariantCulture);
        line = line[length..];
        return number;
    }

    /// <summary>The directive stands behind a <c>#</c> that is not escaped.</summary>
    private static (string Name, string Directive) Split(string text)
    {
        for (var at = text.IndexOf('#', StringComparison.Ordinal); at >= 0; at = text.IndexOf('#', at + 1))
        {
            var said = text[(at + 1)..].TrimStart();
            if ((at == 0 || text[at - 1] != '\\') && (Says(said, "SKIP") || Says(said, "TODO")))
            {
                return (text[..at].TrimEnd(), said);
            }
        }

        return (text, "");
    }

    private static bool Says(string directive, string word) => directive.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static TestOutcome Ended(bool fails, string directive) =>
        Says(directive, "TODO") ? TestOutcome.Skipped
        : fails ? TestOutcome.Failed
        : Says(directive, "SKIP") ? TestOutcome.Skipped
        : TestOutcome.Passed;
}
