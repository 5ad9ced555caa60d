using System.Text;
using System.Text.Json.Nodes;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using Slipway.Runs.Tests.Reports;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests;

public sealed class ReadinessReportTests
{
    private const string Document = """
        # Shop

        - [ ] Stock counted
        - [ ] Tech Lead Approval: ___ (Signature)

        ## Rollback

        1. Put the old one back
           ```bash
           ls
           ```
        """;

    private static readonly DateTimeOffset Now = Story.Eight + TimeSpan.FromDays(1);

    [Fact]
    public void it_is_ready_only_when_everything_that_applies_is_proved()
    {
        var report = ReadinessReport.Of(Good);

        report.DoesNotRestOn.ShouldBeEmpty();
        report.Verdict.ShouldBe(Verdict.Pass);
        ReadinessWords.Outcome(report).ShouldBe("READY");
    }

    [Theory]
    [InlineData("build")]
    [InlineData("tests")]
    [InlineData("coverage")]
    [InlineData("scans")]
    [InlineData("backup")]
    [InlineData("staging")]
    public void evidence_that_nobody_shows_is_not_proved(string subject)
    {
        var report = ReadinessReport.Of(Good with { Checked = [.. Good.Checked.Where(it => it.What != subject)] });

        report.DoesNotRestOn.Select(it => (it.What, it.Verdict)).ShouldBe([(subject, Verdict.NotRun)]);
        report.Verdict.ShouldBe(Verdict.NotRun);
    }

    [Fact]
    public void what_does_not_apply_holds_nothing_up_and_stays_visible_as_a_risk()
    {
        var settings = Good.Settings with
        {
            Ready = new() { Without = new Dictionary<string, string> { ["staging"] = "there is one place only" } },
        };

        var report = ReadinessReport.Of(Good with { Settings = settings, Checked = [.. Good.Checked.Where(it => it.What != "staging")] });

        report.Verdict.ShouldBe(Verdict.Pass);
        report.Risks.ShouldContain("staging was said not to apply: there is one place only");
    }

    [Theory]
    [InlineData(Verdict.Fail)]
    [InlineData(Verdict.Inconclusive)]
    [InlineData(Verdict.Error)]
    [InlineData(Verdict.NotRun)]
    public void a_check_that_did_not_pass_is_never_ready(Verdict verdict)
    {
        ReadinessReport.Of(Good with { Checked = [.. Good.Checked, new("own", verdict, "so it is")] }).Verdict.ShouldNotBe(Verdict.Pass);
    }

    [Fact]
    public void without_a_rehearsal_it_is_not_proved()
    {
        LineOf("rehearsal", Good with { Past = [] }).Verdict.ShouldBe(Verdict.NotRun);
    }

    [Fact]
    public void a_rehearsal_of_another_plan_says_nothing()
    {
        var line = LineOf("rehearsal", Good with { Past = [Rehearsed(planDigest: new('c', 64))] });

        line.Verdict.ShouldBe(Verdict.Inconclusive);
        line.Why.ShouldContain("was of another plan");
    }

    [Fact]
    public void a_rehearsal_in_another_environment_says_nothing()
    {
        LineOf("rehearsal", Good with { Past = [Rehearsed(environment: "staging")] }).Verdict.ShouldBe(Verdict.NotRun);
    }

