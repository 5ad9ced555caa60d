using Slipway.Flakes.Rerunning;

namespace Slipway.Flakes;

/// <summary>Which reruns of the failed tests of a run are worth it. It reruns nothing.</summary>
/// <param name="Run">The run.</param>
/// <param name="Ran">Tests that ran in it.</param>
/// <param name="Failed">Those whose last attempt failed: what decides first, then what rescues, then what is not worth it.</param>
public sealed record RerunPlan(string Run, int Ran, IReadOnlyList<PlannedRerun> Failed)
{
    /// <summary>Tries that are looked ahead at most.</summary>
    public const int MostTries = 10;

    /// <summary>
    /// Plans the reruns of a run of a history. It judges the history again with made-up ends of the tries, so what it foretells is
    /// what will be said when they end so.
    /// </summary>
    /// <param name="history">What the tests did, the run included.</param>
    /// <param name="run">The run.</param>
    /// <param name="listed">The list of known flakes.</param>
    /// <param name="now">The time at which an entry may have lapsed.</param>
    /// <param name="most">Tries that are looked ahead, 1 to <see cref="MostTries"/>.</param>
    public static RerunPlan Of(TestHistory history, string run, IReadOnlyList<QuarantineEntry> listed, DateTimeOffset now, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostTries);
        return new RerunPlanner(history, run, new(listed, now), most).Plan();
    }
}
