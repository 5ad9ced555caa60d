using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Kernel;

/// <summary>The grammar of expectations: text to clauses.</summary>
internal static partial class ExpectationWords
{
    /// <summary>One blank between words, none at the ends; what stands in quotes stays as it is.</summary>
    public static string Even(string text)
    {
        var evened = new StringBuilder(text.Length);
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '\'' && !Apostrophe(text, i, quoted);
            if (quoted || !char.IsWhiteSpace(text[i]))
            {
                evened.Append(text[i]);
            }
            else if (evened.Length > 0 && evened[^1] != ' ')
            {
                evened.Append(' ');
            }
        }

        return evened.ToString().Trim();
    }

    /// <summary>Splits at "and" outside quotes; "between A and B" and "all 'a' and 'b'" stay whole (no clause starts with a quote).</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var parts = new List<string>();
        foreach (var piece in Pieces(text))
        {
            var joins =
                parts.Count > 0
                && (
                    parts[^1].Contains(" between ", StringComparison.Ordinal) && !parts[^1].Contains(" and ", StringComparison.Ordinal)
                    || piece.StartsWith('\'')
                );
            if (joins)
            {
                parts[^1] = $"{parts[^1]} and {piece}";
            }
            else
            {
                parts.Add(piece);
            }
        }

        return parts;
    }

    /// <summary>One clause; <see cref="Clause.Words"/> when it is not understood.</summary>
    public static Clause ReadClause(string text) =>
        ReadExit(text)
        ?? ReadStatus(text)
        ?? ReadText(text)
        ?? ReadJson(text)
        ?? ReadPercentile(text)
        ?? ReadValue(text)
        ?? ReadCount(text)
        ?? ReadPath(text)
        ?? ReadPerson(text)
        ?? ReadGrade(text)
        ?? ReadOverTime(text)
        ?? new Clause.Words(text);

    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '\'' && !Apostrophe(text, i, quoted);
            // An "and" at the end joins something that is missing; it is no unit of the number before it.
            if (!quoted && string.CompareOrdinal(text, i, " and ", 0, Math.Min(5, text.Length - i)) == 0 && text.Length - i >= 4)
            {
                yield return text[start..i].Trim();
                start = Math.Min(i + 5, text.Length);
                i += 4;
            }
        }

        yield return text[start..].Trim();
    }

    /// <summary>A quote between two letters is an apostrophe (<c>db.adminCommand</c> aside, words such as <c>don't</c>).</summary>
    private static bool Apostrophe(string text, int at, bool inside) =>
        inside && at + 1 < text.Length && at > 0 && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]);

    private static Clause? ReadExit(string text)
    {
        if (text == "exit0")
        {
            return new Clause.Exit(0);
        }

        if (text is "exit non-zero" or "exit nonzero")
        {
            return new Clause.Exit(null);
        }

        return ExitCode().Match(text) is { Success: true } found ? new Clause.Exit(Whole(found.Groups[1].Value)) : null;
    }

    private static Clause.HttpStatus? ReadStatus(string text)
    {
        if (HttpStatus().Match(text) is not { Success: true } found)
        {
            return null;
        }

        var said = found.Groups[1].Value;
        return said[1] == 'x'
            ? new Clause.HttpStatus((said[0] - '0') * 100, (said[0] - '0') * 100 + 99)
            : new Clause.HttpStatus(Whole(said), Whole(said));
    }

    private static Clause? ReadText(string text)
    {
        if (TextClause().Match(text) is not { Success: true } found)
        {
            return null;
        }

        var header = found.Groups["header"].Success ? found.Groups["header"].Value : null;
        var source = header is null ? Enum.Parse<TextSource>(found.Groups["source"].Value, ignoreCase: true) : TextSource.Header;
        var rest = found.Groups["rest"].Value;
        if (VersionWords().Match(rest) is { Success: true } version)
        {
            return new Clause.Version(source, Sign(version), version.Groups["bound"].Value);
        }

        if (LineWords().Match(rest) is { Success: true } lines)
        {
            return new Clause.Lines(source, Sign(lines), long.Parse(lines.Groups["bound"].Value, CultureInfo.InvariantCulture));
        }

        return ReadTest(rest) is var (test, wanted) ? new Clause.Text(source, header, test, wanted) : null;
    }

    private static (TextTest Test, IReadOnlyList<string> Wanted)? ReadTest(string rest)
    {
        switch (rest)
        {
            case "empty":
                return (TextTest.Empty, []);
            case "non-empty":
                return (TextTest.NonEmpty, []);
            case "contains token":
                return (TextTest.ContainsToken, []);
        }

        foreach (var (words, test) in Tests)
        {
            if (rest.StartsWith(words, StringComparison.Ordinal) && Quoted(rest[words.Length..]) is { Count: > 0 } wanted)
            {
                return IsUsable(test, wanted, rest) ? (test, wanted) : null;
            }
        }

        return null;
    }

    /// <summary>
    /// Words that every text holds ask nothing. "Contains 'a' or 'b'" is another question than the one that is judged. A pattern
    /// and an equality take one word.
    /// </summary>
    private static bool IsUsable(TextTest test, IReadOnlyList<string> wanted, string rest) =>
        test switch
        {
            TextTest.Matches => wanted is [{ Length: > 0 } pattern] && IsPattern(pattern),
            TextTest.Equals => wanted.Count == 1,
            TextTest.OneOf => true,
            _ => wanted.All(it => it.Length > 0) && !Or().IsMatch(rest),
        };

    private static readonly (string Words, TextTest Test)[] Tests =
    [
        ("contains all of ", TextTest.ContainsAll),
        ("contains ", TextTest.Contains),
        ("lacks ", TextTest.Lacks),
        ("equals ", TextTest.Equals),
        ("one of ", TextTest.OneOf),
        ("all ", TextTest.All),
        ("matches ", TextTest.Matches),
    ];

    /// <summary>True when the linear-time engine takes the pattern.</summary>
    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return true;
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static Clause.Json? ReadJson(string text)
    {
        if (JsonClause().Match(text) is not { Success: true } found)
        {
            return null;
        }

        var bound = found.Groups["bound"].Value;
        var isText = bound.StartsWith('\'');
        return new Clause.Json(found.Groups["path"].Value, Sign(found), isText ? bound[1..^1] : bound, isText);
    }

    private static Clause.Percentile? ReadPercentile(string text) =>
        PercentileClause().Match(text) is { Success: true } found && Quantity.TryParse(found.Groups["bound"].Value) is { } bound
            ? new Clause.Percentile(double.Parse(found.Groups["rank"].Value, CultureInfo.InvariantCulture), Sign(found), bound)
            : null;

    private static Clause? ReadValue(string text)
    {
        if (text == "increasing")
        {
            return new Clause.Increasing();
        }

        if (Between().Match(text) is { Success: true } range)
        {
            var low = Quantity.TryParse(range.Groups["low"].Value);
            var high = Quantity.TryParse(range.Groups["high"].Value);
            return low is { } bottom && high is { } top
                ? new Clause.Between(bottom.Unit.Length == 0 ? bottom with { Unit = top.Unit } : bottom, top)
                : null;
        }

        if (BaselineClause().Match(text) is { Success: true } relative)
        {
            var factor = relative.Groups["factor"].Success
                ? double.Parse(relative.Groups["factor"].Value, CultureInfo.InvariantCulture)
                : 1;
            return new Clause.OfBaseline(Sign(relative), factor);
        }

        if (ValueClause().Match(text) is not { Success: true } found || Quantity.TryParse(found.Groups["bound"].Value) is not { } bound)
        {
            return null;
        }

        return found.Groups["measure"].Value switch
        {
            "value" => new Clause.Value("", Sign(found), bound),
            "weight" => new Clause.Weight(Sign(found), bound.Number),
            "size" => new Clause.Size(Sign(found), bound),
            "age" => new Clause.Age(Sign(found), bound),
            var measure => new Clause.Value(measure, Sign(found), bound),
        };
    }

    /// <summary>What only many looks can show.</summary>
    private static Clause? ReadOverTime(string text)
    {
        if (OverTimeClause().Match(text) is not { Success: true } found)
        {
            return null;
        }

        if (found.Groups["looks"].Success)
        {
            return Whole(found.Groups["looks"].Value) is >= 2 and <= 100 and var looks ? new Clause.InARow(looks) : null;
        }

        var span = found.Groups["span"].Success ? Durations.TryParse(found.Groups["span"].Value) : GrowthWindow;
        return span is not { } time || time <= TimeSpan.Zero ? null
            : found.Groups["growing"].Success ? new Clause.Growing(time)
            : found.Groups["after"].Success ? new Clause.After(time)
            : new Clause.ChangedWithin(time);
    }

    private static readonly TimeSpan GrowthWindow = TimeSpan.FromMinutes(5);

    private static Clause? ReadCount(string text)
    {
        if (CountClause().Match(text) is { Success: true } count)
        {
            return new Clause.Count(
                count.Groups["noun"].Value.Trim(),
                Sign(count),
                long.Parse(count.Groups["bound"].Value, CultureInfo.InvariantCulture)
            );
        }

        return RowsClause().Match(text) is { Success: true } rows
            ? new Clause.RowCount(Sign(rows), long.Parse(rows.Groups["bound"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    private static Clause? ReadPath(string text)
    {
        if (PathClause().Match(text) is { Success: true } path)
        {
            return new Clause.PathIs(Quoted(path.Groups["paths"].Value), path.Groups["state"].Value == "exists");
        }

        if (PortClause().Match(text) is { Success: true } port && Whole(port.Groups[1].Value) is > 0 and <= 65535)
        {
            return new Clause.Port(Whole(port.Groups[1].Value), port.Groups[2].Value == "reachable");
        }

        return ModeClause().Match(text) is { Success: true } mode
            ? new Clause.Mode(mode.Groups[1].Value.TrimStart('0').PadLeft(3, '0'))
            : null;
    }

    private static Clause? ReadPerson(string text)
    {
        if (text.StartsWith("approved by ", StringComparison.Ordinal) && Quoted(text[12..]) is [{ Length: > 0 } role])
        {
            return new Clause.ApprovedBy(role);
        }

        if (text.StartsWith("equals ", StringComparison.Ordinal) && Quoted(text[7..]) is [{ Length: > 0 } wanted])
        {
            return new Clause.AnswerIs(wanted);
        }

        return text.StartsWith("one of ", StringComparison.Ordinal) && text[7..].Split('/', Trimmed) is { Length: > 0 } choices
            ? new Clause.AnswerOneOf(choices)
            : null;
    }

    private static Clause? ReadGrade(string text) =>
        GradeClause().Match(text) is { Success: true } found && Grades.Worth(found.Groups["bound"].Value) is not null
            ? new Clause.Grade(Sign(found), found.Groups["bound"].Value)
            : null;

    /// <summary>The words between single quotes; a quote inside is doubled, or an apostrophe. None when anything else stands between or behind them.</summary>
    private static List<string> Quoted(string text) =>
        QuotedList().IsMatch(text)
            ? [.. QuotedWord().Matches(text).Select(it => it.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal))]
            : [];

    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private static int Whole(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static Comparison Sign(Match found) => Comparisons.Read(found.Groups["sign"].Value) ?? Comparison.Equal;

    private const string Signs = "(?<sign><=|>=|!=|<|>|==|=|≤|≥|≠)";

    [GeneratedRegex(@"^exit ?([0-9]{1,3})$")]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"^status ([0-9]{3}|[1-5]xx)$")]
    private static partial Regex HttpStatus();

    [GeneratedRegex(@"^(?:(?<source>stdout|stderr|body)|header '(?<header>[^']+)') (?<rest>.+)$")]
    private static partial Regex TextClause();

    [GeneratedRegex("^version " + Signs + @" ?v?(?<bound>[0-9]+(?:\.[0-9]+)*)$")]
    private static partial Regex VersionWords();

    [GeneratedRegex("^lines " + Signs + @" ?(?<bound>[0-9]{1,15})$")]
    private static partial Regex LineWords();

    [GeneratedRegex("^json '(?<path>[^']+)' " + Signs + @" ?(?<bound>'[^']*'|-?[0-9]+(?:\.[0-9]+)?|true|false|null)$")]
    private static partial Regex JsonClause();

    [GeneratedRegex(@"^p(?<rank>[0-9]{1,2}(?:\.[0-9]+)?) " + Signs + " ?(?<bound>.+)$")]
    private static partial Regex PercentileClause();

    [GeneratedRegex("^value between (?<low>.+) and (?<high>.+)$")]
    private static partial Regex Between();

    [GeneratedRegex(
        @"^(?:(?<growing>growing)(?: over (?<span>[0-9][0-9.a-z ]{0,30}))?|(?<after>after) (?<span>[0-9][0-9.a-z ]{0,30})|changed within (?<span>[0-9][0-9.a-z ]{0,30})|(?<looks>[0-9]{1,3}) in a row)$"
    )]
    private static partial Regex OverTimeClause();

    [GeneratedRegex("^value " + Signs + @" ?(?:(?<factor>[0-9]+(?:\.[0-9]+)?) ?x )?baseline$")]
    private static partial Regex BaselineClause();

    [GeneratedRegex("^(?<measure>value|weight|size|age|throughput|error rate|success rate|availability) " + Signs + " ?(?<bound>[^ ].*)$")]
    private static partial Regex ValueClause();

    [GeneratedRegex("^count (?<noun>[^<>=!]*?) ?" + Signs + @" ?(?<bound>[0-9]{1,15})$")]
    private static partial Regex CountClause();

    [GeneratedRegex("^rows " + Signs + @" ?(?<bound>[0-9]{1,15})$")]
    private static partial Regex RowsClause();

    [GeneratedRegex("^path (?<paths>'[^']+'(?: or '[^']+')*) (?<state>exists|absent)$")]
    private static partial Regex PathClause();

    [GeneratedRegex(@"^tcp ([0-9]{1,5}) (free|reachable)$")]
    private static partial Regex PortClause();

    [GeneratedRegex(@"^mode ([0-7]{3,4})$")]
    private static partial Regex ModeClause();

    [GeneratedRegex("^grade " + Signs + " ?(?<bound>[A-F][+-]?)$")]
    private static partial Regex GradeClause();

    private const string Word = "'((?:[^']|''|(?<=[A-Za-z])'(?=[A-Za-z]))*)'";

    [GeneratedRegex(Word)]
    private static partial Regex QuotedWord();

    [GeneratedRegex("^" + Word + "(?:(?:,? and |,? or | ?, ?| ?/ ?)" + Word + ")*$")]
    private static partial Regex QuotedList();

    [GeneratedRegex("' or '|', or '")]
    private static partial Regex Or();
}
