namespace Slipway.Flakes.Model;

/// <summary>One run of a build, as an outage sees it.</summary>
internal sealed class RunFailures
{
    public required int Run { get; init; }
    public required int Line { get; init; }

    /// <summary>Number of its first attempt.</summary>
    public required int Unit { get; init; }
    public required int Commit { get; init; }
    public required long AtMs { get; init; }

    /// <summary>Tests that ran.</summary>
    public required int Total { get; init; }

    /// <summary>Tests that failed in the first attempt, ascending.</summary>
    public required int[] Failed { get; init; }

    /// <summary>The signature of each of them.</summary>
    public required int[] Signatures { get; init; }

    /// <summary>Share of the failed tests that were tried again in the run and passed then; NaN when none was.</summary>
    public required double Recovered { get; init; }

    /// <summary>How many of these tests failed here.</summary>
    public int Overlap(IReadOnlyList<int> tests)
    {
        var count = 0;
        foreach (var test in tests)
        {
            count += Array.BinarySearch(Failed, test) >= 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>The runs of a history in the order of their time.</summary>
    public static RunFailures[] All(Evidence evidence)
    {
        var first = new Dictionary<int, int>();
        for (var unit = 0; unit < evidence.Units.Length; unit++)
        {
            ref readonly var it = ref evidence.Units[unit];
            if (!first.TryGetValue(it.Run, out var known) || it.Attempt < evidence.Units[known].Attempt)
            {
                first[it.Run] = unit;
            }
        }

        var recoveries = Recoveries(evidence);
        var failed = new Dictionary<int, List<(int Test, int Signature)>>();
        foreach (ref readonly var it in evidence.Failures.AsSpan())
        {
            if (first[evidence.Units[it.Unit].Run] == it.Unit)
            {
                (failed.TryGetValue(it.Unit, out var list) ? list : failed[it.Unit] = []).Add((it.Test, it.Signature));
            }
        }

        return
        [
            .. first
                .Values.Select(unit => (Number: unit, Unit: evidence.Units[unit], Failed: failed.GetValueOrDefault(unit, [])))
                .Select(it => new RunFailures
                {
                    Run = it.Unit.Run,
                    Unit = it.Number,
                    Line = it.Unit.Line,
                    Commit = it.Unit.Commit,
                    AtMs = it.Unit.AtMs,
                    Total = it.Unit.Total,
                    Failed = [.. it.Failed.DistinctBy(failure => failure.Test).Select(failure => failure.Test)],
                    Signatures = [.. it.Failed.DistinctBy(failure => failure.Test).Select(failure => failure.Signature)],
                    Recovered = recoveries.TryGetValue(it.Unit.Run, out var again) ? again.Passed / (double)again.Repeated : double.NaN,
                })
                .OrderBy(it => it.AtMs)
                .ThenBy(it => it.Run),
        ];
    }

    /// <summary>By run: how many tests were tried again after a failure, and how many of them passed then.</summary>
    private static Dictionary<int, (int Repeated, int Passed)> Recoveries(Evidence evidence)
    {
        var recoveries = new Dictionary<int, (int Repeated, int Passed)>();
        for (var test = 0; test < evidence.Tests; test++)
        {
            var (failedIn, repeated, passed) = (-1, false, false);
            foreach (ref readonly var it in evidence.Of(test))
            {
                var run = evidence.Units[it.Unit].Run;
                if (run != failedIn)
                {
                    Count(failedIn, repeated, passed);
                    (failedIn, repeated, passed) = (it.Failed ? run : -1, false, false);
                    continue;
                }

                (repeated, passed) = (true, passed || !it.Failed);
            }

            Count(failedIn, repeated, passed);
        }

        return recoveries;

        void Count(int run, bool repeated, bool passed)
        {
            if (run >= 0 && repeated)
            {
                var (all, well) = recoveries.GetValueOrDefault(run);
                recoveries[run] = (all + 1, well + (passed ? 1 : 0));
            }
        }
    }
}
