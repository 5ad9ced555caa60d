using System.Reflection;
using System.Text.Json.Serialization;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Tests.Doubles;

/// <summary>One event of every kind, every member filled.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset At = new(2030, 1, 1, 8, 0, 0, 123, TimeSpan.Zero);

    private static readonly Evidence Seen = new()
    {
        What = "curl -s https://shop.test/health",
        Line = 12,
        At = At,
        Took = TimeSpan.FromMilliseconds(212.5),
        Place = "host:/srv",
        Expect = "status 200",
        Seen = "exit code 0, status 200, \"ok ✓\"",
        Verdict = Verdict.Pass,
        Outputs = [new("stdout", new('c', 64), 3, Truncated: true)],
    };

    public static IReadOnlyList<RunEvent> All { get; } =
    [
        Story.Start(
            Steps.Reads(1) with
            {
                Commands =
                [
                    new(1, "true", Effect.Reads)
                    {
                        Title = "t",
                        Expect = Expectation.Parse("exit0"),
                        Hazards = [Hazard.Remote],
                    },
                ],
                Expect = "stdout contains 'a' and exit0",
                Check = new("http", new Dictionary<string, string> { ["url"] = "/health" }),
                Parent = Steps.Id(7),
                Limit = TimeSpan.FromSeconds(90),
                Blocked = ["no"],
            },
            Steps.Readiness("dead script")
        ) with
        {
            Environment = "prod",
            People = [new("Anna", ["QA", "CTO"])],
            Demonstration = true,
            T0 = At,
            Now = "agreed",
            TimeZone = "Asia/Bangkok",
        },
        new RunEvent.StepBegan(Steps.Id(1), 2),
        new RunEvent.StepEnded(Steps.Id(1), 2, Verdict.Pass, "status 200", [Seen]) { Value = new Quantity(212.25, "ms") },
        new RunEvent.StepLeft(Steps.Id(1), LeftBecause.ByChoice, "not today", "Anna"),
        new RunEvent.HoldOpened(Steps.Id(1), "CTO: do you approve?", "CTO", new('d', 64)),
        new RunEvent.HoldAnswered(Steps.Id(1), "Anna", "CTO", "Approved", "well done", Verdict.Pass, "Anna approved")
        {
            Through = "terminal",
            PlanDigest = new('b', 64),
            VerdictsDigest = new('d', 64),
        },
        new RunEvent.DestructionConfirmed(Steps.Id(1), "Anna", "shop"),
        new RunEvent.FactRecorded(Steps.Id(1), "12 min", Verdict.Fail, "value is 12 min"),
        new RunEvent.MomentReached(Steps.Id(1), At, "waited until 08:00"),
        new RunEvent.FailureAccepted(Steps.Id(1), "Anna", "known"),
        new RunEvent.StepWaived(Steps.Id(1), "Anna", "CTO", "known", At) { PlanDigest = new('b', 64), VerdictsDigest = new('d', 64) },
        new RunEvent.HoldReminded(Steps.Id(1), "1 of 2 approved"),
        new RunEvent.HoldEscalated(Steps.Id(1), "CTO", "1 of 2 approved"),
        new RunEvent.HoldExpired(Steps.Id(1), "its time was over", true),
        new RunEvent.GlassBroken(Steps.Id(1), "Anna", "the shop is down", At)
        {
            PlanDigest = new('b', 64),
            VerdictsDigest = new('d', 64),
            Signature = new(new('e', 64), "ecdsa-p256", "AA==", new Dictionary<string, string> { ["type"] = "slipway-break-glass/1" }),
        },
        new RunEvent.RetryAsked(Steps.Id(1), "Anna"),
        new RunEvent.OutcomeSettled(Steps.Id(1), 1, Settled.ToldDone, "Anna says so", "Anna"),
        new RunEvent.TriggerLooked(Steps.Id(1), true, "value is 12 %", Seen),
        new RunEvent.TriggerFired(Steps.Id(1), "errors held for 5m"),
        new RunEvent.TriggerClosed(Steps.Id(1), Verdict.Pass, "it has not fired"),
        new RunEvent.WatchBegan(At, "the release is out"),
        new RunEvent.WatchLooked(Steps.Id(1), Verdict.Pass, "value is 0.2 %", Seen) { Value = new Quantity(0.2, "%") },
        new RunEvent.WatchClosed(Steps.Id(1), Verdict.Pass, "it held"),
        new RunEvent.RollbackBegan("Anna", "errors"),
        new RunEvent.RunPaused("nobody is here"),
        new RunEvent.RunInterrupted("cancelled", ["4711 sleep 1000"]),
        new RunEvent.RunResumed("Olga") { EndedKeys = [new(new('e', 64), At)] },
        new RunEvent.RunEnded(Outcome.Go, "Every gate is open."),
        new RunEvent.RecordSealed(new Dictionary<string, string> { ["report.html"] = new('e', 64) }) { EvidenceRoot = new('f', 64) },
        new RunEvent.CheckpointSigned(19, new('c', 64), "{\"payload\":\"\"}"),
    ];

    /// <summary>The stored names of all kinds there are.</summary>
    public static IReadOnlyDictionary<Type, string> Kinds { get; } =
        typeof(RunEvent)
            .GetCustomAttributes<JsonDerivedTypeAttribute>()
            .ToDictionary(it => it.DerivedType, it => (string)it.TypeDiscriminator!);
}
