using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Tests.Reports;

/// <summary>
/// A go-live that goes over a night, with planned moments, estimates, holds, an interruption and targets: what a timeline has
/// to show. It begins at 20:03 in New York; T-0 is given as 22:00; the last decision waits until the morning.
/// </summary>
internal static class Overnight
{
    private const string Evening = "Evening checks (20 minutes)";
    private const string Database = "Database (30 minutes)";
    private const string Application = "Application (15 minutes)";
    private const string Smoke = "Smoke tests";
    private const string Morning = "Decision in the morning";
    private const string Metrics = "Closing metrics";
    private const string Back = "Rollback procedure";

    public static Plan Plan { get; } =
        new()
        {
            Source = new("docs/GO-LIVE.md", new string('d', 64), "none"),
            Title = "Tideline 7.0 – go-live of the booking service",
            Items =
            [
                Item(5, Evening, ItemKind.HeadingGroup, Evening) with
                {
                    Estimate = "20m",
                },
                Command(6, "Release branch is tagged", Evening, "git describe --tags --exact-match", Effect.Reads),
                Command(7, "All tests pass", Evening, "dotnet test --no-build", Effect.Reads) with
                {
                    Ticked = true,
                },
                Item(8, "Security review approved", ItemKind.Signoff, Evening) with
                {
                    Role = "Security Lead",
                },
                Item(12, "22:00 Maintenance page is announced", ItemKind.Manual, Database) with
                {
                    At = "22:00",
                },
                Command(13, "Back up the database", Database, "./scripts/backup.sh", Effect.Changes) with
                {
                    Kind = ItemKind.Backup,
                    Estimate = "10m",
                },
                Command(14, "Apply the migrations", Database, "./scripts/migrate.sh --to 70", Effect.Changes) with
                {
                    Estimate = "15m",
                },
                Check(15, "No bookings lost", Database, "value = 0"),
                Item(20, Application, ItemKind.HeadingGroup, Application) with
                {
                    Estimate = "15m",
                },
                Command(21, "Roll out the new version", Application, "./scripts/rollout.sh 7.0", Effect.Changes),
                Check(22, "Health endpoint answers 200", Application, "status 200"),
                Check(23, "Error rate below 1 %", Application, "value < 1 %"),
                Command(30, "Create a booking", Smoke, "./scripts/smoke.sh create", Effect.Changes),
                Command(31, "Read it back", Smoke, "./scripts/smoke.sh read", Effect.Reads),
                Command(32, "Take it out again", Smoke, "./scripts/smoke.sh delete", Effect.Changes),
                Item(40, "07:00 Overnight batch has run", ItemKind.Manual, Morning) with
                {
                    At = "07:00",
                },
                Item(41, "Product Owner: GO / NO-GO", ItemKind.Decision, Morning) with
                {
                    Role = "Product Owner",
                },
                Metric(50, "P95 response time", "value < 500 ms"),
                Metric(51, "Error rate", "value < 1 %"),
                Metric(52, "Total deployment time", "value < 12 h"),
                Metric(53, "Downtime", "value < 5 min"),
                Command(60, "Start the previous version", Back, "./scripts/rollback.sh", Effect.Changes) with
                {
                    Kind = ItemKind.RollbackStep,
                    Forward = false,
                    Scope = Scope.Rollback,
                },
                Item(61, "The previous version answers", ItemKind.RollbackStep, Back) with
                {
                    Forward = false,
                    Scope = Scope.Rollback,
                    Effect = Effect.Reads,
                    Expect = Expectation.Parse("status 200"),
                },
            ],
            Findings =
            [
                new(7, 7, "SW1101", "claim", Severity.Warning, "The box is ticked before the run: a claim, not a pass.", "Untick it."),
            ],
        };

    /// <summary>In the middle of the migration.</summary>
    public static ToldRun Running() =>
        UpToTheMigration().Happened(new RunEvent.StepBegan(new("L14"), 1)).After(640).Happened(new RunEvent.StepBegan(new("L15"), 1));

    /// <summary>The morning's decision is missing; nobody is at the terminal.</summary>
    public static ToldRun Waiting() =>
        UpToTheMorning()
            .Asked("L41", "Decide: GO / NO-GO", "Product Owner")
            .After(90)
            .Happened(new RunEvent.RunPaused("line 41 \"Product Owner: GO / NO-GO\": Decide: GO / NO-GO"));

