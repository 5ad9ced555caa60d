using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;

namespace Slipway.Runs.Reports;

/// <summary>State, journal and plan to a report. No clock, no I/O: the moment is that of the last record.</summary>
internal sealed class ReportBuilder
{
    private readonly RunState _state;
    private readonly IReadOnlyList<JournalRecord> _records;
    private readonly Plan _plan;
    private readonly DateTimeOffset _now;
    private readonly RecordScan _scan;
    private readonly Proofs _proofs;
    private readonly string _planDigest;
    private readonly RecordTimes _recordTimes;

    public ReportBuilder(RunState state, IReadOnlyList<JournalRecord> records, Plan plan, string planDigest)
    {
        _planDigest = planDigest;
        _state = state;
        _records = records;
        _plan = plan;
        _now = state.EndedAt ?? state.LastAt;
        _scan = new(state, records);
        _proofs = new(state, _scan, _now);
        _recordTimes = new(state, records, _now);
    }

    public ReportModel Build()
    {
        var counts = Count();
        var shut = Shut();
        var times = new TimesBuilder(_state, _plan, _recordTimes, _now);
        var (outcome, why) = new Ending(_state, _proofs, counts, shut.Count).Tell();
        return new()
        {
            Started = _state.Started,
            Outcome = outcome,
            Why = why,
            StartedAt = _state.StartedAt,
            EndedAt = _state.EndedAt,
            LastAt = _state.LastAt,
            T0 = _state.T0,
            Interventions = _state.Interventions,
            Counts = counts,
            Waiting = _state.Ended is null ? new Waits(_state, _scan).List() : [],
            Shut = outcome is ReportOutcome.Go or ReportOutcome.RolledBack ? [] : shut,
            Source = _plan.Source,
            Phases = new PhaseBuilder(_state, _plan, _scan, _proofs, _recordTimes).Build(),
            Signatures = _scan.Signatures,
            Waivers = _scan.Waivers,
            Glass = _scan.Glass,
            Turns = _scan.Turns,
            Watch = WatchBuilder.Of(_state, _records),
            Findings = _plan.Findings,
            Times = times.Times(),
            Measures = times.Measures(),
            Targets = times.Targets(),
            JournalHead = _records.Count == 0 ? Digest.None.Hex : _records[^1].Hash,
            JournalRecords = _records.Count,
            PlanDigest = _planDigest,
            Artifacts = _state.Artifacts,
        };
    }

    private IEnumerable<StepState> InPlay => _state.Order.Select(it => _state.Steps[it]).Where(_proofs.InPlay);

    private ReportCounts Count()
    {
        var steps = InPlay.ToList();
        var gates = steps.Where(_proofs.HoldsGate).ToList();
        var proved = gates.ConvertAll(_proofs.Of);
        var blanks = steps.Where(it => !it.Step.HoldsGate).ToList();
        int Others(ProvedBy by) => steps.Count(it => it.Step.HoldsGate && _proofs.Of(it) == by);
        return new()
        {
            Gates = gates.Count,
            Verdicts = Enum.GetValues<Verdict>().ToDictionary(it => it, it => gates.Count(gate => gate.Verdict == it)),
            Proved = Enum.GetValues<ProvedBy>().ToDictionary(it => it, it => proved.Count(by => by == it)),
            NotNeeded = Others(ProvedBy.NotNeeded),
            Later = Others(ProvedBy.Later),
            BlanksFilled = blanks.Count(it => it.Verdict == Verdict.Pass),
            BlanksEmpty = blanks.Count(it => it.Verdict != Verdict.Pass),
        };
    }

    /// <summary>In a rehearsal only what was looked at and did not pass; what waits for the night is no news.</summary>
    private List<ReportGate> Shut() =>
        [
            .. InPlay
                .Where(it => _proofs.HoldsGate(it) && !_state.Opens(it.Step.Id, _now))
                .Where(it => _state.Started.Mode == RunMode.Run || it.Verdict != Verdict.NotRun)
                .Select(it => new ReportGate(it.Step.Id, it.Step.Line, it.Step.Words(), it.Verdict, it.Why, Needs.Of(_state, it, _now))),
        ];
}
