using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Tests.Reports;

/// <summary>A checklist of a size that a page can show, with one of everything, and runs of it that end in every way.</summary>
internal static class Ledger
{
    private const string Before = "Before the night";
    private const string Database = "Phase 1: Database (Est. 10 minutes)";
    private const string Application = "Phase 2: Application";
    private const string Watching = "Rollback criteria";
    private const string Back = "Rollback procedure";
    private const string End = "Sign-off";

    public static Plan Plan { get; } =
        new()
        {
            Source = new("GO-LIVE.md", new string('d', 64), "none"),
            Title = "Ledger 4.2 – Deployment & Go-Live",
            Items =
            [
                Item(5, "Release branch is tagged v4.2.0", ItemKind.Command, Before) with
                {
                    Commands = [new(5, "git describe --tags --exact-match", Effect.Reads)],
                    Effect = Effect.Reads,
                    Expect = Expectation.Parse("stdout contains 'v4.2.0'"),
                },
                Item(6, "All 755 tests pass", ItemKind.Command, Before) with
                {
                    Commands = [new(6, "dotnet test --no-build", Effect.Reads)],
                    Effect = Effect.Reads,
                    Ticked = true,
                },
                Item(7, "Security review approved", ItemKind.Signoff, Before) with
                {
                    Role = "Security Lead",
                },
                Item(8, "On-call engineer has the runbook open", ItemKind.Manual, Before),
                Item(9, "Load test report attached (optional)", ItemKind.Manual, Before) with
                {
                    Optional = true,
                },
                Item(14, Database, ItemKind.HeadingGroup, Database),
                Item(15, "Backup taken and restorable", ItemKind.HeadingGroup, Database) with
                {
                    AttachedTo = 14,
                },
                Item(16, "Dump the database", ItemKind.Backup, Database) with
                {
                    AttachedTo = 15,
                    Commands = [new(16, "pg_dump --format=custom --file=/backup/ledger.dump ledger", Effect.Changes)],
                    Effect = Effect.Changes,
                },
                Item(17, "Restore it beside the live one", ItemKind.Backup, Database) with
                {
                    AttachedTo = 15,
                    Commands =
                    [
                        new(17, "createdb ledger_check", Effect.Changes),
                        new(18, "pg_restore --dbname=ledger_check /backup/ledger.dump", Effect.Changes),
                    ],
                    Effect = Effect.Changes,
                },
                Item(22, "Run the migrations", ItemKind.Command, Database) with
                {
                    AttachedTo = 14,
                    Commands = [new(22, "./scripts/migrate.sh --to 42", Effect.Changes)],
                    Effect = Effect.Changes,
                },
                Item(23, "No table is locked longer than 2 s", ItemKind.Sql, Database) with
                {
                    AttachedTo = 14,
                    Effect = Effect.Reads,
                    Expect = Expectation.Parse("value < 2 s"),
                },
                Item(28, "```bash", ItemKind.Command, Application) with
                {
                    Commands =
                    [
                        new(29, "docker compose pull ledger", Effect.Changes),
                        new(30, "docker compose up --detach ledger", Effect.Changes),
                    ],
                    Effect = Effect.Changes,
                },
                Item(29, "Pull the image", ItemKind.Command, Application) with
                {
                    InsideBlock = 28,
                    Effect = Effect.Changes,
                },
                Item(30, "Start it", ItemKind.Command, Application) with
                {
                    InsideBlock = 28,
                    Effect = Effect.Changes,
                },
                Item(33, "Health endpoint answers 200", ItemKind.Http, Application) with
                {
                    Effect = Effect.Reads,
                    Expect = Expectation.Parse("status 200"),
                },
                Item(34, "p95 latency below 300 ms", ItemKind.Metric, Application) with
                {
                    Effect = Effect.Reads,
                    Expect = Expectation.Parse("p95 < 300 ms"),
                },
                Item(35, "Error rate below 0.1 %", ItemKind.Metric, Application) with
                {
                    Effect = Effect.Reads,
                    Expect = Expectation.Parse("value < 0.1 %"),
                },
                Item(36, "Log shipping works", ItemKind.Command, Application) with
                {
                    Commands = [new(36, "curl -fsS http://logs.internal:9200/_cluster/health", Effect.Reads)],
                    Effect = Effect.Reads,
                },
                Item(37, "Start time", ItemKind.Field, Application),
                Item(41, "Error rate above 1 % for 5 minutes", ItemKind.Trigger, Watching) with
                {
                    Forward = false,
                    Scope = Scope.RollbackTrigger,
                    For = "5m",
                },
                Item(46, "Start the previous version", ItemKind.RollbackStep, Back) with
                {
                    Forward = false,
                    Scope = Scope.Rollback,
                    Commands = [new(46, "docker compose up --detach ledger-previous", Effect.Changes)],
                    Effect = Effect.Changes,
                },
                Item(47, "The previous version answers", ItemKind.RollbackStep, Back) with
                {
                    Forward = false,
                    Scope = Scope.Rollback,
                    Effect = Effect.Reads,
                    Expect = Expectation.Parse("status 200"),
                },
                Item(52, "Product Owner: GO / NO-GO", ItemKind.Decision, End) with
                {
                    Role = "Product Owner",
                },
            ],
            Findings =
            [
                new(
                    6,
                    7,
                    "SW1101",
                    "claim",
                    Severity.Warning,
                    "The box is ticked before the run: a claim, not a pass.",
                    "Untick it; the run will fill it in."
                ),
                new(
                    41,
                    3,
                    "SW1305",
                    "threshold-gap",
                    Severity.Error,
                    "An error rate between 0.1 % and 1 % is neither go (line 35) nor no-go (line 41).",
                    "Let the two bounds meet."
                ),
            ],
        };

