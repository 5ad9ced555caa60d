using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>Picks out of a report what people speak about afterwards.</summary>
internal sealed class RetrospectiveBuilder(ReportModel run)
{
    /// <summary>A moment counts as kept when it came no later than this.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly List<ReportItem> _items = [.. run.Phases.SelectMany(it => it.Items).SelectMany(Flat)];

    public Retrospective Build() =>
        new()
        {
            Run = run,
            WentWell = [.. Opened(), .. Met(), .. OnTime(), .. NeverTrue()],
            DidNot = [.. ShutGates(), .. Repeated(), .. Excepted(), .. Missed(), .. Late(), .. CameTrue()],
            Surprised = [.. ClaimedButFailed(), .. KnownBefore(), .. Unknown(), .. FarOff()],
            People = Waited(),
            Written = [.. Comments(), .. Lessons()],
            Actions = [.. Agreed(), .. Proposed()],
        };

    private static IEnumerable<ReportItem> Flat(ReportItem item) => [item, .. item.Children.SelectMany(Flat)];

    private static Remark At(ReportItem item, string says) => new($"\u201c{item.Words()}\u201d {says}", item.Where);

    private Remark At(int line, string text, string says) => new($"\u201c{text}\u201d {says}", run.WhereIs(line));

    private IEnumerable<Remark> Opened()
    {
        var open = _items.Where(it => it.Open == true).ToList();
        if (open.Count > 0)
        {
            var first = open.Count(it => it is { Proved: ProvedBy.Machine, Attempts.Count: 1 });
            yield return new(
                $"{open.Count} of {Figures.Count(run.Counts.Gates, "gate", "gates")} opened, {first} of them by evidence and at the first attempt."
            );
        }

        if (run is { Interventions: 0, Measures.Attempts: > 0 })
        {
            yield return new("Nobody had to step in: no failure was answered, no attempt asked for, nothing waived.");
        }

        if (run.Measures.RollbackVerified == true)
        {
            yield return new("The way back was gone, and every step of it verified.");
        }
    }

    private IEnumerable<Remark> Met() =>
        run
            .Targets.Where(it => it is { Verdict: Verdict.Pass, Actual: not null })
            .Select(it => At(it.Line, it.Text, $"was met: {it.Actual}, target {it.Target}."));

    private IEnumerable<Remark> OnTime()
    {
        var moments = run.Times.Planned.Where(it => it is { Kind: ReportPlannedKind.Moment, Over: not null }).ToList();
        if (moments.Count(it => it.Over <= Kept) is > 0 and var kept)
        {
            yield return new($"{kept} of {Figures.Count(moments.Count, "planned moment", "planned moments")} came no later than a minute.");
        }

        foreach (var it in Estimates().Where(it => it.Over <= TimeSpan.Zero && !IsFarOff(it)))
        {
            yield return At(it.Line, it.Text, $"kept its time: {Figures.Took(it.Took!.Value)} of {Figures.Took(it.Length!.Value)}.");
        }
    }

    private IEnumerable<Remark> NeverTrue()
    {
        var quiet = Triggers().Where(it => it is { Broken: 0, Seen: > 0 }).ToList();
        if (quiet.Count > 0)
        {
            yield return new(
                $"{Figures.Count(quiet.Count, "condition", "conditions")} for coming back stayed false in {Figures.Count(quiet.Sum(it => it.Seen), "look", "looks")}."
            );
        }
    }

    private IEnumerable<Remark> ShutGates()
    {
        if (run.Outcome is ReportOutcome.NoGo or ReportOutcome.RolledBack)
        {
            yield return new($"The run ended as {run.Outcome.InWords()}: {Figures.Sentence(run.Why)}");
        }

        foreach (var it in run.Shut)
        {
            yield return At(it.Line, it.Text, $"came out as {it.Verdict.InWords()}: {Figures.Sentence(it.Why)}");
        }
    }

    private IEnumerable<ReportItem> Retried() => _items.Where(it => it.Attempts.Count > 1);

    private IEnumerable<Remark> Repeated() =>
        Retried()
            .Select(it =>
                At(
                    it,
                    $"took {it.Attempts.Count} attempts; the first was {it.Attempts[0].Verdict.InWords()}: {Figures.Sentence(it.Attempts[0].Why)}"
                )
            );

    private IEnumerable<Remark> Excepted() =>
        [
            .. run.Waivers.Select(it => At(it.Line, it.Text, $"was waived by {it.Given.By}: {Figures.Sentence(it.Given.Reason)}")),
            .. run.Glass.Select(it =>
                At(it.Line, it.Text, $"was opened by breaking the glass, by {it.Given.By}: {Figures.Sentence(it.Given.Reason)}")
            ),
            .. _items
                .Where(it => it.Accepted is not null)
                .Select(it => At(it, $"failed, and {it.Accepted!.By} went on: {Figures.Sentence(it.Accepted.Reason)}")),
        ];

    private IEnumerable<Remark> Missed() =>
        run
            .Targets.Where(it => it.Verdict == Verdict.Fail)
            .Select(it => At(it.Line, it.Text, $"was not met: {it.Actual}, target {it.Target}."))
            .Concat(NotMeasured().Select(it => At(it.Line, it.Text, $"has no figure: {Figures.Sentence(it.Why)}")));

