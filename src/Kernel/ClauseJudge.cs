using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.Kernel;

/// <summary>Facts against clauses. The one place where a green arises; what a fact does not say is inconclusive.</summary>
internal static partial class ClauseJudge
{
    public static Judgement Judge(Expectation expectation, Observation seen)
    {
        switch (seen.Looking)
        {
            case Looking.CouldNotLook:
                return new(Verdict.Inconclusive, seen.Problem ?? "Could not look.");
            case Looking.ProbeBroke:
                return new(Verdict.Error, seen.Problem ?? "The probe broke.");
        }

        var parts = expectation.Clauses.Select(it => Judge(it, seen)).ToList();
        var worst = Verdicts.Worst(parts.Select(it => it.Verdict));
        return new(worst, string.Join("; ", parts.Where(it => it.Verdict == worst).Select(it => it.Why)));
    }

    private static Judgement Judge(Clause clause, Observation seen) =>
        clause switch
        {
            Clause.Exit it => JudgeExit(it, seen),
            Clause.HttpStatus it => JudgeStatus(it, seen),
            Clause.Text it => JudgeText(it, seen),
            Clause.Version it => JudgeVersion(it, seen),
            Clause.Lines it => JudgeLines(it, seen),
            Clause.Json it => JsonJudge.Judge(it, seen.Body ?? seen.Stdout, seen.Truncated),
            Clause.Value it => JudgeValue(it, seen),
            Clause.Between it => JudgeBetween(it, seen),
            Clause.OfBaseline it => JudgeBaseline(it, seen),
            Clause.Increasing => JudgeIncreasing(seen),
            Clause.Percentile it => JudgePercentile(it, seen),
            Clause.Count it => JudgeCount(it, seen),
            Clause.RowCount it => JudgeRows(it, seen),
            Clause.PathIs it => JudgePath(it, seen),
            Clause.Size it => EachPath(
                seen,
                "size",
                path =>
                    path.SizeBytes is { } bytes
                        ? Compare(
                            "size",
                            new(bytes, "B"),
                            it.Comparison,
                            it.Bound.Unit.Length == 0 ? it.Bound with { Unit = "B" } : it.Bound
                        )
                        : null
            ),
            Clause.Age it => EachPath(
                seen,
                "age",
                path => path.Age is { } age ? Compare("age", new(age.TotalSeconds, "s"), it.Comparison, it.Bound) : null
            ),
            Clause.Mode it => EachPath(
                seen,
                "mode",
                path =>
                    path.Mode is { } mode
                        ? Met(mode.TrimStart('0') == it.Octal.TrimStart('0'), $"mode is {mode}", $"mode {it.Octal}")
                        : null
            ),
            Clause.Port it => JudgePort(it, seen),
            Clause.Weight it => seen.Value is { } weight
                ? Compare("weight", weight, it.Comparison, new(it.Percent, "%"))
                : NotSeen("no weight was read"),
            Clause.ApprovedBy it => seen.ApprovedAs is { } role
                ? new(Verdict.Pass, $"approved as {role}")
                : NotSeen($"nobody has approved as {it.Role}"),
            Clause.AnswerIs it => seen.Answer is { } answer
                ? Met(Same(answer, it.Wanted), $"the answer is '{answer}'", $"'{it.Wanted}'")
                : NotSeen("nobody has answered"),
            Clause.AnswerOneOf it => JudgeChoice(it, seen),
            Clause.Words it => NotSeen($"\"{it.Said}\" is not something that one look can show"),
            _ => throw new ArgumentOutOfRangeException(nameof(clause), clause, "Not a clause."),
        };

    private static Judgement JudgeExit(Clause.Exit wanted, Observation seen)
    {
        if (seen.ExitCode is not { } code)
        {
            return NotSeen(seen.StillRunning ? "it did not end, so it has no exit code" : "no exit code was seen");
        }

        return wanted.Code is { } exact
            ? Met(code == exact, $"exit code {code}", $"exit code {exact}")
            : Met(code != 0, $"exit code {code}", "an exit code other than 0");
    }

