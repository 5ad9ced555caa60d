using System.Runtime.InteropServices;
using Slipway.Judging.Comparing;

namespace Slipway.Judging;

/// <summary>
/// A candidate beside its baseline, one interval after the other. The decision is good at every look; a no-go stays. Deterministic:
/// only sums, products, quotients and roots decide, which are the same bits on every machine. Not for several threads.
/// </summary>
public sealed class ComparedRun
{
    private const double ErrorShare = 0.82;
    private const double OutageShare = 0.08;
    private const double LatencyShare = 0.1;

    /// <summary>What of the evidence for a go is put on "within the margin"; the rest on "below the floor".</summary>
    private const double MarginShare = 0.9;

    /// <summary>See <see cref="ComparisonRules.PerLook"/>.</summary>
    internal const int BurstsPerLook = 10;

    /// <summary>Requests of the candidate below which nothing is said of it.</summary>
    private const long Fewest = 20;

    private readonly ComparisonRules _rules;
    private readonly ExcessEvidence _errors = new();
    private readonly OutageEvidence _outage = new();
    private readonly MarginEvidence _margin;
    private readonly FloorEvidence? _floor;
    private readonly BreachWatch _breach = new();
    private readonly LookBlock? _block;
    private LatencyEvidence? _latency;
    private TimeSpan? _seenAt;
    private bool _errorsWithin;
    private bool _latencyWithin;
    private bool _isInDoubt;
    private Saying _saying = new(ComparisonOutcome.Hold, Attribution.None, ComparisonReason.NoData);

    /// <summary>A comparison that has seen nothing.</summary>
    public ComparedRun(ComparisonRules rules)
    {
        _rules = rules;
        _margin = new(rules.Margin);
        _floor = rules.Floor > 0 ? new(rules.Floor) : null;
        _block = rules.PerLook > 0 ? new(rules.PerLook) : null;
    }

    /// <summary>What is said now.</summary>
    public ComparisonOutcome Outcome => _saying.Outcome;

    /// <summary>Whose breach it is.</summary>
    public Attribution Attribution => _saying.Attribution;

    /// <summary>What is said now, and what it rests on.</summary>
    public ComparisonDecision Decision =>
        Outcome == ComparisonOutcome.Go
            ? new(Outcome, _saying.Attribution, _saying.Reason, EvidenceFor, BoundFor, 0)
            : new(
                Outcome,
                _saying.Attribution,
                _saying.Reason,
                EvidenceAgainst,
                BoundAgainst,
                Outcome == ComparisonOutcome.NoGo ? 0 : Needed()
            );

    /// <summary>Natural logarithm of the e-value against the candidate.</summary>
    public double EvidenceAgainst => Math.Log(Against);

    /// <summary>What <see cref="EvidenceAgainst"/> has to reach for a no-go.</summary>
    public double BoundAgainst => Math.Log(NoGoBound);

    /// <summary>Natural logarithm of the e-value for the candidate, of its errors alone.</summary>
    public double EvidenceFor => Math.Log(For);

    /// <summary>What <see cref="EvidenceFor"/> has to reach once for a go.</summary>
    public double BoundFor => Math.Log(GoBound);

    /// <summary>Whether latencies have to be within the margin for a go, too, and are not shown to be.</summary>
    public bool LatencyIsOpen => LatencyGates && !_latencyWithin;

    /// <summary>Time of the last interval; null before the first.</summary>
    public TimeSpan? At { get; private set; }

    /// <summary>What both arms did in all intervals that counted, those after a no-go left out.</summary>
    public ComparisonTotals Totals { get; private set; }

    /// <summary>Natural logarithm of the e-value of the latencies alone; for those that only look on, too.</summary>
    public double LatencyEvidence => Math.Log(_latency?.Value ?? 1);

    /// <summary>Part of the run could not be read: from now on it is never a go.</summary>
    public void Doubt()
    {
        _isInDoubt = true;
        if (Outcome == ComparisonOutcome.Go)
        {
            _saying = new(ComparisonOutcome.Hold, Attribution.None, ComparisonReason.InDoubt);
        }
    }

    /// <summary>One more interval.</summary>
    /// <param name="at">Its end, from any fixed moment on; later than the one before.</param>
    /// <param name="baseline">What the baseline did.</param>
    /// <param name="candidate">What the candidate did.</param>
    /// <exception cref="ArgumentException">The numbers are impossible, see <see cref="ArmInterval.Fault"/>, or the time is not later.</exception>
    public ComparisonOutcome Observe(TimeSpan at, in ArmInterval baseline, in ArmInterval candidate)
    {
        if (at <= At || (baseline.Fault() ?? candidate.Fault()) is not null)
        {
            throw new ArgumentException("An interval is later than the one before, and its counts are possible.", nameof(at));
        }

        if (Outcome != ComparisonOutcome.NoGo)
        {
            _saying = Decide(at, baseline, candidate);
        }

        At = at;
        return Outcome;
    }

