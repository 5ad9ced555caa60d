using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Tests.Reports;

/// <summary>The checklist of <see cref="Ledger"/>: one of everything that a report shows.</summary>
internal static class LedgerPlan
{
    private const string Before = "Before the night";
    public const string Database = "Phase 1: Database (Est. 10 minutes)";
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
