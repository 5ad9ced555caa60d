using System.Text.Json.Nodes;
using Slipway.Judging;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>What gates and triggers decided, for programs: <c>slipway.explain/1</c>.</summary>
internal static class ToldDecisionJson
{
    public static JsonObject Write(OpenedRun run, IReadOnlyList<ToldDecision> told, string name) =>
        new()
        {
            ["schema"] = "slipway.explain/1",
            ["record"] = name,
            ["run"] = run.State?.Started.Run.Value,
            ["faults"] = new JsonArray([.. run.Faults.Select(it => JsonValue.Create(it))]),
            ["decisions"] = new JsonArray([.. told.Select(Decision)]),
        };

    private static JsonObject Decision(ToldDecision it) =>
        new()
        {
            ["step"] = it.Step.Value,
            ["line"] = it.Line,
            ["where"] = it.Where,
            ["text"] = it.Text,
            ["kind"] = it.Kind == DecisionKind.Gate ? "gate" : "trigger",
            ["number"] = it.Number,
            ["from"] = it.From,
            ["to"] = it.To,
            ["verdict"] = it.Verdict.ToString().ToLowerInvariant(),
            ["why"] = it.Why,
            ["again"] = it.Again switch
            {
                Verdict.Pass => "holds",
                Verdict.Fail => "broken",
                _ => "open",
            },
            ["fault"] = it.Fault,
            ["says"] = new JsonArray(it.Compared, it.Decided),
            ["comparison"] = it.Comparison is { } numbers ? Comparison(numbers) : null,
        };

    private static JsonObject Comparison(ToldComparison it)
    {
        var members = new JsonObject
        {
            ["share"] = it.Move.Share,
            ["looks"] = it.Looks,
            ["decision"] = it.Decision is { } said ? ComparisonWords.Word(said.Outcome) : null,
            ["attribution"] = it.Decision is { } whose ? ComparisonWords.Word(whose.Attribution) : null,
            ["evidence"] = it.Decision is { } evidence ? ComparisonWords.Told(evidence.Evidence) : null,
            ["bound"] = it.Decision is { } bound ? ComparisonWords.Told(bound.Bound) : null,
            ["needed"] = it.Decision?.Needed,
            ["against"] = it.Last is { } last ? ComparisonWords.Told(last.Against) : null,
            ["for"] = it.Last is { } good ? ComparisonWords.Told(good.For) : null,
            ["baseline"] = Arm(it.Last?.Baseline),
            ["candidate"] = Arm(it.Last?.Candidate),
            ["split"] = new JsonObject
            {
                ["verdict"] = it.Split.Verdict.ToString().ToLowerInvariant(),
                ["requests"] = it.Split.Requests,
                ["candidate"] = it.Split.Candidate,
                ["why"] = it.Split.Why,
            },
            ["rules"] = new JsonObject
            {
                ["version"] = it.RulesVersion,
                ["alpha"] = it.Rules.Alpha,
                ["margin"] = it.Rules.Margin,
                ["latencyMargin"] = it.Rules.LatencyMargin,
                ["floor"] = it.Rules.Floor,
                ["perLook"] = it.Rules.PerLook,
                ["staleAfterSeconds"] = it.Rules.StaleAfter.TotalSeconds,
            },
            ["intervals"] = it.Intervals is { } digest ? $"evidence/{digest}.gz" : null,
        };
        return members;
    }

    private static JsonObject? Arm(ArmRate? told) =>
        told is { } arm
            ? new()
            {
                ["n"] = arm.Requests,
                ["errors"] = arm.Errors,
                ["rate"] = arm.Rate,
                ["low"] = arm.Low,
                ["high"] = arm.High,
            }
            : null;
}