    /// <summary>Cancelled between two steps.</summary>
    public static ToldRun Interrupted() => UpToTheMigration().Happened(new RunEvent.RunInterrupted("cancelled", []));

    /// <summary>Everything holds, and the morning says go.</summary>
    public static ToldRun Go()
    {
        var run = UpToTheMorning()
            .Answered("L41", "Priya Raman", "GO", role: "Product Owner", comment: "Batch is clean, support is staffed.");
        Measured(run);
        return run.After(2).Happened(new RunEvent.RunEnded(Outcome.Go, "Every gate is open."));
    }

    /// <summary>The error rate is too high, and it is gone on all the same.</summary>
    public static ToldRun NoGo()
    {
        var run = UpToTheApplication(errorRate: 2.4);
        run.After(310).Happened(new RunEvent.FailureAccepted(new("L23"), "Ade Nwosu", "to see whether it settles."));
        SmokeTests(run);
        run.Answered("L40", "Ade Nwosu", "yes").Answered("L41", "Priya Raman", "NO-GO", Verdict.Fail, "Product Owner");
        Measured(run);
        return run.After(2)
            .Happened(
                new RunEvent.RunEnded(
                    Outcome.NoGo,
                    "2 gates are shut: line 23 \"Error rate below 1 %\" Fail; line 41 \"Product Owner: GO / NO-GO\" Fail"
                )
            );
    }

    /// <summary>The error rate is too high, and the way back is gone and verified.</summary>
    public static ToldRun RolledBack()
    {
        var run = UpToTheApplication(errorRate: 7.9);
        return run.After(95)
            .Happened(new RunEvent.RollbackBegan("Ade Nwosu", "the error rate is 7.9 %"))
            .Tried("L60", Verdict.Pass, "exit 0", 140, run.Saw("./scripts/rollback.sh", Verdict.Pass, "exit 0", "6.9 is current\n"))
            .Tried("L61", Verdict.Pass, "HTTP 200", 0.4, run.Saw("http url=/health", Verdict.Pass, "HTTP 200", expect: "status 200"))
            .Happened(new RunEvent.RunEnded(Outcome.RolledBack, "Rolled back and verified: the error rate is 7.9 %"));
    }

