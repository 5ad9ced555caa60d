using System.Runtime.InteropServices;

namespace Slipway.Judging;

/// <summary>A comparison that remembers how it stood at each look. Not for several threads.</summary>
/// <param name="rules">What it is held to.</param>
public sealed class ComparisonTrail(ComparisonRules rules)
{
    /// <summary>Stretches that a long trail is cut into.</summary>
    private const int Stretches = 40;

    private readonly List<Look> _looks = [];

    /// <summary>The comparison itself: what it says is what it would say without this.</summary>
    public ComparedRun Run { get; } = new(rules);

    /// <summary>What it is held to.</summary>
    public ComparisonRules Rules => rules;

    /// <summary>Intervals so far.</summary>
    public int Looks => _looks.Count;

    /// <summary>The most points of <see cref="Thinned"/>.</summary>
    public const int MostPoints = Stretches * 8 + 2;

    /// <summary>One more interval, see <see cref="ComparedRun.Observe"/>.</summary>
    /// <exception cref="ArgumentException">As there.</exception>
    public void Observe(TimeSpan at, in ArmInterval baseline, in ArmInterval candidate)
    {
        Run.Observe(at, baseline, candidate);
        _looks.Add(new(at, Run.Totals, Run.EvidenceAgainst, Run.EvidenceFor, Run.Outcome, Run.Attribution));
    }

    /// <summary>Part of the run could not be read, see <see cref="ComparedRun.Doubt"/>.</summary>
    public void Doubt() => Run.Doubt();

    /// <summary>How it stood at the last interval; null before the first.</summary>
    public ComparisonPoint? Last => _looks.Count == 0 ? null : Point(_looks[^1]);

    /// <summary>The looks at which it said something else than at the one before, and the first.</summary>
    public IReadOnlyList<ComparisonPoint> Turns =>
        [
            .. _looks
                .Where((it, at) => at == 0 || it.Outcome != _looks[at - 1].Outcome || it.Attribution != _looks[at - 1].Attribution)
                .Select(Point),
        ];

    /// <summary>
    /// Few enough looks to be drawn, at the most <see cref="MostPoints"/>: all of a short trail; of a long one the first, the last, and of
    /// each stretch those with the highest and the lowest evidence and rates, so that nothing that stood out is lost.
    /// </summary>
    public IReadOnlyList<ComparisonPoint> Thinned()
    {
        if (_looks.Count <= MostPoints)
        {
            return [.. _looks.Select(Point)];
        }

        var kept = new SortedSet<int> { 0, _looks.Count - 1 };
        for (var stretch = 0; stretch < Stretches; stretch++)
        {
            var from = (int)((long)stretch * _looks.Count / Stretches);
            var to = (int)((long)(stretch + 1) * _looks.Count / Stretches);
            foreach (
                var number in (ReadOnlySpan<Func<Look, double>>)
                    [
                        it => it.Against,
                        it => it.For,
                        it => Share(it.Totals.CandidateErrors, it.Totals.Candidate),
                        it => Share(it.Totals.BaselineErrors, it.Totals.Baseline),
                    ]
            )
            {
                var all = Enumerable.Range(from, to - from);
                kept.Add(all.MinBy(at => number(_looks[at])));
                kept.Add(all.MaxBy(at => number(_looks[at])));
            }
        }

        return [.. kept.Select(at => Point(_looks[at]))];
    }

    private static double Share(long errors, long requests) => requests > 0 ? (double)errors / requests : 0;

    private ComparisonPoint Point(Look it) =>
        new(
            it.At,
            Arm(it.Totals.Baseline, it.Totals.BaselineErrors),
            Arm(it.Totals.Candidate, it.Totals.CandidateErrors),
            it.Against,
            it.For,
            it.Outcome,
            it.Attribution
        );

    /// <summary>Where errors come in bursts, ten of them are a look: so many draws were made, and no more.</summary>
    private ArmRate Arm(long requests, long errors)
    {
        var apart = rules.PerLook > ComparedRun.BurstsPerLook ? (double)ComparedRun.BurstsPerLook / rules.PerLook : 1;
        var (low, high) = ConfidenceSequence.Of(errors * apart, requests * apart);
        return new(requests, errors, low, high);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Look(
        TimeSpan At,
        ComparisonTotals Totals,
        double Against,
        double For,
        ComparisonOutcome Outcome,
        Attribution Attribution
    );
}