    private Saying Decide(TimeSpan at, in ArmInterval baseline, in ArmInterval candidate)
    {
        var counts = new EventCounts(candidate.Requests, candidate.Errors, baseline.Requests, baseline.Errors);
        Totals = Totals.And(counts);
        if (_block is null)
        {
            Weigh(counts, candidate.Latency, baseline.Latency);
        }
        else if (_block.Add(counts, candidate.Latency, baseline.Latency))
        {
            Weigh(_block.Counts, _block.Candidate, _block.Baseline);
        }

        var isSeen = IsSeen(at, counts);
        if (_breach.Observe(counts))
        {
            return new(ComparisonOutcome.Hold, Attribution.Both, ComparisonReason.BothBreach);
        }

        if (Against >= NoGoBound)
        {
            return new(ComparisonOutcome.NoGo, Attribution.Candidate, Worst());
        }

        return isSeen ? Seen(FailsMostly(counts)) : new(ComparisonOutcome.Hold, Attribution.None, ComparisonReason.NoData);
    }

    private void Weigh(in EventCounts counts, ReadOnlySpan<long> candidate, ReadOnlySpan<long> baseline)
    {
        _errors.Observe(counts);
        _outage.Observe(counts);
        _margin.Observe(counts);
        _floor?.Observe(Apart(counts.Candidate), Apart(counts.CandidateEvents));
        ObserveLatency(candidate, baseline);
        _errorsWithin |= For >= GoBound;
    }

    /// <summary>How many of them came apart from each other: a look holds ten bursts. Rounded up, so that one error counts.</summary>
    private long Apart(long count) =>
        _rules.PerLook <= BurstsPerLook ? count : ((count * BurstsPerLook) + _rules.PerLook - 1) / _rules.PerLook;

    private void ObserveLatency(ReadOnlySpan<long> candidate, ReadOnlySpan<long> baseline)
    {
        if (candidate.IsEmpty || baseline.IsEmpty)
        {
            return;
        }

        _latency ??= new(_rules.Margin, _rules.LatencyMargin);
        _latency.Observe(candidate, baseline);
        _latencyWithin |= _latency.Margin.Value >= GoBound;
    }

    /// <summary>Whether both arms have had traffic lately, and there was no gap before this interval.</summary>
    private bool IsSeen(TimeSpan at, in EventCounts counts)
    {
        var isGap = at - (_seenAt ?? at) > _rules.StaleAfter;
        if (counts is { Candidate: > 0, Baseline: > 0 })
        {
            _seenAt = at;
        }

        return _seenAt is not null && !isGap;
    }

    /// <summary>Whether most of the candidate's requests of one interval failed: too little for a no-go, too much for a go.</summary>
    private static bool FailsMostly(in EventCounts counts) => counts.CandidateEvents > 2 && 2 * counts.CandidateEvents > counts.Candidate;

    private Saying Seen(bool isFailing)
    {
        if (Totals.Candidate < Fewest || Totals.Baseline < Fewest)
        {
            return new(ComparisonOutcome.Hold, Attribution.None, ComparisonReason.TooLittle);
        }

        if (!_errorsWithin || (!_latencyWithin && LatencyGates))
        {
            return new(ComparisonOutcome.Watch, Attribution.None, ComparisonReason.Undecided);
        }

        if (_isInDoubt)
        {
            return new(ComparisonOutcome.Hold, Attribution.None, ComparisonReason.InDoubt);
        }

        return isFailing || Against * Against >= NoGoBound
            ? new(ComparisonOutcome.Watch, Attribution.None, ComparisonReason.Doubtful)
            : new(
                ComparisonOutcome.Go,
                Attribution.None,
                _margin.Value >= GoBound ? ComparisonReason.WithinMargin : ComparisonReason.BelowFloor
            );
    }

    private double NoGoBound => 1 / _rules.Alpha;

    private double GoBound => 1 / _rules.WrongGo;

    private bool LatencyGates => _latency is not null && !_rules.LatencyIsShadow;

    /// <summary>One e-value against "at the margin or beyond, and above the floor".</summary>
    private double For => _floor is null ? _margin.Value : MarginShare * _margin.Value + (1 - MarginShare) * _floor.Value;

    /// <summary>One e-value over all metrics that gate; the share of one that does not stays where it is.</summary>
    private double Against => ErrorShare * _errors.Value + OutageShare * _outage.Value + LatencyShare * Latency;

    /// <summary>1, the e-value of nothing, where latencies are not seen or only look on.</summary>
    private double Latency => _latency is null || _rules.LatencyIsShadow ? 1 : _latency.Value;

    private ComparisonReason Worst()
    {
        var (errors, outage) = (ErrorShare * _errors.Value, OutageShare * _outage.Value);
        var latency = LatencyShare * Latency;
        return outage >= errors && outage >= latency ? ComparisonReason.Outage
            : errors >= latency ? ComparisonReason.MoreErrors
            : ComparisonReason.Slower;
    }

    private long Needed()
    {
        var errors = _errorsWithin ? 0 : ErrorsNeeded();
        var latency = _latencyWithin || !LatencyGates ? 0 : _latency!.Margin.Needed(GoBound);
        return Math.Max(errors, latency);
    }

    private long ErrorsNeeded()
    {
        var within = _margin.Needed(GoBound / (_floor is null ? 1 : MarginShare));
        var rate = (Totals.BaselineErrors + Totals.CandidateErrors) / Math.Max(1.0, Totals.Baseline + Totals.Candidate);
        return _floor is null ? within : Math.Min(within, _floor.Needed(GoBound / (1 - MarginShare), rate));
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Saying(ComparisonOutcome Outcome, Attribution Attribution, ComparisonReason Reason);
}