    private static Judgement JudgeStatus(Clause.HttpStatus wanted, Observation seen)
    {
        var name = wanted.Low == wanted.High ? $"status {wanted.Low}" : $"status {wanted.Low / 100}xx";
        if (seen.Status is { } status)
        {
            return Met(status >= wanted.Low && status <= wanted.High, $"status {status}", name);
        }

        return NotSeen("no HTTP status was seen");
    }

    private static Judgement JudgeText(Clause.Text wanted, Observation seen)
    {
        var name = wanted.Header is { } header ? $"header {header}" : wanted.Source.ToString().ToLowerInvariant();
        if (TextOf(wanted.Source, wanted.Header, seen) is not { } text)
        {
            return wanted.Source == TextSource.Header && seen.Headers is not null
                ? Met(wanted.Test is TextTest.Empty or TextTest.Lacks, $"{name} is not there", $"{name} to be there")
                : NotSeen($"no {name} was seen");
        }

        var list = string.Join(", ", wanted.Wanted.Select(it => $"'{it}'"));
        return wanted.Test switch
        {
            TextTest.Contains => Holds(
                wanted.Wanted.All(it => text.Contains(it, StringComparison.Ordinal)),
                seen,
                $"{name} contains {list}",
                $"{name} does not contain {list}"
            ),
            TextTest.ContainsAll => ContainsAll(name, text, wanted.Wanted, seen),
            TextTest.Lacks => Absent(
                wanted.Wanted.Any(it => text.Contains(it, StringComparison.Ordinal)),
                seen,
                $"{name} contains {list}",
                $"{name} lacks {list}"
            ),
            TextTest.Equals => Whole(seen, Met(text.Trim() == wanted.Wanted[0].Trim(), $"{name} is '{Short(text)}'", list)),
            TextTest.OneOf => Whole(
                seen,
                Met(wanted.Wanted.Any(it => text.Trim() == it.Trim()), $"{name} is '{Short(text)}'", $"one of {list}")
            ),
            TextTest.All => JudgeAllRows(name, text, wanted.Wanted, seen),
            TextTest.Matches => Holds(
                new Regex(wanted.Wanted[0], RegexOptions.NonBacktracking | RegexOptions.Multiline).IsMatch(text),
                seen,
                $"{name} matches {list}",
                $"{name} does not match {list}"
            ),
            TextTest.Empty => Met(
                string.IsNullOrWhiteSpace(text),
                text.Trim().Length == 0 ? $"{name} is empty" : $"{name} is '{Short(text)}'",
                $"{name} to be empty"
            ),
            TextTest.NonEmpty => Met(
                !string.IsNullOrWhiteSpace(text),
                text.Trim().Length == 0 ? $"{name} is empty" : $"{name} is not empty",
                $"{name} not to be empty"
            ),
            TextTest.ContainsToken => Holds(Token().IsMatch(text), seen, $"{name} contains a token", $"{name} contains no token"),
            _ => throw new ArgumentOutOfRangeException(nameof(wanted), wanted.Test, "Not a test."),
        };
    }

    private static Judgement ContainsAll(string name, string text, IReadOnlyList<string> wanted, Observation seen)
    {
        var missing = wanted.Where(it => !text.Contains(it, StringComparison.Ordinal)).ToList();
        return Holds(
            missing.Count == 0,
            seen,
            $"{name} contains all {wanted.Count} words",
            $"{name} does not contain {string.Join(", ", missing.Select(it => $"'{it}'"))}"
        );
    }

    /// <summary>Every row; rows of capitals or dashes alone are headers. No row at all is not known to be good.</summary>
    private static Judgement JudgeAllRows(string name, string text, IReadOnlyList<string> wanted, Observation seen)
    {
        var rows = text.Split('\n').Select(it => it.TrimEnd()).Where(it => it.Length > 0 && !IsHeader(it)).ToList();
        if (rows.Count == 0)
        {
            return NotSeen($"{name} has no rows, so it is not known whether all of them show what they should");
        }

        var bad = rows.Where(row => !wanted.All(it => HoldsWord(row, it))).ToList();
        return bad.Count > 0
                ? new(
                    Verdict.Fail,
                    $"{bad.Count} of {rows.Count} rows do not show {string.Join(" and ", wanted.Select(it => $"'{it}'"))}, the first: {Short(bad[0])}"
                )
            : seen.Truncated ? NotSeen($"{name} was cut, so not all rows were seen")
            : new(Verdict.Pass, $"all {rows.Count} rows show {string.Join(" and ", wanted.Select(it => $"'{it}'"))}");
    }

