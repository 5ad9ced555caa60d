using System.Runtime.InteropServices;
using Slipway.Flakes.Model;

namespace Slipway.Flakes.Live;

/// <summary>An outcome that waits for the end of its run: a failure, or what the same test brought after it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WaitingOutcome(WatchedTest Test, int Line, bool Failed, bool IsNewCommit, int Attempt, int Signature);

/// <summary>A run that has not ended.</summary>
internal sealed class WatchedRun
{
    private const double Unexpected = 0.05;
    private int total;
    private readonly List<WaitingOutcome> waiting = [];
    private readonly HashSet<WatchedTest> failed = [];

    /// <summary>Whether a failure of the test waits, so that what comes after it waits too.</summary>
    public bool Waits(WatchedTest test) => failed.Contains(test);

    public void Wait(WaitingOutcome outcome)
    {
        waiting.Add(outcome);
        failed.Add(outcome.Test);
    }

    public void Count(int attempt) => total += attempt <= 1 ? 1 : 0;

    /// <summary>Tells the tests of their failures.</summary>
    public void Apply(int main)
    {
        var fresh = waiting.Count(it => it.Failed && it.Attempt <= 1 && it.Test.Expected(it.Line, it.Line == main) < Unexpected);
        var outage = Outage(fresh);
        var together = fresh >= 2 ? (1 - outage) * fresh / Math.Max(1.0, total) : 0;
        foreach (var it in waiting)
        {
            if (!it.Failed)
            {
                it.Test.Pass(it.Line, it.Line == main);
                continue;
            }

            var share = outage * Math.Clamp(it.Attempt <= 1 ? fresh / Math.Max(1.0, total) : 0.5, 0.01, 0.98);
            var breaks = it.IsNewCommit ? Math.Min(0.2, together) : 0;
            it.Test.Fail(it.Line, it.Line == main, it.Signature, share, breaks);
        }
    }

    /// <summary>Chance of an outage: as <see cref="OutageFinder"/> weighs it, without what comes later.</summary>
    private double Outage(int fresh)
    {
        if (fresh < Math.Max(3, 0.02 * total))
        {
            return 0;
        }

        var odds = Math.Log(0.01 / total) - Math.Log(0.02 / ((double)fresh * fresh));
        var passed = waiting.Where(it => !it.Failed).Select(it => it.Test).Distinct().Count();
        odds += passed * 2 >= failed.Count ? 7 : 0;
        return 1 / (1 + Math.Exp(-odds));
    }
}
