using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Checks.ChangeLog;

/// <summary>One version of a changelog.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Line">The line of the heading; the first is 1.</param>
/// <param name="Lines">Lines that say something.</param>
internal sealed partial record ChangeLogEntry(string Heading, int Line, int Lines)
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd",
        "yyyy/MM/dd",
        "yyyy.MM.dd",
        "d MMMM yyyy",
        "d MMM yyyy",
        "MMMM d yyyy",
        "MMM d yyyy",
    ];

    private static readonly string[] Nothing = ["tbd", "todo", "...", "…", "n/a", "none", "nothing", "wip", "-", "*", "---", "***", "___"];

    /// <summary>The date of the heading; null where it has none.</summary>
    public DateOnly? Date =>
        Dates()
            .Matches(Heading)
            .Select(it =>
                DateOnly.TryParseExact(
                    it.Value.Replace(",", "", StringComparison.Ordinal),
                    Forms,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var date
                )
                    ? date
                    : (DateOnly?)null
            )
            .FirstOrDefault(it => it is not null);

    /// <summary>Whether the heading says that it is yet to come.</summary>
    public bool IsUnreleased => NotYet().IsMatch(Heading);

    /// <summary>Whether it is of just this version: 1.4 is not 1.4.2, and 1.4.2 is not 1.4.2-rc.1.</summary>
    public bool Names(string version)
    {
        for (
            var at = Heading.IndexOf(version, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = Heading.IndexOf(version, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            var before = at > 0 && Heading[at - 1] is 'v' or 'V' ? at - 1 : at;
            var end = at + version.Length;
            var begins = before == 0 || !(char.IsLetterOrDigit(Heading[before - 1]) || Heading[before - 1] is '.' or '-' or '+' or '_');
            var ends =
                end == Heading.Length
                || !(
                    char.IsLetterOrDigit(Heading[end])
                    || (Heading[end] is '.' or '-' or '+' or '_' && end + 1 < Heading.Length && char.IsLetterOrDigit(Heading[end + 1]))
                );
            if (begins && ends)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The versions of a changelog in Markdown, in order. Headings in fences and comments are none.</summary>
    public static IReadOnlyList<ChangeLogEntry> Of(string text)
    {
        var entries = new List<ChangeLogEntry>();
        var (depth, fence, comment) = (0, "", false);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            if (IsFence(line, ref fence) || fence.Length > 0)
            {
                Count(entries, depth, fence.Length > 0 && !IsMark(line));
                continue;
            }

            comment |= line.TrimStart().StartsWith("<!--", StringComparison.Ordinal);
            if (comment)
            {
                comment = !line.Contains("-->", StringComparison.Ordinal);
                continue;
            }

            var level = Level(line, i + 1 < lines.Length ? lines[i + 1] : "");
            if (level > 0 && Headed().IsMatch(Plain(line)))
            {
                entries.Add(new(Plain(line), i + 1, 0));
                depth = level;
            }
            else if (level > 0 && level <= depth)
            {
                depth = 0;
            }
            else if (level == 0)
            {
                Count(entries, depth, Says(line));
            }
        }

        return entries;
    }

    private static string Plain(string line) => line.Trim().TrimStart('#').TrimEnd('#').Trim();

    private static void Count(List<ChangeLogEntry> entries, int depth, bool says)
    {
        if (depth > 0 && says)
        {
            entries[^1] = entries[^1] with { Lines = entries[^1].Lines + 1 };
        }
    }

    private static bool IsMark(string line) =>
        line.TrimStart() is var it && (it.StartsWith("```", StringComparison.Ordinal) || it.StartsWith("~~~", StringComparison.Ordinal));

    private static bool IsFence(string line, ref string fence)
    {
        if (!IsMark(line))
        {
            return false;
        }

        var mark = line.TrimStart()[..3];
        fence =
            fence.Length == 0 ? mark
            : fence == mark ? ""
            : fence;
        return true;
    }

    /// <summary>1 to 6 for a heading, in either form; 0 for what is none.</summary>
    private static int Level(string line, string next)
    {
        var marks = line.Length - line.TrimStart('#').Length;
        if (marks is >= 1 and <= 6 && line.Length > marks && line[marks] is ' ' or '\t')
        {
            return marks;
        }

        next = next.TrimEnd();
        return line.Length == 0 || next.Length < 3 ? 0
            : next.All(it => it == '=') ? 1
            : next.All(it => it == '-') && Headed().IsMatch(Plain(line)) && !line.TrimStart().StartsWith('-') ? 2
            : 0;
    }

    /// <summary>Whether a line says something: no blank, no line between parts, no address of a link, no promise.</summary>
    private static bool Says(string line)
    {
        var words = line.Trim().TrimStart('-', '*', '+', ' ').TrimEnd('.', ' ');
        return words.Length > 2
            && !Reference().IsMatch(line)
            && !words.All(it => it is '-' or '=' or '_' or '*')
            && !Nothing.Contains(words.ToLowerInvariant());
    }

    [GeneratedRegex(
        @"\b(?:unreleased|tbd|tba|upcoming|in progress|not released|not yet released|wip|draft|yyyy-mm-dd)\b|\?\?\?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NotYet();

    /// <summary>A version is the first or the second word: "Upgrading from 1.3" is a part of an entry.</summary>
    [GeneratedRegex(@"\A(?:[^\s]{1,60}\s{1,4})?[\[(]?v?[0-9]{1,9}\.[0-9]{1,9}", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Headed();

    [GeneratedRegex(
        @"[0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2}|[0-9]{1,2} [A-Z][a-z]{2,8},? [0-9]{4}|[A-Z][a-z]{2,8} [0-9]{1,2},? [0-9]{4}",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Dates();

    [GeneratedRegex(@"^\s{0,3}\[[^\]]{1,200}\]:\s", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
