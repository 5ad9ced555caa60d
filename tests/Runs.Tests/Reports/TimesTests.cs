using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Tests.Reports;

public sealed class TimesTests
{
    [Fact]
    public void each_instant_of_a_run_counts_once()
    {
        var report = Overnight.Go().Report;
        var told = report.Times.Carried + report.Times.Held + report.Times.Waited + report.Times.Away;
        told.ShouldBeLessThanOrEqualTo(report.Took);
        (report.Took - told).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void a_hold_says_who_was_asked_who_answered_and_how_long_that_took()
    {
        var hold = Overnight.Go().Report.Times.Spans.First(it => it.Kind == ReportSpanKind.Hold);
        (hold.Line, hold.Role, hold.By, hold.Took).ShouldBe((8, "Security Lead", "Noor Haddad", TimeSpan.FromMinutes(23)));
    }

    [Fact]
    public void the_wait_for_a_decision_after_a_failure_is_a_hold()
    {
        var holds = Overnight.NoGo().Report.Times.Spans.Where(it => it is { Kind: ReportSpanKind.Hold, Line: 23 });
        holds.ShouldHaveSingleItem().Took.ShouldBe(TimeSpan.FromSeconds(310));
    }

    [Fact]
    public void what_slipway_tries_again_by_itself_is_no_hold() =>
        Overnight.Go().Report.Times.Spans.ShouldNotContain(it => it.Kind == ReportSpanKind.Hold && it.Line == 22);

    [Fact]
    public void from_an_interruption_to_the_resumption_nobody_carried_the_run_on() =>
        Overnight.Go().Report.Times.Away.ShouldBe(TimeSpan.FromMinutes(7));

    [Fact]
    public void after_a_kill_the_time_without_a_record_counts_as_not_carried_on()
    {
        var run = Overnight.Running().After(600).Happened(new RunEvent.RunResumed("Ade Nwosu"));
        run.Report.Times.Spans.ShouldContain(it =>
            it.Kind == ReportSpanKind.Away && it.Took == TimeSpan.FromMinutes(10) && it.Text == "no record says why"
        );
    }

    [Fact]
    public void what_goes_on_has_no_end()
    {
        var report = Overnight.Running().Report;
        var open = report.Times.Spans.Where(it => it.Open).ToList();
        open.Select(it => it.Line).ShouldBe([14, 15]);
        open.ShouldAllBe(it => it.Ended == report.LastAt && it.Verdict == null);
    }

    [Fact]
    public void a_wait_that_is_not_over_ends_with_the_report()
    {
        var hold = Overnight.Waiting().Report.Times.Spans.Single(it => it is { Kind: ReportSpanKind.Hold, Open: true });
        (hold.Line, hold.By, hold.Took).ShouldBe((41, null, TimeSpan.FromSeconds(90)));
    }

    [Theory]
    [InlineData(0, ReportPlannedKind.T0, 1)]
    [InlineData(5, ReportPlannedKind.Estimate, 592.4)]
    [InlineData(12, ReportPlannedKind.Moment, 1)]
    [InlineData(13, ReportPlannedKind.Estimate, -53)]
    [InlineData(40, ReportPlannedKind.Moment, 1)]
    public void what_was_planned_stands_against_what_was(int line, ReportPlannedKind kind, double overSeconds)
    {
        var planned = Overnight.Go().Report.Times.Planned.Single(it => it.Line == line && it.Kind == kind);
        planned.Over!.Value.TotalSeconds.ShouldBe(overSeconds, 0.001);
    }

    [Fact]
    public void a_moment_that_has_not_come_has_no_actual() =>
        Overnight
            .Running()
            .Report.Times.Planned.Single(it => it.Line == 40)
            .ShouldSatisfyAllConditions(
                it => it.From.ShouldBe(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)),
                it => it.Actual.ShouldBeNull(),
                it => it.Over.ShouldBeNull()
            );

    [Fact]
    public void a_window_stands_after_the_t0()
    {
        var plan = Overnight.Plan with
        {
            Items = [.. Overnight.Plan.Items.Select(it => it.Line == 23 ? it with { Window = "0h..2h" } : it)],
        };
        var run = new ToldRun(plan, [.. plan.Items.Where(it => it.Line == 21).Select(it => ToldRun.StepOf(it, Work.Block))]);
        run.Tried("L21", Verdict.Pass, "exit 0", 5);
        var window = run.Report.Times.Planned.Single(it => it.Kind == ReportPlannedKind.Window);
        (window.From, window.To).ShouldBe((ToldRun.Start, ToldRun.Start.AddHours(2)));
    }

    [Fact]
    public void a_phase_lasts_from_its_first_attempt_or_question_to_its_last()
    {
        var evening = Overnight.Go().Report.Phases[0];
        (evening.Took, evening.Estimate).ShouldBe((TimeSpan.FromSeconds(1792.4), TimeSpan.FromMinutes(20)));
    }

    [Fact]
    public void measures_are_those_that_closing_tables_ask_for()
    {
        var measures = Overnight.Go().Report.Measures;
        (
            measures.SmokePassed,
            measures.SmokeTests,
            measures.Attempts,
            measures.Repeated,
            measures.RollbackNeeded,
            measures.RollbackVerified
        ).ShouldBe((3, 3, 14, 1, false, null));
    }

    [Fact]
    public void what_is_not_measured_is_not_invented()
    {
        var report = Ledger.NoGo().Report;
        report.Measures.Downtime.ShouldBeNull();
        report.Measures.SmokePassed.ShouldBeNull();
    }

    [Fact]
    public void a_rollback_says_whether_it_was_verified()
    {
        Overnight.RolledBack().Report.Measures.RollbackVerified.ShouldBe(true);
        var failed = Overnight.RolledBack();
        failed.Happened(new RunEvent.RetryAsked(new("L61"), "Ade Nwosu")).Tried("L61", Verdict.Fail, "HTTP 503", 1);
        failed.Report.Measures.RollbackVerified.ShouldBe(false);
    }

    [Theory]
    [InlineData(50, "212 ms", ReportSource.Evidence)]
    [InlineData(52, "10.7 h", ReportSource.Run)]
    [InlineData(53, null, ReportSource.None)]
    public void each_figure_against_a_target_says_where_it_comes_from(int line, string? actual, ReportSource source)
    {
        var target = Overnight.Go().Report.Targets.Single(it => it.Line == line);
        (target.Actual, target.Source).ShouldBe((actual, source));
    }

    [Fact]
    public void a_figure_that_a_person_said_is_shown_as_said()
    {
        var run = Overnight.Waiting().Happened(new RunEvent.RunResumed("Ade Nwosu")).Answered("L53", "Ade Nwosu", "3 min");
        var target = run.Report.Targets.Single(it => it.Line == 53);
        (target.Actual, target.Source, target.Why).ShouldBe(("3 min", ReportSource.Person, "Ade Nwosu"));
    }
}
