using Slipway.Kernel;

namespace Slipway.Runs.Tests.Reports;

public sealed class ReportModelTests
{
    [Fact]
    public void a_run_whose_gates_are_open_went()
    {
        var report = Ledger.Go().Report;
        report.Outcome.ShouldBe(ReportOutcome.Go);
        report.Shut.ShouldBeEmpty();
        report.Counts.Proved[ProvedBy.Nothing].ShouldBe(0);
    }

    [Fact]
    public void a_run_that_only_began_was_not_run()
    {
        var report = Ledger.Begun().Report;
        report.Outcome.ShouldBe(ReportOutcome.NotRun);
        report.Counts.Verdicts[Verdict.NotRun].ShouldBe(report.Counts.Gates);
    }

    [Fact]
    public void a_go_without_a_single_step_is_not_green()
    {
        var empty = LedgerPlan.Plan with { Items = [], Findings = [] };
        var report = new ToldRun(empty, []).Happened(new RunEvent.RunEnded(Outcome.Go, "Every gate is open.")).Report;
        report.Outcome.ShouldBe(ReportOutcome.NotRun);
        report.Counts.Share(ProvedBy.Machine).ShouldBe(0);
    }

    [Fact]
    public void a_go_whose_gates_are_shut_is_a_no_go()
    {
        var run = Ledger.Begun();
        run.Tried("L5", Verdict.Pass, "exit 0", 1, run.Saw("git describe", Verdict.Pass, "v4.2.0"));
        var report = run.Happened(new RunEvent.RunEnded(Outcome.Go, "Every gate is open.")).Report;
        report.Outcome.ShouldBe(ReportOutcome.NoGo);
        report.Why.ShouldBe("The journal ends as a go, but 17 gates are shut.");
    }

    [Fact]
    public void a_pass_without_evidence_proves_nothing()
    {
        var report = Ledger.Begun().Tried("L5", Verdict.Pass, "exit 0", 1).Report;
        report.Counts.Verdicts[Verdict.Pass].ShouldBe(1);
        report.Counts.Proved[ProvedBy.Machine].ShouldBe(0);
    }

    [Fact]
    public void every_gate_rests_on_one_thing()
    {
        var counts = Ledger.NoGo().Report.Counts;
        counts.Proved.Values.Sum().ShouldBe(counts.Gates);
        counts.Verdicts.Values.Sum().ShouldBe(counts.Gates);
        counts.Proved[ProvedBy.Machine].ShouldBe(10);
        counts.Proved[ProvedBy.Name].ShouldBe(2);
        counts.Proved[ProvedBy.Waiver].ShouldBe(1);
        counts.Proved[ProvedBy.Nothing].ShouldBe(4);
    }

    [Fact]
    public void what_was_told_by_a_person_after_a_crash_is_a_persons_word()
    {
        var report = Ledger
            .Begun()
            .Happened(new RunEvent.StepBegan(new("L16"), 1))
            .Happened(new RunEvent.OutcomeSettled(new("L16"), 1, Settled.ToldDone, "the dump is there", "Ade Nwosu"))
            .Report;
        Item(report, 16).Proved.ShouldBe(ProvedBy.Name);
    }

    [Fact]
    public void what_is_left_for_the_watch_window_holds_no_gate_and_is_counted()
    {
        var before = Ledger.Begun().Report.Counts.Gates;
        var counts = Ledger.Begun().Left("L35", LeftBecause.Later, "to be seen in the watch window", "Ade Nwosu").Report.Counts;
        counts.Gates.ShouldBe(before - 1);
        counts.Later.ShouldBe(1);
    }

    [Fact]
    public void the_gates_that_are_shut_stand_in_order_with_what_would_open_them()
    {
        var shut = Ledger.NoGo().Report.Shut;
        shut.Select(it => it.Line).ShouldBe([34, 35, 36, 52]);
        shut[1].Needs.ShouldBe("Mend it and try again, or have it waived with a signature.");
    }