    [Fact]
    public void a_rehearsal_that_is_too_old_says_nothing()
    {
        LineOf("rehearsal", Good with { Now = Now + TimeSpan.FromDays(8) }).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void a_rehearsal_that_failed_fails()
    {
        LineOf("rehearsal", Good with { Past = [Rehearsed(Verdict.Fail)] }).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_rehearsal_that_saw_nothing_proves_nothing()
    {
        LineOf("rehearsal", Good with { Past = [Rehearsed(Verdict.Inconclusive)] }).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void a_record_that_is_not_whole_proves_nothing()
    {
        var broken = Rehearsed() with { Faults = ["journal.jsonl, record 3: its digest is another"] };

        var line = LineOf("rehearsal", Good with { Past = [broken] });

        line.Verdict.ShouldBe(Verdict.Inconclusive);
        line.Why.ShouldContain("record 3");
    }

    [Fact]
    public void a_role_that_nobody_has_fails_and_without_people_nothing_is_known()
    {
        var others = Good.Settings with { People = [new("Ada", ["CTO"])] };

        LineOf("signatures", Good with { Settings = others }).Verdict.ShouldBe(Verdict.Fail);
        LineOf("signatures", Good with { Settings = Good.Settings with { People = [] } }).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void where_a_name_alone_does_not_sign_it_is_said_before_the_night()
    {
        var recorded = Good.Environment with { Signatures = SignatureRule.Recorded };

        ReadinessReport.Of(Good with { Environment = recorded }).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_way_back_that_was_never_gone_is_not_proved()
    {
        var report = ReadinessReport.Of(Good with { Past = [Rehearsed(), Drilled()] });

        report.DoesNotRestOn.Single().What.ShouldBe("The way back was gone before");
    }

    [Fact]
    public void a_drill_that_failed_or_is_too_old_proves_nothing()
    {
        var failed = Good with { Past = [Rehearsed(), Back(), Drilled(Verdict.Fail)] };
        var old = Good with { Now = Now + TimeSpan.FromDays(91) };

        ReadinessReport.Of(failed).DoesNotRestOn.Select(it => (it.What, it.Verdict)).ShouldBe([("restore drill", Verdict.Fail)]);
        ReadinessReport.Of(old).DoesNotRestOn.Select(it => it.What).ShouldContain("restore drill");
    }

    [Fact]
    public void it_expires_with_the_shortest_lived_thing_that_it_rests_on()
    {
        var soon = Now + TimeSpan.FromHours(2);
        var report = ReadinessReport.Of(
            Good with
            {
                Checked = [.. Good.Checked, new("certificate", Verdict.Pass, "good") { Until = soon }],
            }
        );

        (report.Expires, report.ExpiresBecause).ShouldBe((soon, "certificate"));
        ReadinessReport.Of(Good).Expires.ShouldBe(Now + TimeSpan.FromHours(24));
    }

    [Fact]
    public void the_json_holds_to_its_schema()
    {
        var schema = new SchemaFaults(JsonNode.Parse(Schemas.Ready)!.AsObject());

        schema.Of(ReadinessJson.Write(ReadinessReport.Of(Good))).ShouldBeEmpty();
        schema.Of(ReadinessJson.Write(ReadinessReport.Of(Good with { Past = [], Commit = null, Checked = [] }))).ShouldBeEmpty();
    }

    [Fact]
    public void hostile_words_stay_words_in_the_markdown()
    {
        var report = ReadinessReport.Of(Good with { Checked = [new("<script>|x", Verdict.Fail, "a | b\n# c")] });

        var text = ReadinessMarkdown.Write(report);

        text.ShouldNotContain("<script>");
        text.ShouldNotContain("\n# c");
    }

    private static ReadinessLine LineOf(string section, ReadinessFacts facts) =>
        ReadinessReport.Of(facts).Sections.Single(it => it.Name == section).Lines[0];

    private static ReadinessFacts Good { get; } = Facts();

    private static ReadinessFacts Facts()
    {
        var checklist = ChecklistReader.Read(Encoding.UTF8.GetBytes(Document), "GO-LIVE.md", Settings.None, NoRepository.Instance)
            is ReadChecklist.Usable it
            ? it.Checklist
            : throw new InvalidOperationException();
        string[] subjects = ["build", "tests", "coverage", "scans", "backup", "staging"];
        return new()
        {
            Plan = checklist.Plan,
            Environment = new() { Name = "prod", Signatures = SignatureRule.ByName },
            Settings = new() { People = [new("Ada", ["Tech Lead"])] },
            Lint = new()
            {
                File = "GO-LIVE.md",
                Title = "Shop",
                Findings = [],
                Ignored = 0,
                KnowsRepository = true,
                Shares = ProofShares.Of(checklist.Plan, null),
            },
            WayBackFaults = [],
            Commit = new('a', 40),
            Release = [new("The checkout is the release's commit", Verdict.Pass, "it is")],
            Sources = [new("source main", Verdict.Pass, "it answers")],
            Checked = [.. subjects.Select(it => new ReadinessLine(it, Verdict.Pass, "seen"))],
            Past = [Rehearsed(planDigest: checklist.Plan.Digest.Hex), Back(), Drilled()],
            Now = Now,
        };
    }

    private static PastRun Rehearsed(Verdict verdict = Verdict.Pass, string environment = "prod", string? planDigest = null)
    {
        var started = Story.Start(Reads(1)) with
        {
            Mode = RunMode.Rehearse,
            Environment = environment,
            PlanDigest = planDigest ?? Good.Plan.Digest.Hex,
        };
        return Ended(new Story(started).Made(1, verdict));
    }

    private static PastRun Back()
    {
        var story = new Story(Story.Start(Changes(1), Reads(2) with { Rollback = true }) with { Environment = "staging" });
        return Ended(story.Made(1).Do(new RunCommand.RollBack("Ada", "a drill")).Made(2));
    }

    private static PastRun Drilled(Verdict verdict = Verdict.Pass)
    {
        var drill = Reads(1) with { Work = Work.Check, Check = new("restore-drill", new Dictionary<string, string>()) };
        return Ended(new Story(Story.Start(drill) with { Environment = "prod" }).Made(1, verdict));
    }

    private static PastRun Ended(Story story)
    {
        var end = story.Next as NextAct.Finish ?? new NextAct.Finish(Outcome.NoGo, "stopped");
        return new(story.Do(new RunCommand.Finish(end.Outcome, end.Why)).State, []);
    }
}
