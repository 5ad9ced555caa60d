using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>What came of verifying a record, for programs: <c>docs/schemas/verify.schema.json</c>.</summary>
internal static class VerificationJson
{
    public static JsonObject Write(RecordVerification verified, string name) =>
        new()
        {
            ["schema"] = "slipway.verify/1",
            ["record"] = name,
            ["verdict"] = Word(verified.Verdict),
            ["run"] = verified.Run?.Started.Run.Value,
            ["outcome"] = verified.Run?.Ended is { } end ? RunEventJson.Write(end)["outcome"]!.DeepClone() : null,
            ["plan"] = verified.Run?.Started.PlanDigest,
            ["document"] = verified.Run?.Started.DocumentSha256,
            ["journalHead"] = verified.Statement?.JournalHead,
            ["key"] = verified.KeyId,
            ["parts"] = new JsonArray([
                .. verified.Parts.Select(it => new JsonObject
                {
                    ["subject"] = it.Subject,
                    ["verdict"] = Word(it.Verdict),
                    ["says"] = it.Says,
                    ["faults"] = new JsonArray([.. it.Faults.Select(fault => JsonValue.Create(fault))]),
                }),
            ]),
        };

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "holds",
            Verdict.Fail => "broken",
            _ => "open",
        };
}
