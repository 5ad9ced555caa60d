using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Filling;

/// <summary>Where a value is written, as far as it decides what must be escaped.</summary>
/// <param name="InCode">Between code marks, where nothing can be escaped.</param>
/// <param name="InTable">In a row of a table, where a bar ends the cell.</param>
/// <param name="AtBlockStart">First in its line or list item, where a hash is a heading.</param>
internal readonly record struct ValueContext(bool InCode, bool InTable, bool AtBlockStart);

/// <summary>
/// Makes a value harmless in Markdown: it shows as it was given, and it cannot make a line, a box, a blank, a tag, a comment or a
/// link. Values come from people and from the output of programs.
/// </summary>
internal static partial class SafeText
{
    /// <summary>The value as it is written into the document; empty when nothing of it is left.</summary>
    public static string Write(string value, ValueContext context)
    {
        var line = Even(value);
        if (context.InCode)
        {
            return InCode(line, context.InTable);
        }

        var escaped = Escaped(line, context.InTable);
        return context.AtBlockStart
            ? BlockStart().Replace(escaped, it => $"{it.Groups["before"].Value}\\{it.Groups["mark"].Value}")
            : escaped;
    }

    /// <summary>The text of a comment: it cannot end the comment, and holds no bar that would end a cell.</summary>
    public static string InComment(string text)
    {
        var line = Even(text)
            .Replace('|', '/')
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        return Dashes().Replace(line, it => string.Join(' ', it.Value.ToCharArray())).TrimEnd('-', ' ');
    }

    /// <summary>One line without control signs and signs that turn the direction of writing; blanks evened out.</summary>
    private static string Even(string value)
    {
        var kept = value.Normalize(NormalizationForm.FormC).Select(it => IsBlank(it) ? ' ' : it).Where(it => !IsHidden(it));
        return string.Join(' ', string.Concat(kept).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsBlank(char sign) => char.IsWhiteSpace(sign) || sign is '\u0085' or '\u2028' or '\u2029';

    private static bool IsHidden(char sign) =>
        char.IsControl(sign)
        || sign is '\u061C' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string InCode(string line, bool inTable)
    {
        var safe = line.Replace('`', '\'')
            .Replace("<!--", "<! --", StringComparison.Ordinal)
            .Replace("-->", "-- >", StringComparison.Ordinal);
        safe = LineScanner.AsksInCode(safe) ? Run().Replace(safe, "_") : safe;
        return inTable ? safe.Replace("|", "\\|", StringComparison.Ordinal) : safe;
    }

    private static string Escaped(string line, bool inTable)
    {
        var text = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            var before = i == 0 ? ' ' : line[i - 1];
            var behind = i + 1 == line.Length ? ' ' : line[i + 1];
            text.Append(Sign(line, i, before, behind, inTable));
        }

        return text.ToString();
    }

    private static string Sign(string line, int at, char before, char behind, bool inTable)
    {
        var sign = line[at];
        return sign switch
        {
            '\\' or '`' or '*' or '[' or ']' => $"\\{sign}",
            '_' when before == '_' || behind == '_' => "&#95;",
            '_' when !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(behind)) => "\\_",
            '<' when char.IsAsciiLetter(behind) || behind is '/' or '!' or '?' => "&lt;",
            '>' when before == '-' => "&gt;",
            '&' when char.IsAsciiLetterOrDigit(behind) || behind == '#' => "&amp;",
            '|' when inTable => "\\|",
            '~' when line.AsSpan().Count('~') > 1 => "\\~",
            '$' when line.AsSpan().Count('$') > 1 => "\\$",
            ':' when behind == '/' && char.IsAsciiLetter(before) => "\\:",
            '.' when at >= 3 && line.AsSpan(at - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase) => "\\.",
            '☐' or '☑' or '□' or '⬜' => string.Create(CultureInfo.InvariantCulture, $"&#{(int)sign};"),
            _ => sign.ToString(),
        };
    }

    [GeneratedRegex(@"^(?<before>[0-9]{0,9})(?<mark>[.)#>+=~-])")]
    private static partial Regex BlockStart();

    [GeneratedRegex("--+")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"(?:\\?_){2,}")]
    private static partial Regex Run();
}
