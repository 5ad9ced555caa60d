using Slipway.Judging.Comparing;

namespace Slipway.Judging;

/// <summary>
/// How errors came in the past: one at a time, or in bursts, and how many requests a burst lasts. It is the check before a comparison
/// that says how many requests make one look (<see cref="ComparisonRules.PerLook"/>).
/// </summary>
/// <remarks>
/// The index of dispersion: the variance of the count of errors over its mean, 1 where errors are independent and 2μ − 1 for bursts of
/// geometric size with the mean μ (Cox and Isham 1980, 5.3; Fano 1947). It is taken of the difference of two arms of one version, or of one
/// arm's neighbouring stretches (von Neumann 1941), so that a level that drifts is left out. Stretches are made longer until one holds ten
/// bursts of the size that it shows, as batches of a simulation are until they are apart (Law and Carson 1979): bursts that run on over
/// several intervals show their size only then.
/// </remarks>
public sealed class Dispersion
{
    /// <summary>Intervals that are kept at the most: three weeks at 15 s. What comes later is left out.</summary>
    public const int MostIntervals = 120_960;

    /// <summary>Stretches below which nothing is said of their length.</summary>
    private const int FewestStretches = 30;

    /// <summary>Errors below which nothing is said at all.</summary>
    private const long FewestErrors = 50;

    /// <summary>Requests of a stretch up to which bursts are looked for where shorter ones show none.</summary>
    private const double LongEnough = 100;

    /// <summary>Standard errors from 1 that an index may be while errors count as independent.</summary>
    private const double Doubt = 3;

    private readonly List<EventCounts> _intervals = [];
    private bool _isPaired;

    /// <summary>Intervals with traffic that were taken.</summary>
    public int Intervals => _intervals.Count;

    /// <summary>One more interval of one arm alone.</summary>
    /// <exception cref="ArgumentException">The numbers are impossible, see <see cref="ArmInterval.Fault"/>.</exception>
    public void Observe(in ArmInterval arm) => Add(new(0, 0, arm.Requests, arm.Errors), arm.Fault());

    /// <summary>One more interval of two arms that ran the same version. Not to be mixed with intervals of one arm.</summary>
    /// <exception cref="ArgumentException">The numbers are impossible, see <see cref="ArmInterval.Fault"/>.</exception>
    public void Observe(in ArmInterval one, in ArmInterval other)
    {
        _isPaired = true;
        Add(new(one.Requests, one.Errors, other.Requests, other.Errors), one.Fault() ?? other.Fault());
    }

    /// <summary>What they show.</summary>
    public DispersionVerdict Verdict()
    {
        var total = _intervals.Aggregate(default(EventCounts), (sum, it) => sum.And(it));
        var (requests, errors) = (total.Candidate + total.Baseline, total.CandidateEvents + total.BaselineEvents);
        if (errors < FewestErrors)
        {
            return new(ErrorForm.Unknown, 0, Cautious, requests, errors, Intervals);
        }

        var (burst, isClustered) = (1.0, false);
        foreach (var length in Lengths())
        {
            var stretch = IndexOfDispersion.Of(_isPaired ? Stretches(length) : Neighbours(length));
            if (stretch.Pairs < FewestStretches)
            {
                break;
            }

            isClustered |= stretch.Index > 1 + (Doubt * stretch.StandardError);
            burst = Math.Max(burst, (stretch.Index + 1) / 2);
            if (isClustered ? stretch.Requests >= ComparedRun.BurstsPerLook * burst : stretch.Requests >= LongEnough)
            {
                return isClustered
                    ? new(ErrorForm.Bursts, burst, PerLook(burst), requests, errors, Intervals)
                    : new(ErrorForm.Independent, 1, 0, requests, errors, Intervals);
            }
        }

        return isClustered
            ? new(ErrorForm.Unknown, burst, Math.Max(Cautious, PerLook(burst)), requests, errors, Intervals)
            : new(ErrorForm.Unknown, 0, Cautious, requests, errors, Intervals);
    }

    /// <summary>What is taken where the past says too little: ten bursts of ten.</summary>
    private const long Cautious = 100;

    private void Add(in EventCounts counts, string? fault)
    {
        if (fault is not null)
        {
            throw new ArgumentException(fault, nameof(counts));
        }

        if (counts.Candidate + counts.Baseline > 0 && _intervals.Count < MostIntervals)
        {
            _intervals.Add(counts);
        }
    }

    /// <summary>So many intervals together, one behind the other.</summary>
    private IEnumerable<EventCounts> Stretches(int length)
    {
        for (var first = 0; first + length <= _intervals.Count; first += length)
        {
            var stretch = default(EventCounts);
            for (var i = first; i < first + length; i++)
            {
                stretch = stretch.And(_intervals[i]);
            }

            yield return stretch;
        }
    }

    /// <summary>Each second stretch beside the one before it; no stretch is in two pairs, so that pairs are apart.</summary>
    private IEnumerable<EventCounts> Neighbours(int length) =>
        Stretches(length)
            .Chunk(2)
            .Where(it => it.Length == 2)
            .Select(it => it[0] with { Candidate = it[1].Baseline, CandidateEvents = it[1].BaselineEvents });

    private static long PerLook(double burst) => (long)Math.Min(Math.Ceiling(ComparedRun.BurstsPerLook * burst), 1_000_000);

    /// <summary>1, 2, 3, 4, 6, 8, 12, 16 … intervals.</summary>
    private static IEnumerable<int> Lengths() =>
        Enumerable.Range(0, 17).SelectMany(it => (int[])(it == 0 ? [1] : [1 << it, (1 << it) + (1 << (it - 1))]));
}
