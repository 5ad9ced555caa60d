using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Tests.Reports;

/// <summary>A checklist of a size that a page can show, with one of everything, and runs of it that end in every way.</summary>
internal static class Ledger
{
    public static ToldRun Begun(Func<RunEvent.RunStarted, RunEvent.RunStarted>? with = null) => new(LedgerPlan.Plan, Steps(), with);

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
        var steps = LedgerPlan
            .Plan.Items.Where(it => it.Kind != ItemKind.Trigger)
            .Select(it => ToldRun.StepOf(it, works.GetValueOrDefault(it.Line, Work.Block)))
            .ToList();
        steps.Insert(
            steps.FindIndex(it => it.Effect >= Effect.Changes),
            new()
            {
                Id = StepId.RollbackPlan,
                Line = 16,
                Text = "The way back can be gone",
                Phase = LedgerPlan.Database,
                Kind = ItemKind.Manual,
                Work = Work.Readiness,
            }
        );
        return [.. steps.Where(it => !it.Rollback), .. steps.Where(it => it.Rollback)];
    }
}