    private static bool IsHeader(string row) => !row.Any(char.IsAsciiLetterLower) && !row.Any(char.IsAsciiDigit);

    /// <summary>As a word of its own: "unhealthy" does not show "healthy".</summary>
    private static bool HoldsWord(string row, string word)
    {
        for (
            var at = row.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = row.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(row[at - 1])) && (end == row.Length || !char.IsLetterOrDigit(row[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static Judgement JudgeVersion(Clause.Version wanted, Observation seen)
    {
        if (TextOf(wanted.Source, null, seen) is not { } text || VersionNumber().Match(text) is not { Success: true } found)
        {
            return NotSeen("no version number was seen");
        }

        var actual = found.Value;
        return Met(
            wanted.Comparison.Holds(CompareVersions(actual, wanted.Wanted), 0),
            $"version {actual}",
            $"version {wanted.Comparison.Sign()} {wanted.Wanted}"
        );
    }

    private static int CompareVersions(string left, string right)
    {
        var (a, b) = (Parts(left), Parts(right));
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            var order = (i < a.Length ? a[i] : 0).CompareTo(i < b.Length ? b[i] : 0);
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

    private static Judgement JudgeLines(Clause.Lines wanted, Observation seen)
    {
        if (TextOf(wanted.Source, null, seen) is not { } text)
        {
            return NotSeen("no output was seen");
        }

        var lines = text.Split('\n').Count(it => it.Trim().Length > 0);
        return Whole(
            seen,
            Met(wanted.Comparison.Holds(lines, wanted.Wanted), $"{lines} lines", $"lines {wanted.Comparison.Sign()} {wanted.Wanted}")
        );
    }

    private static Judgement JudgeValue(Clause.Value wanted, Observation seen)
    {
        var name = wanted.Measure.Length == 0 ? "value" : wanted.Measure;
        if (ValueOf(seen) is not { } value)
        {
            return NotSeen($"no single number was read for the {name}");
        }

        return Compare(name, value, wanted.Comparison, wanted.Bound);
    }

    private static Judgement JudgeBetween(Clause.Between wanted, Observation seen)
    {
        if (ValueOf(seen) is not { } value)
        {
            return NotSeen("no single number was read");
        }

        var unit = value.Unit.Length == 0 ? wanted.High.Unit : value.Unit;
        return wanted.Low.In(unit) is { } low && wanted.High.In(unit) is { } high && double.IsFinite(value.Number)
            ? Met(value.Number >= low && value.Number <= high, $"value {value}", $"between {wanted.Low} and {wanted.High}")
            : NotSeen($"{value} cannot be compared with {wanted.Low} to {wanted.High}");
    }

    private static Judgement JudgeBaseline(Clause.OfBaseline wanted, Observation seen)
    {
        if (
            ValueOf(seen) is not { } value
            || seen.Baseline is not { } baseline
            || baseline.In(value.Unit) is not { } reference
            || !double.IsFinite(reference)
        )
        {
            return NotSeen("no value, or no baseline to compare it with");
        }

        return double.IsFinite(value.Number)
            ? Met(
                wanted.Comparison.Holds(value.Number, reference * wanted.Factor),
                $"value {value}, baseline {baseline}",
                $"{wanted.Comparison.Sign()} {Comparisons.Number(wanted.Factor)}x baseline"
            )
            : NotSeen("the value is not a finite number");
    }

    private static Judgement JudgeIncreasing(Observation seen)
    {
        if (seen.History is not { Count: >= 3 } history || history.Any(it => !double.IsFinite(it)))
        {
            return NotSeen("fewer than three values were seen, so a direction is not known");
        }

        return Met(
            history.Zip(history.Skip(1)).All(it => it.Second > it.First),
            $"the last {history.Count} values are {string.Join(", ", history.Select(Comparisons.Number))}",
            "each above the one before"
        );
    }

    /// <summary>Nearest rank: the smallest sample with at least that share of samples at or below it. Too few samples for the rank are inconclusive.</summary>
    private static Judgement JudgePercentile(Clause.Percentile wanted, Observation seen)
    {
        var needed = (int)Math.Ceiling(Math.Round(100 / (100 - wanted.Rank), 9));
        if (seen.SamplesMs is not { } samples || samples.Count < needed || samples.Any(it => !double.IsFinite(it)))
        {
            return NotSeen($"p{Comparisons.Number(wanted.Rank)} needs at least {needed} samples; {seen.SamplesMs?.Count ?? 0} were taken");
        }

        var rank = Math.Max(1, (int)Math.Ceiling(Math.Round(wanted.Rank / 100 * samples.Count, 9)));
        var value = samples.Order().ElementAt(rank - 1);
        return Compare(
            $"p{Comparisons.Number(wanted.Rank)} of {samples.Count} samples",
            new(Math.Round(value, 3), "ms"),
            wanted.Comparison,
            wanted.Bound.Unit.Length == 0 ? wanted.Bound with { Unit = "ms" } : wanted.Bound
        );
    }

    private static Judgement JudgeCount(Clause.Count wanted, Observation seen)
    {
        var noun = wanted.Noun.Length == 0 ? "count" : wanted.Noun;
        return CountOf(wanted.Noun, seen) is { } count
            ? Whole(
                seen,
                Met(wanted.Comparison.Holds(count, wanted.Wanted), $"{noun} {count}", $"{wanted.Comparison.Sign()} {wanted.Wanted}")
            )
            : NotSeen($"the {noun} could not be read from what was seen");
    }

    private static long? CountOf(string noun, Observation seen)
    {
        if (seen.Counts is { } counts && counts.TryGetValue(noun, out var known))
        {
            return known;
        }

        if (noun.Length == 0)
        {
            return seen.Rows
                ?? (
                    ValueOf(seen) is { Unit: "" } value && Math.Abs(value.Number) < 1e15 && value.Number == Math.Floor(value.Number)
                        ? (long)value.Number
                        : null
                );
        }

        return seen.Stdout is { } text ? CountsInText(noun, text) : null;
    }

    /// <summary>"12 passed", "errors: 0", "found 0 errors": one number for the noun, or none.</summary>
    private static long? CountsInText(string noun, string text)
    {
        var stem = Regex.Escape(noun.EndsWith('s') ? noun[..^1] : noun);
        var numbers = Regex
            .Matches(
                text,
                $@"\b(\d{{1,12}})\s+{stem}s?\b|\b{stem}s?\s*[:=]\s*(\d{{1,12}})\b",
                RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
            )
            .Select(it => long.Parse(it.Groups[1].Success ? it.Groups[1].Value : it.Groups[2].Value, CultureInfo.InvariantCulture))
            .Distinct()
            .ToList();
        return numbers is [var only] ? only : null;
    }

    private static Judgement JudgeRows(Clause.RowCount wanted, Observation seen) =>
        seen.Rows is { } rows
            ? Met(wanted.Comparison.Holds(rows, wanted.Wanted), $"{rows} rows", $"rows {wanted.Comparison.Sign()} {wanted.Wanted}")
            : NotSeen("no rows were counted");

    private static Judgement JudgePath(Clause.PathIs wanted, Observation seen)
    {
        if (seen.Paths is not { } paths || wanted.Paths.Any(it => !paths.ContainsKey(it)))
        {
            return NotSeen($"nobody looked whether {string.Join(" or ", wanted.Paths)} {(wanted.Exists ? "exists" : "is absent")}");
        }

        var there = wanted.Paths.Where(it => paths[it].Exists).ToList();
        return wanted.Exists
            ? Met(
                there.Count > 0,
                there.Count > 0 ? $"{there[0]} exists" : $"{string.Join(" and ", wanted.Paths)} do not exist",
                $"{string.Join(" or ", wanted.Paths)} to exist"
            )
            : Met(
                there.Count == 0,
                there.Count > 0 ? $"{there[0]} exists" : "nothing is there",
                $"{string.Join(" and ", wanted.Paths)} to be absent"
            );
    }

    private static Judgement EachPath(Observation seen, string fact, Func<PathFacts, Judgement?> judge)
    {
        if (seen.Paths is not { Count: > 0 } paths)
        {
            return NotSeen($"no path was looked at for its {fact}");
        }

        var parts = paths
            .Select(it => judge(it.Value) is { } told ? told with { Why = $"{it.Key}: {told.Why}" } : NotSeen($"{it.Key} has no {fact}"))
            .ToList();
        return parts.OrderByDescending(it => Verdicts.Worst([it.Verdict]) == Verdicts.Worst(parts.Select(part => part.Verdict))).First();
    }

    private static Judgement JudgePort(Clause.Port wanted, Observation seen)
    {
        if (seen.Ports is not { } ports || !ports.TryGetValue(wanted.Number, out var reachable))
        {
            return NotSeen($"nobody looked at port {wanted.Number}");
        }

        return Met(
            reachable == wanted.Reachable,
            $"port {wanted.Number} is {(reachable ? "reachable" : "free")}",
            wanted.Reachable ? "reachable" : "free"
        );
    }

    private static Judgement JudgeChoice(Clause.AnswerOneOf wanted, Observation seen) =>
        seen.Answer is { } answer
            ? Met(wanted.Choices.Any(it => Same(it, answer)), $"the answer is '{answer}'", $"one of {string.Join(", ", wanted.Choices)}")
            : NotSeen("nobody has chosen");

    /// <summary>The number that was read, or the one number that the output is.</summary>
    private static Quantity? ValueOf(Observation seen)
    {
        if (seen.Value is { } value)
        {
            return value;
        }

        return seen.Truncated ? null : SingleNumber.In(seen.Stdout ?? seen.Body);
    }

    private static string? TextOf(TextSource source, string? header, Observation seen) =>
        source switch
        {
            TextSource.Stdout => seen.Stdout,
            TextSource.Stderr => seen.Stderr,
            TextSource.Body => seen.Body ?? (seen.Status is null ? seen.Stdout : null),
            TextSource.Header => seen
                .Headers?.FirstOrDefault(it => string.Equals(it.Key, header, StringComparison.OrdinalIgnoreCase))
                .Value,
            _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Not a text."),
        };

    private static Judgement Compare(string name, Quantity actual, Comparison comparison, Quantity bound)
    {
        if (!double.IsFinite(actual.Number))
        {
            return NotSeen($"the {name} is {Comparisons.Number(actual.Number)}, which is no number to compare");
        }

        var unit =
            actual.Unit.Length == 0 ? bound.Unit
            : bound.Unit.Length == 0 ? actual.Unit
            : bound.Unit;
        var left = actual.Unit.Length == 0 ? actual.Number : actual.In(unit);
        return left is { } number
            ? Met(comparison.Holds(number, bound.Number), $"{name} {actual}", $"{comparison.Sign()} {bound}")
            : NotSeen($"{name} {actual} cannot be compared with {bound}: the units differ");
    }

    private static Judgement Met(bool met, string seen, string wanted) =>
        met ? new(Verdict.Pass, seen) : new(Verdict.Fail, $"{seen}; wanted {wanted}");

    /// <summary>Found is found, also in a text that was cut; not found in a cut text is not known.</summary>
    private static Judgement Holds(bool found, Observation seen, string yes, string no) =>
        found ? new(Verdict.Pass, yes)
        : seen.Truncated ? NotSeen($"{no}, but the text was cut")
        : new(Verdict.Fail, no);

    private static Judgement Absent(bool found, Observation seen, string found_, string lacks) =>
        found ? new(Verdict.Fail, found_)
        : seen.Truncated ? NotSeen($"{lacks}, but the text was cut")
        : new(Verdict.Pass, lacks);

    private static Judgement Whole(Observation seen, Judgement judged) =>
        seen.Truncated ? NotSeen("the text was cut, so the whole is not known") : judged;

    private static Judgement NotSeen(string why) => new(Verdict.Inconclusive, why);

    private static bool Same(string left, string right) => string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Short(string text)
    {
        var line = text.Trim().ReplaceLineEndings(" ⏎ ");
        return line.Length <= 120 ? line : $"{line[..117]}…";
    }

    [GeneratedRegex(@"\d+(?:\.\d+)+|\b\d+\b")]
    private static partial Regex VersionNumber();

    [GeneratedRegex(
        @"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.|""[A-Za-z_]*token[A-Za-z_]*""\s*:\s*""[^""]{8,}""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Token();
}
