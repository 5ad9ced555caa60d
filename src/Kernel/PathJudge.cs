namespace Slipway.Kernel;

/// <summary>What is known of paths. A path at which nobody looked says nothing, also not that it is absent.</summary>
internal static class PathJudge
{
    public static Judgement Judge(Clause.PathIs wanted, Observation seen)
    {
        if (seen.Paths is not { } paths || wanted.Paths.Any(it => !paths.ContainsKey(it)))
        {
            return ClauseJudge.NotSeen(
                $"nobody looked whether {string.Join(" or ", wanted.Paths)} {(wanted.Exists ? "exists" : "is absent")}"
            );
        }

        var there = wanted.Paths.Where(it => paths[it].Exists).ToList();
        return wanted.Exists
            ? ClauseJudge.Met(
                there.Count > 0,
                there.Count > 0 ? $"{there[0]} exists" : $"{string.Join(" and ", wanted.Paths)} do not exist",
                $"{string.Join(" or ", wanted.Paths)} to exist"
            )
            : ClauseJudge.Met(
                there.Count == 0,
                there.Count > 0 ? $"{there[0]} exists" : "nothing is there",
                $"{string.Join(" and ", wanted.Paths)} to be absent"
            );
    }

    public static Judgement JudgeSize(Clause.Size wanted, Observation seen) =>
        Each(
            seen,
            "size",
            path =>
                path.SizeBytes is { } bytes
                    ? NumberJudge.Compare(
                        "size",
                        new(bytes, "B"),
                        wanted.Comparison,
                        wanted.Bound.Unit.Length == 0 ? wanted.Bound with { Unit = "B" } : wanted.Bound
                    )
                    : null
        );

    /// <summary>A change that lies in the future says that a clock is wrong, and then no age is known; a minute is forgiven.</summary>
    public static Judgement JudgeAge(Clause.Age wanted, Observation seen) =>
        Each(
            seen,
            "age",
            path =>
                path.Age is { } age && age > TimeSpan.FromMinutes(-1)
                    ? NumberJudge.Compare("age", new(Math.Max(0, age.TotalSeconds), "s"), wanted.Comparison, wanted.Bound)
                    : null
        );

    public static Judgement JudgeMode(Clause.Mode wanted, Observation seen) =>
        Each(
            seen,
            "mode",
            path =>
                path.Mode is { Length: > 0 } mode
                    ? ClauseJudge.Met(mode.TrimStart('0') == wanted.Octal.TrimStart('0'), $"mode is {mode}", $"mode {wanted.Octal}")
                    : null
        );

    /// <summary>The worst of all paths; one without the fact is not known.</summary>
    private static Judgement Each(Observation seen, string fact, Func<PathFacts, Judgement?> judge)
    {
        if (seen.Paths is not { Count: > 0 } paths)
        {
            return ClauseJudge.NotSeen($"no path was looked at for its {fact}");
        }

        var parts = paths
            .Select(it =>
                it.Value.Exists && judge(it.Value) is { } told
                    ? told with
                    {
                        Why = $"{it.Key}: {told.Why}",
                    }
                    : ClauseJudge.NotSeen($"{it.Key} has no {fact} that could be read")
            )
            .ToList();
        var worst = Verdicts.Worst(parts.Select(it => it.Verdict));
        return parts.First(it => it.Verdict == worst);
    }
}