    private IEnumerable<ReportTarget> NotMeasured() => run.Targets.Where(it => it is { Target: not null, Actual: null });

    private IEnumerable<Remark> Late() =>
        run
            .Times.Planned.Where(it => it.Kind == ReportPlannedKind.Moment && it.Over > Kept)
            .Select(it => At(it.Line, it.Text, $"came {Figures.Took(it.Over!.Value)} late ({it.Said})."))
            .Concat(
                Estimates()
                    .Where(it => it.Over > TimeSpan.Zero && !IsFarOff(it))
                    .Select(it =>
                        At(it.Line, it.Text, $"took {Figures.Took(it.Took!.Value)}; {Figures.Took(it.Length!.Value)} were planned.")
                    )
            );

    private IEnumerable<Remark> CameTrue() =>
        Triggers()
            .Where(it => it.Broken > 0)
            .Select(it => At(it.Line, it.Text, $"came true in {it.Broken} of {Figures.Count(it.Looks, "look", "looks")}."))
            .Concat(Blind().Select(it => At(it.Line, it.Text, $"could not be told in {it.Looks - it.Seen} of {it.Looks} looks.")));

    private IEnumerable<ReportWatched> Triggers() => run.Watch?.Lines.Where(it => it.IsTrigger) ?? [];

    private IEnumerable<ReportWatched> Blind() => run.Watch?.Lines.Where(it => it.Looks > it.Seen) ?? [];

    private IEnumerable<Remark> ClaimedButFailed() =>
        _items.Where(it => it is { Ticked: true, Own: Verdict.Fail }).Select(it => At(it, "was ticked in the document, and failed."));

    /// <summary>What was said of a line before the night, and then happened.</summary>
    private IEnumerable<Remark> KnownBefore()
    {
        var failed = _items.Where(it => it.Attempts.Any(tried => tried.Verdict == Verdict.Fail)).ToLookup(it => it.Line);
        return run
            .Findings.Where(it => failed.Contains(it.Line))
            .Select(it => new Remark($"It failed as was said before the night ({it.Code}): {Figures.Sentence(it.Message)}", it.Where));
    }

    private IEnumerable<Remark> Unknown() =>
        _items
            .Where(it => it.Settled is not null)
            .Select(it => At(it, $"had an end that nobody had seen; it was settled: {Figures.Sentence(it.Settled!.Why)}"));

    private IEnumerable<Remark> FarOff() =>
        Estimates()
            .Where(IsFarOff)
            .Select(it => At(it.Line, it.Text, $"took {Figures.Took(it.Took!.Value)}; {Figures.Took(it.Length!.Value)} were planned."));

    private IEnumerable<ReportPlanned> Estimates() =>
        run.Times.Planned.Where(it => it is { Kind: ReportPlannedKind.Estimate, Took: not null, Length: not null });

    /// <summary>More than twice as long as was planned, or not even half.</summary>
    private static bool IsFarOff(ReportPlanned it) => it.Took > 2 * it.Length || 2 * it.Took < it.Length;

    private List<WaitedFor> Waited() =>
        [
            .. run
                .Times.Spans.Where(it => it.Kind == ReportSpanKind.Hold)
                .GroupBy(it => it.Role)
                .Select(it => new WaitedFor(it.Key, it.Count(), new(it.Sum(hold => hold.Took.Ticks)), it.Max(hold => hold.Took)))
                .OrderByDescending(it => it.Together)
                .ThenBy(it => it.Role, StringComparer.Ordinal),
        ];

    private IEnumerable<Remark> Comments() =>
        run
            .Signatures.Where(it => it.Given.Comment is { Length: > 0 })
            .Select(it => new Remark($"{it.Given.By}, at \u201c{it.Text}\u201d: {it.Given.Comment}", run.WhereIs(it.Line)));

    private IEnumerable<Remark> Lessons() =>
        Filled(LessonHeadings.AskWhatWasLearned).Select(it => new Remark($"{it.Phase}: {it.Said}", it.Item.Where));

    private IEnumerable<Remark> Agreed() => Filled(LessonHeadings.AskWhatIsToBeDone).Select(it => new Remark(it.Said, it.Item.Where));

    private IEnumerable<(string Phase, ReportItem Item, string Said)> Filled(Func<string, bool> asks) =>
        from phase in run.Phases
        where asks(phase.Title)
        from item in phase.Items.SelectMany(Flat)
        where item is { Kind: ItemKind.Field, Answer.Given.Answer.Length: > 0 }
        select (phase.Title, item, item.Answer!.Given.Answer);

    private IEnumerable<Remark> Proposed() =>
        [
            .. run.Shut.Select(it => At(it.Line, it.Text, $"stayed shut. {it.Needs}")),
            .. run.Waivers.Select(it => At(it.Line, it.Text, "was waived: do it, or take it out of the checklist.")),
            .. Retried().Select(it => At(it, "needed more than one attempt: find out why.")),
            .. NotMeasured().Select(it => At(it.Line, it.Text, "needs a source for its figure.")),
            .. Blind().Select(it => At(it.Line, it.Text, "needs a source that always answers.")),
        ];
}
