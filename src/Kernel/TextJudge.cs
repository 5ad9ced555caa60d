using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Kernel;

/// <summary>What is asked of a text. Found is found; what is not there counts only when the whole was seen.</summary>
internal static partial class TextJudge
{
    public static Judgement Judge(Clause.Text wanted, Facts facts)
    {
        var name = wanted.Header is { } header ? $"header {header}" : wanted.Source.ToString().ToLowerInvariant();
        if (facts.TextOf(wanted.Source, wanted.Header) is not { } text)
        {
            return wanted.Source == TextSource.Header && facts.Seen.Headers is { Count: > 0 }
                ? ClauseJudge.Met(wanted.Test is TextTest.Empty or TextTest.Lacks, $"{name} is not there", $"{name} to be there")
                : ClauseJudge.NotSeen($"no {name} was seen");
        }

        var gap = facts.Gap(wanted.Source);
        var list = string.Join(", ", wanted.Wanted.Select(it => $"'{it}'"));
        return wanted.Test switch
        {
            TextTest.Contains or TextTest.ContainsAll => Contains(name, text, wanted.Wanted, facts),
            TextTest.Lacks => Absent(wanted.Wanted.Any(text.Contains), gap, $"{name} contains {list}", $"{name} lacks {list}"),
            TextTest.Equals or TextTest.OneOf => Whole(
                gap,
                ClauseJudge.Met(
                    wanted.Wanted.Any(it => text.Trim() == it.Trim()),
                    $"{name} is '{Short(text)}'",
                    wanted.Test == TextTest.OneOf ? $"one of {list}" : list
                )
            ),
            TextTest.All => RowJudge.Judge(name, text, wanted.Wanted, gap),
            TextTest.Matches => Matches(name, text, wanted.Wanted[0], facts, gap),
            TextTest.Empty => Absent(
                !string.IsNullOrWhiteSpace(text),
                gap,
                $"{name} is '{Short(text)}'; wanted {name} to be empty",
                $"{name} is empty"
            ),
            TextTest.NonEmpty => Found(!string.IsNullOrWhiteSpace(text), facts, $"{name} is not empty", $"{name} is empty"),
            TextTest.ContainsToken => Found(Token().IsMatch(text), facts, $"{name} contains a token", $"{name} contains no token"),
            _ => throw new ArgumentOutOfRangeException(nameof(wanted), wanted.Test, "Not a test."),
        };
    }

    /// <summary>Compared part by part; "= 24" and "&lt;= 24" hold for 24.1 too, because whoever writes 24 means all of it.</summary>
    public static Judgement JudgeVersion(Clause.Version wanted, Facts facts)
    {
        if (facts.TextOf(wanted.Source, null) is not { } text || FirstVersion(text) is not { } actual)
        {
            return ClauseJudge.NotSeen("no version number was seen");
        }

        return Whole(
            (facts with { Seen = facts.Seen with { Truncated = false } }).Gap(wanted.Source),
            ClauseJudge.Met(
                wanted.Comparison.Holds(CompareVersions(actual, wanted.Wanted), 0),
                $"version {actual}",
                $"version {wanted.Comparison.Sign()} {wanted.Wanted}"
            )
        );
    }

    public static Judgement JudgeLines(Clause.Lines wanted, Facts facts)
    {
        if (facts.TextOf(wanted.Source, null) is not { } text)
        {
            return ClauseJudge.NotSeen("no output was seen");
        }

        var lines = text.Split('\n').Count(it => it.Trim().Length > 0);
        var judged = ClauseJudge.Met(
            wanted.Comparison.Holds(lines, wanted.Wanted),
            $"{lines} lines",
            $"lines {wanted.Comparison.Sign()} {wanted.Wanted}"
        );
        var moreIsFine = facts.Seen.StillRunning && wanted.Comparison is Comparison.AtLeast or Comparison.Greater;
        return moreIsFine && judged.Verdict == Verdict.Pass ? judged : Whole(facts.Gap(wanted.Source), judged);
    }

    /// <summary>One line of at most 120 characters.</summary>
    public static string Short(string text)
    {
        var line = text.Trim().ReplaceLineEndings(" ⏎ ");
        return line.Length <= 120 ? line : $"{line[..117]}…";
    }

    public static Judgement Whole(string? gap, Judgement judged) =>
        gap is null ? judged : ClauseJudge.NotSeen($"{gap}, so the whole is not known");

    private static Judgement Contains(string name, string text, IReadOnlyList<string> wanted, Facts facts)
    {
        var missing = wanted.Where(it => !text.Contains(it, StringComparison.Ordinal)).ToList();
        return Found(
            missing.Count == 0,
            facts,
            $"{name} contains {Quoted(wanted)}",
            $"{name} does not contain {Quoted(missing.Count == 0 ? wanted : missing)}"
        );
    }

    /// <summary>A pattern that nothing at all matches too says something only of a whole text.</summary>
    private static Judgement Matches(string name, string text, string pattern, Facts facts, string? gap)
    {
        var regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.Multiline);
        var judged = Found(regex.IsMatch(text), facts, $"{name} matches '{pattern}'", $"{name} does not match '{pattern}'");
        return regex.IsMatch("") ? Whole(gap, judged) : judged;
    }

    /// <summary>Found is found, also in a text that was cut; not found in one that is not whole is not known.</summary>
    private static Judgement Found(bool found, Facts facts, string yes, string no) =>
        found ? new(Verdict.Pass, yes)
        : facts.Seen.Truncated ? ClauseJudge.NotSeen($"{no}, but the text was cut")
        : facts.Seen.StillRunning ? ClauseJudge.NotSeen($"{no} so far, and it was still running")
        : new(Verdict.Fail, no);

    private static Judgement Absent(bool found, string? gap, string there, string absent) =>
        found ? new(Verdict.Fail, there)
        : gap is not null ? ClauseJudge.NotSeen($"{absent}, but {gap}")
        : new(Verdict.Pass, absent);

    private static string? FirstVersion(string text) =>
        Dotted().Match(text) is { Success: true } dotted ? dotted.Value
        : Bare().Match(text) is { Success: true } bare ? bare.Value
        : null;

    private static int CompareVersions(string actual, string wanted)
    {
        var (a, b) = (Parts(actual), Parts(wanted));
        for (var i = 0; i < b.Length; i++)
        {
            var order = (i < a.Length ? a[i] : 0).CompareTo(b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static decimal[] Parts(string version) =>
        [
            .. version
                .Split('.')
                .Select(it =>
                    decimal.TryParse(it, NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? part : decimal.MaxValue
                ),
        ];

    private static string Quoted(IReadOnlyList<string> words) => string.Join(", ", words.Select(it => $"'{it}'"));

    [GeneratedRegex(@"[0-9]+(?:\.[0-9]+)+")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"(?<=\bv|\b)[0-9]+\b")]
    private static partial Regex Bare();

    [GeneratedRegex(
        @"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.|""[A-Za-z_]*token[A-Za-z_]*""\s*:\s*""[^""]{8,}""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Token();
}