    public static ToldRun Begun(Func<RunEvent.RunStarted, RunEvent.RunStarted>? with = null) => new(Plan, Steps(), with);

    /// <summary>Everything holds: a go, all of it by machine or by name.</summary>
    public static ToldRun Go()
    {
        var run = Prepared(Begun());
        Deployed(run, errorRate: 0.04);
        return run.Answered("L52", "Priya Raman", "GO", role: "Product Owner")
            .After(2)
            .Happened(new RunEvent.RunEnded(Outcome.Go, "Every gate is open."));
    }

    /// <summary>One of everything: a failure, a broken probe, too little data, a waiver, a third attempt, something left out.</summary>
    public static ToldRun NoGo(Func<RunEvent.RunStarted, RunEvent.RunStarted>? with = null)
    {
        var run = Prepared(Begun(with), lockSeconds: 3.1);
        Deployed(run, errorRate: 0.42, latencyKnown: false, logs: false);
        return run.Answered("L52", "Priya Raman", "NO-GO", Verdict.Fail, "Product Owner", "The error rate is four times what we promised.")
            .After(2)
            .Happened(
                new RunEvent.RunEnded(
                    Outcome.NoGo,
                    "4 gates are shut: line 34 \"p95 latency below 300 ms\" Inconclusive; line 35 \"Error rate below 0.1 %\" Fail; line 36 \"Log shipping works\" Error; line 52 \"Product Owner: GO / NO-GO\" Fail"
                )
            );
    }

    /// <summary>It waits for a person.</summary>
    public static ToldRun Waiting()
    {
        var run = Prepared(
            Begun(it => it with { People = [new("Priya Raman", ["Product Owner"]), new("Tomás Silva", ["Product Owner", "Tech Lead"])] })
        );
        Deployed(run, errorRate: 0.04);
        return run.Asked("L52", "Decide: GO / NO-GO", "Product Owner")
            .After(90)
            .Happened(new RunEvent.RunPaused("line 52 \"Product Owner: GO / NO-GO\": Decide: GO / NO-GO"));
    }