    [Fact]
    public void a_run_that_waits_says_for_whom()
    {
        var hold = Ledger.Waiting().Report.Waiting.ShouldHaveSingleItem();
        hold.Role.ShouldBe("Product Owner");
        hold.People.ShouldBe(["Priya Raman", "Tomás Silva"]);
        hold.Question.ShouldBe("Decide: GO / NO-GO");
    }

    [Fact]
    public void a_signature_says_what_has_changed_since()
    {
        var run = Ledger.Begun();
        run.Tried("L6", Verdict.Fail, "exit 1", 9, run.Saw("dotnet test", Verdict.Fail, "exit 1"))
            .Answered("L7", "Noor Haddad", "approved", role: "Security Lead")
            .Happened(new RunEvent.RetryAsked(new("L6"), "Ade Nwosu"))
            .Tried("L6", Verdict.Pass, "exit 0", 9, run.Saw("dotnet test", Verdict.Pass, "exit 0"));
        var signature = run.Report.Signatures.ShouldHaveSingleItem();
        signature.Changed.ShouldBe(["line 6 was tried again: it says Pass now"]);
        signature.Withdrawn.ShouldBeFalse();
    }

    [Fact]
    public void an_answer_that_was_asked_for_again_no_longer_counts()
    {
        var run = Ledger.Begun().Answered("L7", "Noor Haddad", "approved").Happened(new RunEvent.RetryAsked(new("L7"), "Ade Nwosu"));
        run.Report.Signatures.ShouldHaveSingleItem().Withdrawn.ShouldBeTrue();
        Item(run.Report, 7).Answer.ShouldBeNull();
    }

    [Fact]
    public void a_waiver_that_ran_out_opens_nothing()
    {
        var run = Ledger.Begun();
        run.Tried("L23", Verdict.Fail, "3 s", 1, run.Saw("sql", Verdict.Fail, "3 s"))
            .Waived("L23", "Tomás Silva", "Tech Lead", "for an hour", 1 / 24.0)
            .After(7200)
            .Happened(new RunEvent.RunPaused("line 7"));
        run.Report.Waivers.ShouldHaveSingleItem().Expired.ShouldBeTrue();
        Item(run.Report, 23).Proved.ShouldBe(ProvedBy.Nothing);
    }

    [Fact]
    public void nothing_of_plan_or_run_is_dropped()
    {
        var report = Ledger.NoGo().Report;
        var told = report.Phases.SelectMany(it => it.Items).SelectMany(All).ToList();
        told.Select(it => it.Line)
            .Order()
            .ShouldBe(LedgerPlan.Plan.Items.Where(it => it.Line != 14).Select(it => it.Line).Append(16).Order());
        told.Select(it => it.Step).OfType<StepId>().Count().ShouldBe(Ledger.Steps().Count - 1);
    }

    [Fact]
    public void the_way_back_that_was_not_gone_is_no_gate() =>
        Ledger.NoGo().Report.Phases.Single(it => it.Title == "Rollback procedure").Verdict.ShouldBeNull();

    [Fact]
    public void what_stands_below_a_parent_is_told_below_it()
    {
        var backup = Item(Ledger.Go().Report, 15);
        backup.Own.ShouldBeNull();
        backup.Whole.ShouldBe(Verdict.Pass);
        backup.Children.Select(it => it.Line).ShouldBe([16, 17]);
    }

    [Fact]
    public void a_report_with_another_plan_says_so() =>
        new ToldRun(
            LedgerPlan.Plan,
            Ledger.Steps(),
            it => it with { PlanDigest = "sha256:" + new string('0', 64) }
        ).Report.PlanFits.ShouldBeFalse();

    private static ReportItem Item(ReportModel report, int line) =>
        report.Phases.SelectMany(it => it.Items).SelectMany(All).First(it => it.Line == line && it.Work != Work.Readiness);

    private static IEnumerable<ReportItem> All(ReportItem item) => item.Children.SelectMany(All).Prepend(item);
}
