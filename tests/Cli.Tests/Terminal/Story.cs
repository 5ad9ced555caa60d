using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Tests.Terminal;

/// <summary>A small go-live, told event by event on a clock of its own.</summary>
internal sealed class Story
{
    public static readonly DateTimeOffset Began = new(2030, 1, 1, 22, 0, 0, TimeSpan.Zero);

    public Story(params ReadOnlySpan<Step> steps)
    {
        Started = new()
        {
            Format = 1,
            Run = new("20300101-220000-0000"),
            Mode = RunMode.Run,
            Document = "GO-LIVE.md",
            DocumentSha256 = new('0', 64),
            PlanDigest = new('a', 64),
            Title = "Harbour 2.0 Go-Live",
            Environment = "harbour",
            Operator = "Ada Demo",
            NamesAreEnough = true,
            People = [new("Grace Demo", ["Product Owner"])],
            Steps = [.. steps],
        };
        State = RunState.Begin(Started, Began);
    }

    public RunEvent.RunStarted Started { get; }

    public RunState State { get; private set; }

    public List<(RunEvent Event, RunState State, DateTimeOffset At)> Told { get; } = [];

    public static Story Harbour() =>
        new(
            Block(6, "Checks", "Build: both versions compile", "dotnet build"),
            Block(10, "Checks", "Disk space: at least 1 GB free 磁盘", "df -h /"),
            Ask(20, "Sign-offs", "Product Owner: ___ Date: ___", "Product Owner"),
            Block(30, "Deployment", "Apply the migration: it only adds columns", "./scripts/backup.sh", "./scripts/migrate.sh"),
            Block(36, "Deployment", "Restart the service", "systemctl restart harbour") with
            {
                Effect = Effect.Changes,
            },
            Ask(44, "Smoke tests", "Somebody looked at the dashboard", null),
            Block(60, "Rollback", "Put the old version back", "./scripts/rollback.sh") with
            {
                Rollback = true,
            }
        );

    public static Step Block(int line, string phase, string text, params string[] commands) =>
        new()
        {
            Id = StepId.OfLine(line),
            Line = line,
            Text = text,
            Phase = phase,
            Kind = ItemKind.Command,
            Work = Work.Block,
            Effect = Effect.Reads,
            Commands = [.. commands.Select(it => new PlanCommand(line, it, Effect.Reads))],
        };

    public static Step Ask(int line, string phase, string text, string? role) =>
        new()
        {
            Id = StepId.OfLine(line),
            Line = line,
            Text = text,
            Phase = phase,
            Kind = role is null ? ItemKind.Decision : ItemKind.Signoff,
            Work = Work.Ask,
            Role = role,
        };

    public Story Then(int second, RunEvent happened)
    {
        var at = Began.AddSeconds(second);
        State = State.Apply(happened, at);
        Told.Add((happened, State, at));
        return this;
    }

    public Story Begins(int second, int line) => Then(second, new RunEvent.StepBegan(StepId.OfLine(line), 1));

    public Story Ends(int second, int line, Verdict verdict, string why) =>
        Then(second, new RunEvent.StepEnded(StepId.OfLine(line), 1, verdict, why, []));

    public Story Signed(int second, int line) =>
        Then(
            second,
            new RunEvent.HoldAnswered(
                StepId.OfLine(line),
                "Grace Demo",
                "Product Owner",
                "Approved",
                null,
                Verdict.Pass,
                "Grace Demo approved as Product Owner (by name, without a key)"
            )
            {
                Through = "terminal",
                PlanDigest = Started.PlanDigest,
                VerdictsDigest = new('b', 64),
            }
        );

    /// <summary>Both checks passed, signed, and the migration runs.</summary>
    public Story Deploying() =>
        Begins(1, 6)
            .Begins(1, 10)
            .Ends(2, 10, Verdict.Pass, "exit code 0")
            .Ends(9, 6, Verdict.Pass, "exit code 0")
            .Signed(15, 20)
            .Begins(16, 30);
}