    /// <summary>It went forward, then back, and the way back was verified.</summary>
    public static ToldRun RolledBack()
    {
        var run = Prepared(Begun());
        Deployed(run, errorRate: 2.4);
        return run.After(4)
            .Happened(new RunEvent.RollbackBegan("Ade Nwosu", "the error rate is 2.4 %"))
            .Tried(
                "L46",
                Verdict.Pass,
                "exit 0",
                6,
                run.Saw("docker compose up --detach ledger-previous", Verdict.Pass, "exit 0", "Started\n")
            )
            .Tried(
                "L47",
                Verdict.Pass,
                "HTTP 200",
                0.2,
                run.Saw("http url=/health", Verdict.Pass, "HTTP 200", "{\"version\":\"4.1.7\"}\n", "status 200")
            )
            .Happened(new RunEvent.RunEnded(Outcome.RolledBack, "Rolled back and verified: the error rate is 2.4 %"));
    }

    private static ToldRun Prepared(ToldRun run, double lockSeconds = 0.4)
    {
        run.After(4)
            .Tried(
                "L5",
                Verdict.Pass,
                "stdout contains 'v4.2.0'",
                0.08,
                run.Saw("git describe --tags --exact-match", Verdict.Pass, "v4.2.0", "v4.2.0\n", "stdout contains 'v4.2.0'", 5)
            )
            .Tried(
                "L6",
                Verdict.Pass,
                "exit 0",
                94,
                run.Saw(
                    "dotnet test --no-build",
                    Verdict.Pass,
                    "exit 0",
                    "Passed! - Failed: 0, Passed: 755, Skipped: 0, Total: 755\n",
                    line: 6
                )
            )
            .Answered("L7", "Noor Haddad", "approved", role: "Security Lead")
            .Answered("L8", "Ade Nwosu", "yes", comment: "Open on the second screen; pager tested.")
            .Left("L9", LeftBecause.ByChoice, "No load test for a minor version.", "Ade Nwosu")
            .Tried("rollback-plan", Verdict.Pass, "every step of the way back can be carried out", 0.3)
            .Tried(
                "L16",
                Verdict.Pass,
                "exit 0",
                41,
                run.Saw("pg_dump --format=custom --file=/backup/ledger.dump ledger", Verdict.Pass, "exit 0", line: 16)
            )
            .Tried(
                "L17",
                Verdict.Pass,
                "exit 0",
                77,
                run.Saw("createdb ledger_check", Verdict.Pass, "exit 0", line: 17),
                run.Saw("pg_restore --dbname=ledger_check /backup/ledger.dump", Verdict.Pass, "exit 0", "restored 41 tables\n", line: 18)
            )
            .Tried(
                "L22",
                Verdict.Pass,
                "exit 0",
                12.4,
                run.Saw("./scripts/migrate.sh --to 42", Verdict.Pass, "exit 0", "applied 41_add_currency\napplied 42_backfill\n", line: 22)
            );
        var held = lockSeconds < 2;
        run.Tried(
            "L23",
            held ? Verdict.Pass : Verdict.Fail,
            $"{lockSeconds} s, wanted < 2 s",
            0.2,
            run.Saw(
                "sql query=\"select max(now() - state_change) from pg_stat_activity\"",
                held ? Verdict.Pass : Verdict.Fail,
                $"{lockSeconds} s",
                expect: "value < 2 s",
                line: 23
            )
        );
        return held ? run : run.After(65).Waived("L23", "Tomás Silva", "Tech Lead", "Night traffic; the locked table is the archive.", 7);
    }

