namespace Slipway.Kernel;

/// <summary>Facts against clauses. The one place where a green arises; what a fact does not say is inconclusive.</summary>
internal static class ClauseJudge
{
    public static Judgement Judge(Expectation expectation, Observation seen)
    {
        switch (seen.Looking)
        {
            case Looking.CouldNotLook:
                return NotSeen(seen.Problem ?? "Could not look.");
            case not Looking.Saw:
                return new(Verdict.Error, seen.Problem ?? "The probe broke.");
        }

        var facts = new Facts(
            seen,
            expectation.Clauses.Any(it => it is Clause.Exit),
            expectation.Clauses.Any(it => it is Clause.HttpStatus)
        );
        var parts = expectation.Clauses.Select(it => Judge(it, facts)).ToList();
        var worst = Verdicts.Worst(parts.Select(it => it.Verdict));
        if (
            worst == Verdict.Pass
            && seen is { ExitCode: null, Status: >= 400 and var error }
            && !expectation.Clauses.Any(it => it is Clause.HttpStatus)
        )
        {
            // What an error page says is no evidence, unless somebody says that the error is wanted. Of commands each request is judged.
            return NotSeen($"the answer has status {error}; where that is right, say status {error} too");
        }

        var why = parts.Where(it => it.Verdict == worst).Select(it => it.Why);
        if (seen.Unproven is not { Count: > 0 } unproven)
        {
            return new(worst, string.Join("; ", why));
        }

        // What is not proven is told beside what is wrong, and takes the green from what would have one.
        return worst == Verdict.Pass ? NotSeen(string.Join("; ", unproven)) : new(worst, string.Join("; ", why.Concat(unproven)));
    }

    public static Judgement Met(bool met, string seen, string wanted) =>
        met ? new(Verdict.Pass, seen) : new(Verdict.Fail, $"{seen}; wanted {wanted}");

    public static Judgement NotSeen(string why) => new(Verdict.Inconclusive, why);

    private static Judgement Judge(Clause clause, Facts facts) =>
        clause switch
        {
            Clause.Exit it => JudgeExit(it, facts.Seen),
            Clause.HttpStatus it => JudgeStatus(it, facts.Seen),
            Clause.Text it => TextJudge.Judge(it, facts),
            Clause.Version it => TextJudge.JudgeVersion(it, facts),
            Clause.Lines it => TextJudge.JudgeLines(it, facts),
            Clause.Json it => JsonJudge.Judge(it, facts.Seen.Body ?? facts.Seen.Stdout, facts.Seen.Truncated),
            Clause.Value it => NumberJudge.JudgeValue(it, facts),
            Clause.Between it => NumberJudge.JudgeBetween(it, facts),
            Clause.OfBaseline it => NumberJudge.JudgeBaseline(it, facts),
            Clause.Increasing => NumberJudge.JudgeIncreasing(facts.Seen),
            Clause.Growing or Clause.After or Clause.ChangedWithin or Clause.InARow => NotSeen(
                "one look does not show it; it is for the condition of a trigger, which is looked at again and again"
            ),
            Clause.Percentile it => NumberJudge.JudgePercentile(it, facts.Seen),
            Clause.Count it => CountJudge.Judge(it, facts),
            Clause.RowCount it => JudgeRows(it, facts.Seen),
            Clause.PathIs it => PathJudge.Judge(it, facts.Seen),
            Clause.Size it => PathJudge.JudgeSize(it, facts.Seen),
            Clause.Age it => PathJudge.JudgeAge(it, facts.Seen),
            Clause.Mode it => PathJudge.JudgeMode(it, facts.Seen),
            Clause.Port it => JudgePort(it, facts.Seen),
            Clause.Weight it => facts.Seen.Value is { } weight
                ? NumberJudge.Compare("weight", weight, it.Comparison, new(it.Percent, "%"))
                : NotSeen("no weight was read"),
            Clause.ApprovedBy it => JudgeApproval(it, facts.Seen),
            Clause.AnswerIs it => Answer(facts.Seen) is { } answer
                ? Met(Same(answer, it.Wanted), $"the answer is '{answer}'", $"'{it.Wanted}'")
                : NotSeen("nobody has answered"),
            Clause.AnswerOneOf it => JudgeChoice(it, facts.Seen),
            Clause.Grade it => JudgeGrade(it, facts.Seen),
            Clause.Words it => NotSeen($"\"{it.Said}\" is not something that one look can show"),
            _ => throw new ArgumentOutOfRangeException(nameof(clause), clause, "Not a clause."),
        };

    private static Judgement JudgeExit(Clause.Exit wanted, Observation seen)
    {
        if (seen.ExitCode is not { } code)
        {
            return NotSeen(seen.StillRunning ? "it did not end, so it has no exit code" : "no exit code was seen");
        }

        if (wanted.Code is { } exact)
        {
            return Met(code == exact, $"exit code {code}", $"exit code {exact}");
        }

        // 126 and 127 say that the shell could not run it, 129 to 192 that a signal ended it: not the refusal that is wanted.
        return code is 126 or 127 or (> 128 and <= 192)
            ? NotSeen($"exit code {code} says that it did not run to its end, so it is not known whether it would have failed")
            : Met(code != 0, $"exit code {code}", "an exit code other than 0");
    }

    private static Judgement JudgeStatus(Clause.HttpStatus wanted, Observation seen)
    {
        var name = wanted.Low == wanted.High ? $"status {wanted.Low}" : $"status {wanted.Low / 100}xx";
        return seen.Status is { } status
            ? Met(status >= wanted.Low && status <= wanted.High, $"status {status}", name)
            : NotSeen("no HTTP status was seen");
    }

    private static Judgement JudgeRows(Clause.RowCount wanted, Observation seen) =>
        seen.Rows is { } rows
            ? Met(wanted.Comparison.Holds(rows, wanted.Wanted), $"{rows} rows", $"rows {wanted.Comparison.Sign()} {wanted.Wanted}")
            : NotSeen("no rows were counted");

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

    private static Judgement JudgeGrade(Clause.Grade wanted, Observation seen) =>
        seen.Grade is { } grade && Grades.Worth(grade) is { } worth && Grades.Worth(wanted.Wanted) is { } bound
            ? Met(wanted.Comparison.Holds(worth, bound), $"grade {grade}", $"grade {wanted.Comparison.Sign()} {wanted.Wanted}")
            : NotSeen("no grade was given");

    /// <summary>The role counts; only where the document names none ('unspecified') any role will do.</summary>
    private static Judgement JudgeApproval(Clause.ApprovedBy wanted, Observation seen)
    {
        if (seen.ApprovedAs is not { } role || string.IsNullOrWhiteSpace(role))
        {
            return NotSeen($"nobody has approved as {wanted.Role}");
        }

        return wanted.Role == "unspecified" || Same(role, wanted.Role)
            ? new(Verdict.Pass, $"approved as {role}")
            : NotSeen($"approved as {role}, but nobody has approved as {wanted.Role}");
    }

    private static Judgement JudgeChoice(Clause.AnswerOneOf wanted, Observation seen) =>
        Answer(seen) is { } answer
            ? Met(wanted.Choices.Any(it => Same(it, answer)), $"the answer is '{answer}'", $"one of {string.Join(", ", wanted.Choices)}")
            : NotSeen("nobody has chosen");

    private static string? Answer(Observation seen) => string.IsNullOrWhiteSpace(seen.Answer) ? null : seen.Answer;

    private static bool Same(string left, string right) => string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);
}