    private static ToldRun UpToTheMigration()
    {
        var run = new ToldRun(
            Plan,
            Steps(),
            it =>
                it with
                {
                    TimeZone = "America/New_York",
                    T0 = new DateTimeOffset(2026, 11, 19, 22, 0, 0, TimeSpan.FromHours(-5)),
                    Document = "docs/GO-LIVE.md",
                    People = [new("Priya Raman", ["Product Owner"]), new("Noor Haddad", ["Security Lead"])],
                }
        );
        return run.After(3)
            .Tried("L6", Verdict.Pass, "exit 0", 0.4, run.Saw("git describe --tags --exact-match", Verdict.Pass, "v7.0.0", "v7.0.0\n"))
            .Tried("L7", Verdict.Pass, "exit 0", 412, run.Saw("dotnet test --no-build", Verdict.Pass, "exit 0", "Passed: 1204\n"))
            .Asked("L8", "Do you approve?", "Security Lead")
            .After(1_380)
            .Happened(
                new RunEvent.HoldAnswered(
                    new("L8"),
                    "Noor Haddad",
                    "Security Lead",
                    "approved",
                    null,
                    Verdict.Pass,
                    "Noor Haddad says: approved"
                )
                {
                    Through = "terminal",
                    PlanDigest = run.State.Started.PlanDigest,
                    VerdictsDigest = run.State.VerdictsDigest.Hex,
                }
            )
            .Until(new(2026, 11, 20, 3, 0, 1, TimeSpan.Zero))
            .Happened(new RunEvent.MomentReached(new("L12"), new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero), "planned for 22:00"))
            .Tried("L13", Verdict.Pass, "exit 0", 547, run.Saw("./scripts/backup.sh", Verdict.Pass, "exit 0", "41 tables, 3.2 GB\n"));
    }

    private static ToldRun UpToTheApplication(double errorRate)
    {
        var run = UpToTheMigration()
            .After(4)
            .Happened(new RunEvent.RunInterrupted("cancelled", []))
            .After(420)
            .Happened(new RunEvent.RunResumed("Ade Nwosu"));
        run.Tried("L14", Verdict.Pass, "exit 0", 1_310, run.Saw("./scripts/migrate.sh --to 70", Verdict.Pass, "exit 0", "schema 70\n"))
            .Tried("L15", Verdict.Pass, "0", 3, run.Saw("sql query=\"select lost()\"", Verdict.Pass, "0", expect: "value = 0"))
            .Tried("L21", Verdict.Pass, "exit 0", 388, run.Saw("./scripts/rollout.sh 7.0", Verdict.Pass, "exit 0", "6 of 6 ready\n"))
            .Tried("L22", Verdict.Error, "connection refused", 1, run.Saw("http url=/health", Verdict.Error, "connection refused"))
            .After(30)
            .Happened(new RunEvent.RetryAsked(new("L22"), "slipway"))
            .Tried("L22", Verdict.Pass, "HTTP 200", 0.2, run.Saw("http url=/health", Verdict.Pass, "HTTP 200", expect: "status 200"));
        var low = errorRate < 1;
        return run.Tried(
            "L23",
            low ? Verdict.Pass : Verdict.Fail,
            $"{errorRate} %, wanted < 1 %",
            300,
            run.Saw(
                "prometheus query=\"rate(http_errors[5m])\"",
                low ? Verdict.Pass : Verdict.Fail,
                $"{errorRate} %",
                expect: "value < 1 %"
            )
        );
    }

    private static ToldRun UpToTheMorning()
    {
        var run = UpToTheApplication(errorRate: 0.2);
        SmokeTests(run);
        return run.Until(new(2026, 11, 20, 12, 0, 1, TimeSpan.Zero))
            .Happened(new RunEvent.MomentReached(new("L40"), new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), "planned for 07:00"));
    }

    private static void SmokeTests(ToldRun run)
    {
        foreach (var (step, what) in new[] { ("L30", "create"), ("L31", "read"), ("L32", "delete") })
        {
            run.Tried(step, Verdict.Pass, "exit 0", 2.5, run.Saw($"./scripts/smoke.sh {what}", Verdict.Pass, "exit 0", "HTTP 201\n"));
        }
    }

    private static void Measured(ToldRun run)
    {
        run.Tried("L50", Verdict.Pass, "212 ms", 1, run.Saw("prometheus query=\"p95\"", Verdict.Pass, "212 ms", expect: "value < 500 ms"))
            .Tried("L51", Verdict.Pass, "0.2 %", 1, run.Saw("prometheus query=\"errors\"", Verdict.Pass, "0.2 %", expect: "value < 1 %"))
            .Happened(new RunEvent.FactRecorded(new("L52"), "10.7 h", Verdict.Pass, "10.7 h, wanted < 12 h, as the run measured it"))
            .Left("L53", LeftBecause.LeftEmpty, "left empty by Ade Nwosu", "Ade Nwosu");
    }

    private static IReadOnlyList<Step> Steps()
    {
        Work WorkOf(PlanItem item) =>
            item switch
            {
                { Kind: ItemKind.HeadingGroup } => Work.Group,
                { At: not null } => Work.Moment,
                { Line: 52 or 53 } => Work.Record,
                { Commands.Count: > 0 } => Work.Block,
                { Kind: ItemKind.Signoff or ItemKind.Decision or ItemKind.Manual } => Work.Ask,
                _ => Work.Check,
            };
        return
        [
            .. Plan
                .Items.Where(it => it.Kind != ItemKind.HeadingGroup)
                .Select(it => ToldRun.StepOf(it, WorkOf(it), step => step with { At = it.At, HoldsGate = it.Line != 53 })),
        ];
    }

    private static PlanItem Item(int line, string text, ItemKind kind, string phase) =>
        new()
        {
            Line = line,
            Text = text,
            Kind = kind,
            Phase = phase,
            Why = "sample",
        };

    private static PlanItem Command(int line, string text, string phase, string command, Effect effect) =>
        Item(line, text, ItemKind.Command, phase) with
        {
            Commands = [new(line, command, effect)],
            Effect = effect,
        };

    private static PlanItem Check(int line, string text, string phase, string expect) =>
        Item(line, text, ItemKind.Http, phase) with
        {
            Effect = Effect.Reads,
            Expect = Expectation.Parse(expect),
        };

    private static PlanItem Metric(int line, string text, string expect) =>
        Check(line, text, Metrics, expect) with
        {
            Kind = ItemKind.Metric,
        };
}