    private static void Deployed(ToldRun run, double errorRate, bool latencyKnown = true, bool logs = true)
    {
        run.After(20)
            .Happened(new RunEvent.StepBegan(new("L28"), 1))
            .After(31)
            .Happened(
                new RunEvent.StepEnded(
                    new("L28"),
                    1,
                    Verdict.Pass,
                    "exit 0",
                    [
                        run.Saw("docker compose pull ledger", Verdict.Pass, "exit 0", "Pulled\n", line: 29),
                        run.Saw("docker compose up --detach ledger", Verdict.Pass, "exit 0", "Started\n", line: 30),
                    ]
                )
            )
            .Happened(
                new RunEvent.StepEnded(
                    new("L29"),
                    1,
                    Verdict.Pass,
                    "exit 0",
                    [run.Saw("docker compose pull ledger", Verdict.Pass, "exit 0", "Pulled\n", line: 29)]
                )
            )
            .Happened(
                new RunEvent.StepEnded(
                    new("L30"),
                    1,
                    Verdict.Pass,
                    "exit 0",
                    [run.Saw("docker compose up --detach ledger", Verdict.Pass, "exit 0", "Started\n", line: 30)]
                )
            )
            .Tried(
                "L33",
                Verdict.Fail,
                "HTTP 503, wanted 200",
                0.1,
                run.Saw("http url=/health", Verdict.Fail, "HTTP 503", "starting\n", "status 200", 33)
            )
            .After(5)
            .Happened(new RunEvent.RetryAsked(new("L33"), "slipway"))
            .Tried(
                "L33",
                Verdict.Error,
                "connection refused",
                0.1,
                run.Saw("http url=/health", Verdict.Error, "connection refused", "", "status 200", 33)
            )
            .After(5)
            .Happened(new RunEvent.RetryAsked(new("L33"), "slipway"))
            .Tried(
                "L33",
                Verdict.Pass,
                "HTTP 200",
                0.1,
                run.Saw("http url=/health", Verdict.Pass, "HTTP 200", "{\"status\":\"ok\",\"version\":\"4.2.0\"}\n", "status 200", 33)
            );
        run.Tried(
            "L34",
            latencyKnown ? Verdict.Pass : Verdict.Inconclusive,
            latencyKnown ? "212 ms, wanted < 300 ms" : "7 samples are too few for a p95",
            30,
            run.Saw(
                "prometheus query=\"histogram_quantile(0.95, …)\"",
                latencyKnown ? Verdict.Pass : Verdict.Inconclusive,
                latencyKnown ? "212 ms" : "7 samples",
                expect: "p95 < 300 ms",
                line: 34
            )
        );
        var low = errorRate < 0.1;
        run.Tried(
            "L35",
            low ? Verdict.Pass : Verdict.Fail,
            $"{errorRate} %, wanted < 0.1 %",
            30,
            run.Saw(
                "prometheus query=\"rate(http_errors[5m])\"",
                low ? Verdict.Pass : Verdict.Fail,
                $"{errorRate} %",
                $"{{\"value\": {errorRate}}}\n",
                "value < 0.1 %",
                35
            )
        );
        if (!low)
        {
            run.After(12).Happened(new RunEvent.FailureAccepted(new("L35"), "Ade Nwosu", "to see whether it settles."));
        }

        run.Tried(
            "L36",
            logs ? Verdict.Pass : Verdict.Error,
            logs ? "exit 0" : "curl could not resolve logs.internal",
            1.2,
            run.Saw(
                "curl -fsS http://logs.internal:9200/_cluster/health",
                logs ? Verdict.Pass : Verdict.Error,
                logs ? "exit 0" : "exit 6",
                logs ? "{\"status\":\"green\"}\n" : "curl: (6) Could not resolve host: logs.internal\n",
                line: 36
            )
        );
        run.Happened(new RunEvent.FactRecorded(new("L37"), "2026-11-20 01:10 +00:00", Verdict.Pass, "recorded by the run"));
    }

    public static IReadOnlyList<Step> Steps()
    {
        var works = new Dictionary<int, Work>
        {
            [7] = Work.Ask,
            [8] = Work.Ask,
            [9] = Work.Ask,
            [14] = Work.Group,
            [15] = Work.Group,
            [23] = Work.Check,
            [29] = Work.Part,
            [30] = Work.Part,
            [33] = Work.Check,
            [34] = Work.Check,
            [35] = Work.Check,
            [37] = Work.Record,
            [47] = Work.Check,
            [52] = Work.Ask,
        };
        var steps = Plan
            .Items.Where(it => it.Kind != ItemKind.Trigger)
            .Select(it => ToldRun.StepOf(it, works.GetValueOrDefault(it.Line, Work.Block)))
            .ToList();
        steps.Insert(
            steps.FindIndex(it => it.Effect >= Effect.Changes),
            new()
            {
                Id = StepId.RollbackPlan,
                Line = 16,
                Text = "The way back can be gone",
                Phase = Database,
                Kind = ItemKind.Manual,
                Work = Work.Readiness,
            }
        );
        return [.. steps.Where(it => !it.Rollback), .. steps.Where(it => it.Rollback)];
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
}
