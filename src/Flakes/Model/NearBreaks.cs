using System.Runtime.InteropServices;

namespace Slipway.Flakes.Model;

/// <summary>
/// The breaks of one test that a failure may be part of: those at about the same time. A break that several lines carry, or that
/// passes now and then, says the same in each of its episodes; breaks long apart have nothing to do with each other, and a test that
/// says the same at all times flakes.
/// </summary>
internal sealed class NearBreaks
{
    /// <summary>Lives of a break after which it weighs nothing.</summary>
    private const double Farthest = 6;

    private readonly Evidence evidence;
    private readonly double life;
    private readonly List<Part> parts = [];

    /// <summary>Gathers the episodes of a test.</summary>
    /// <param name="evidence">The history.</param>
    /// <param name="failures">The test's failures, in the order of their numbers.</param>
    /// <param name="shares">What they were judged to be.</param>
    /// <param name="life">Runs that a break lasts, on average.</param>
    public NearBreaks(Evidence evidence, ReadOnlySpan<int> failures, Shares[] shares, double life)
    {
        this.evidence = evidence;
        this.life = life;
        foreach (var failure in failures)
        {
            ref readonly var it = ref evidence.Failures[failure];
            if (it.Signature >= 0 && it.Before < 0)
            {
                parts.Add(new(evidence.Units[it.Unit].Place, it.Episode, it.Signature, shares[failure].Regression));
            }
        }

        parts.Sort((one, other) => one.Place != other.Place ? one.Place.CompareTo(other.Place) : one.Episode.CompareTo(other.Episode));
    }

    /// <summary>How many episodes near a failure, its own left out, were breaks, and how many of them began with the same words.</summary>
    public (double Same, double All) Near(Failure failure, int place)
    {
        var (same, all) = (0.0, 0.0);
        for (var at = First(place - Farthest * life); at < parts.Count && parts[at].Place <= place + Farthest * life; at++)
        {
            if (parts[at].Episode != failure.Episode)
            {
                var weight = parts[at].Regression * Math.Exp(-Math.Abs(parts[at].Place - place) / life);
                (same, all) = (same + (parts[at].Signature == failure.Signature ? weight : 0), all + weight);
            }
        }

        return (same, all);
    }

    /// <summary>
    /// Runs that a break lasts on average: commits until it is fixed times the runs between two commits of its line, of the kind
    /// of line where that is longer.
    /// </summary>
    public static double Life(Evidence evidence, Parameters parameters)
    {
        var (last, gaps, count) = (new Dictionary<int, (int Commit, int Place)>(), new double[2], new double[2]);
        foreach (var it in evidence.Units.OrderBy(it => it.Place).ThenBy(it => it.Attempt))
        {
            var kind = evidence.IsPullRequest[it.Line] ? 1 : 0;
            if (last.TryGetValue(it.Line, out var known) && known.Commit != it.Commit)
            {
                (gaps[kind], count[kind]) = (gaps[kind] + it.Place - known.Place, count[kind] + 1);
            }

            if (!last.ContainsKey(it.Line) || known.Commit != it.Commit)
            {
                last[it.Line] = (it.Commit, it.Place);
            }
        }

        double Of(int kind, LineParameters line) => count[kind] == 0 ? 1 : gaps[kind] / count[kind] / line.Fix;
        return Math.Max(1, Math.Max(Of(0, parameters.Main), Of(1, parameters.Pull)));
    }

    private int First(double from)
    {
        var (low, high) = (0, parts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = parts[middle].Place < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Part(int Place, int Episode, int Signature, double Regression);
}
