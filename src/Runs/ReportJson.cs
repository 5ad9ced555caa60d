using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>The report for programs: schema <c>slipway.report/1</c>, described in <c>docs/schemas/report.schema.json</c>. Times are UTC, durations seconds; texts are as they were, not made harmless for a screen.</summary>
public static class ReportJson
{
    /// <summary>The name and version of the format.</summary>
    public const string Schema = "slipway.report/1";

    /// <summary>The whole report.</summary>
    public static JsonObject Write(ReportModel model)
    {
        var report = new JsonObject
        {
            ["schema"] = Schema,
            ["run"] = Run(model),
            ["outcome"] = PlanJson.Name(model.Outcome),
            ["why"] = model.Why,
            ["counts"] = Counts(model.Counts),
            ["waiting"] = Each(model.Waiting, Hold),
            ["shut"] = Each(model.Shut, Gate),
            ["phases"] = Each(model.Phases, Phase),
            ["signatures"] = Each(model.Signatures, Signature),
            ["waivers"] = Each(model.Waivers, Waiver),
            ["breakGlass"] = Each(model.Glass, Glass),
            ["turns"] = Each(model.Turns, it => new() { ["at"] = Time(it.At), ["what"] = it.What }),
            ["findings"] = Each(model.Findings, Finding),
            ["times"] = Times(model.Times),
            ["measures"] = Measures(model),
            ["targets"] = Each(model.Targets, Target),
            ["integrity"] = Integrity(model),
        };
        if (model.Watch is { } watch)
        {
            report["watch"] = Watch(watch);
        }

        return report;
    }

    private static JsonObject Watch(ReportWatch it) =>
        new()
        {
            ["since"] = Time(it.Since),
            ["follows"] = it.Follows?.Value,
            ["lines"] = Each(it.Lines, Watched),
        };

    private static JsonObject Watched(ReportWatched it)
    {
        var watched = new JsonObject
        {
            ["step"] = it.Step.Value,
            ["line"] = it.Line,
            ["text"] = it.Text,
            ["trigger"] = it.IsTrigger,
            ["fromSeconds"] = Seconds(it.Window?.From),
            ["toSeconds"] = Seconds(it.Window?.To),
            ["everySeconds"] = Seconds(it.Window?.Every),
            ["verdict"] = Name(it.Verdict),
            ["why"] = it.Why,
            ["looks"] = it.Looks,
            ["seen"] = it.Seen,
            ["broken"] = it.Broken,
            ["low"] = it.Low?.ToString(),
            ["high"] = it.High?.ToString(),
        };
        if (it.Trend is { } trend)
        {
            watched["trend"] = new JsonObject
            {
                ["perHour"] = trend.PerHour,
                ["low"] = trend.Low,
                ["high"] = trend.High,
                ["points"] = trend.Points,
            };
        }

        return watched;
    }

    private static JsonObject Times(ReportTimes it) =>
        new()
        {
            ["firstChangeAt"] = Time(it.FirstChange),
            ["wayBackAt"] = Time(it.WayBack),
            ["carriedSeconds"] = Seconds(it.Carried),
            ["heldSeconds"] = Seconds(it.Held),
            ["waitedSeconds"] = Seconds(it.Waited),
            ["awaySeconds"] = Seconds(it.Away),
            ["spans"] = Each(it.Spans, Span),
            ["planned"] = Each(it.Planned, Planned),
        };

    private static JsonObject Span(ReportSpan it) =>
        new()
        {
            ["kind"] = PlanJson.Name(it.Kind),
            ["step"] = it.Step?.Value,
            ["line"] = it.Line,
            ["text"] = it.Text,
            ["beganAt"] = Time(it.Began),
            ["endedAt"] = it.Open ? null : Time(it.Ended),
            ["verdict"] = it.Verdict is { } verdict ? Name(verdict) : null,
            ["attempt"] = it.Attempt == 0 ? null : it.Attempt,
            ["role"] = it.Role,
            ["by"] = it.By,
        };

    private static JsonObject Planned(ReportPlanned it) =>
        new()
        {
            ["kind"] = PlanJson.Name(it.Kind),
            ["step"] = it.Step?.Value,
            ["line"] = it.Line,
            ["text"] = it.Text,
            ["said"] = it.Said,
            ["from"] = Time(it.From),
            ["to"] = Time(it.To),
            ["lengthSeconds"] = Seconds(it.Length),
            ["actualAt"] = Time(it.Actual),
            ["tookSeconds"] = Seconds(it.Took),
            ["overSeconds"] = Seconds(it.Over),
        };

    private static JsonObject Measures(ReportModel model) =>
        new()
        {
            ["totalSeconds"] = Seconds(model.Took),
            ["sinceT0Seconds"] = Seconds(model.Measures.SinceT0),
            ["attempts"] = model.Measures.Attempts,
            ["repeatedAttempts"] = model.Measures.Repeated,
            ["interventions"] = model.Measures.Interventions,
            ["smokeTests"] = model.Measures.SmokeTests,
            ["smokeTestsPassed"] = model.Measures.SmokePassed,
            ["rollbackNeeded"] = model.Measures.RollbackNeeded,
            ["rollbackVerified"] = model.Measures.RollbackVerified,
            ["downtimeSeconds"] = Seconds(model.Measures.Downtime),
        };

    private static JsonObject Target(ReportTarget it) =>
        new()
        {
            ["step"] = it.Step.Value,
            ["line"] = it.Line,
            ["text"] = it.Text,
            ["phase"] = it.Phase,
            ["target"] = it.Target,
            ["actual"] = it.Actual,
            ["verdict"] = Name(it.Verdict),
            ["source"] = PlanJson.Name(it.Source),
            ["why"] = it.Why,
        };

    private static JsonObject Run(ReportModel model) =>
        new()
        {
            ["id"] = model.Started.Run.Value,
            ["title"] = model.Started.Title,
            ["document"] = model.Started.Document,
            ["environment"] = model.Started.Environment,
            ["operator"] = model.Started.Operator,
            ["mode"] = PlanJson.Name(model.Started.Mode),
            ["demonstration"] = model.Started.Demonstration,
            ["drill"] = model.Started.Drill,
            ["namesAreEnough"] = model.Started.NamesAreEnough,
            ["timeZone"] = model.Started.TimeZone,
            ["startedAt"] = Time(model.StartedAt),
            ["endedAt"] = Time(model.EndedAt),
            ["lastAt"] = Time(model.LastAt),
            ["tookSeconds"] = Seconds(model.Took),
            ["t0"] = Time(model.T0),
            ["interventions"] = model.Interventions,
        };

    private static JsonObject Counts(ReportCounts counts) =>
        new()
        {
            ["gates"] = counts.Gates,
            ["verdicts"] = new JsonObject(counts.Verdicts.Select(it => KeyValuePair.Create(Name(it.Key), (JsonNode?)it.Value))),
            ["proved"] = new JsonObject(
                counts
                    .Proved.Where(it => it.Key is not (ProvedBy.NotNeeded or ProvedBy.Later))
                    .Select(it => KeyValuePair.Create(PlanJson.Name(it.Key), (JsonNode?)it.Value))
            ),
            ["notNeeded"] = counts.NotNeeded,
            ["later"] = counts.Later,
            ["blanksFilled"] = counts.BlanksFilled,
            ["blanksEmpty"] = counts.BlanksEmpty,
        };

    private static JsonObject Hold(ReportHold it) =>
        new()
        {
            ["step"] = it.Step.Value,
            ["line"] = it.Line,
            ["text"] = it.Text,
            ["question"] = it.Question,
            ["role"] = it.Role,
            ["people"] = Words(it.People),
            ["since"] = Time(it.Since),
        };

    private static JsonObject Gate(ReportGate it) =>
        new()
        {
            ["step"] = it.Step.Value,
            ["line"] = it.Line,
            ["text"] = it.Text,
            ["verdict"] = Name(it.Verdict),
            ["why"] = it.Why,
            ["needs"] = it.Needs,
        };

    private static JsonObject Phase(ReportPhase it) =>
        new()
        {
            ["title"] = it.Title,
            ["line"] = it.Line,
            ["verdict"] = it.Verdict is { } verdict ? Name(verdict) : null,
            ["gates"] = it.Gates,
            ["open"] = it.Open,
            ["beganAt"] = Time(it.Began),
            ["endedAt"] = it.GoesOn ? null : Time(it.Ended),
            ["tookSeconds"] = Seconds(it.Took),
            ["estimateSeconds"] = Seconds(it.Estimate),
            ["items"] = Each(it.Items, Item),
        };

    private static JsonObject Item(ReportItem it) =>
        new()
        {
            ["step"] = it.Step?.Value,
            ["line"] = it.Line,
            ["text"] = it.Text,
            ["kind"] = PlanJson.Name(it.Kind),
            ["scope"] = PlanJson.Name(it.Scope),
            ["work"] = it.Work is { } work ? PlanJson.Name(work) : null,
            ["stage"] = it.Stage?.ToString().ToLowerInvariant(),
            ["verdict"] = it.Own is { } own ? Name(own) : null,
            ["verdictWithChildren"] = it.Whole is { } whole ? Name(whole) : null,
            ["why"] = it.Why,
            ["provedBy"] = it.Proved is { } by ? PlanJson.Name(by) : null,
            ["gateOpen"] = it.Open,
            ["rollback"] = it.Rollback,
            ["optional"] = it.Optional,
            ["condition"] = it.Condition,
            ["ticked"] = it.Ticked,
            ["expect"] = it.Expect,
            ["effect"] = it.Effect.ToString().ToLowerInvariant(),
            ["blocked"] = Words(it.Blocked),
            ["beganAt"] = Time(it.Began),
            ["decidedAt"] = Time(it.Decided),
            ["value"] = it.Value,
            ["attempts"] = Each(it.Attempts, Attempt),
            ["answer"] = it.Answer is { } answer ? Signature(answer) : null,
            ["left"] = it.Left is { } left ? Left(left) : null,
            ["waiver"] = it.Waiver is { } waiver ? Waiver(waiver) : null,
            ["accepted"] = it.Accepted is { } accepted ? new JsonObject { ["by"] = accepted.By, ["reason"] = accepted.Reason } : null,
            ["confirmed"] = it.Confirmed is { } typed ? new JsonObject { ["by"] = typed.By, ["typed"] = typed.Typed } : null,
            ["settled"] = it.Settled is { } settled ? Settled(settled) : null,
            ["children"] = Each(it.Children, Item),
        };

    private static JsonObject Left(RunEvent.StepLeft it) =>
        new()
        {
            ["because"] = PlanJson.Name(it.Because),
            ["why"] = it.Why,
            ["by"] = it.By,
        };

    private static JsonObject Settled(RunEvent.OutcomeSettled it) =>
        new()
        {
            ["how"] = PlanJson.Name(it.How),
            ["why"] = it.Why,
            ["by"] = it.By,
        };

    private static JsonObject Attempt(Attempt it) =>
        new()
        {
            ["number"] = it.Number,
            ["verdict"] = Name(it.Verdict),
            ["why"] = it.Why,
            ["beganAt"] = Time(it.Began),
            ["tookSeconds"] = Seconds(it.Ended - it.Began),
            ["evidence"] = Each(it.Evidence, Evidence),
        };

    private static JsonObject Evidence(Evidence it) =>
        new()
        {
            ["what"] = it.What,
            ["line"] = it.Line,
            ["at"] = Time(it.At),
            ["tookSeconds"] = Seconds(it.Took),
            ["place"] = it.Place,
            ["expect"] = it.Expect,
            ["seen"] = it.Seen,
            ["verdict"] = Name(it.Verdict),
            ["outputs"] = Each(it.Outputs, Output),
        };

    private static JsonObject Output(Output it) =>
        new()
        {
            ["name"] = it.Name,
            ["sha256"] = it.Sha256,
            ["bytes"] = it.Bytes,
            ["truncated"] = it.Truncated,
        };

    private static JsonObject Signature(ReportSignature it) =>
        new()
        {
            ["step"] = it.Given.Step.Value,
            ["line"] = it.Line,
            ["by"] = it.Given.By,
            ["role"] = it.Given.Role,
            ["answer"] = it.Given.Answer,
            ["comment"] = it.Given.Comment,
            ["verdict"] = Name(it.Given.Verdict),
            ["at"] = Time(it.At),
            ["through"] = it.Given.Through,
            ["attestation"] = it.Given.Signature is null ? "by-name" : "by-key",
            ["key"] = Key(it.Given.Signature),
            ["for"] = it.Given.For,
            ["ofCondition"] = it.OfCondition,
            ["planDigest"] = it.Given.PlanDigest,
            ["verdictsDigest"] = it.Given.VerdictsDigest,
            ["withdrawn"] = it.Withdrawn,
            ["changed"] = Words(it.Changed),
        };

    private static JsonObject? Key(KeySignature? it) =>
        it is null
            ? null
            : new()
            {
                ["id"] = it.KeyId,
                ["kind"] = it.Kind,
                ["signature"] = it.Value,
            };

    private static JsonObject Glass(ReportGlass it) =>
        new()
        {
            ["step"] = it.Given.Step.Value,
            ["line"] = it.Line,
            ["by"] = it.Given.By,
            ["reason"] = it.Given.Reason,
            ["at"] = Time(it.At),
            ["expires"] = Time(it.Given.Expires),
            ["opens"] = it.Opens,
            ["key"] = Key(it.Given.Signature),
            ["planDigest"] = it.Given.PlanDigest,
            ["verdictsDigest"] = it.Given.VerdictsDigest,
        };

    private static JsonObject Waiver(ReportWaiver it) =>
        new()
        {
            ["step"] = it.Given.Step.Value,
            ["line"] = it.Line,
            ["by"] = it.Given.By,
            ["role"] = it.Given.Role,
            ["reason"] = it.Given.Reason,
            ["at"] = Time(it.At),
            ["expires"] = Time(it.Given.Expires),
            ["expired"] = it.Expired,
            ["attestation"] = it.Given.Signature is null ? "by-name" : "by-key",
            ["key"] = Key(it.Given.Signature),
            ["planDigest"] = it.Given.PlanDigest,
            ["verdictsDigest"] = it.Given.VerdictsDigest,
            ["withdrawn"] = it.Withdrawn,
            ["changed"] = Words(it.Changed),
        };

    private static JsonObject Finding(Finding it) =>
        new()
        {
            ["line"] = it.Line,
            ["column"] = it.Column,
            ["code"] = it.Code,
            ["rule"] = it.Rule,
            ["severity"] = PlanJson.Name(it.Severity),
            ["message"] = it.Message,
            ["suggest"] = it.Suggest,
        };

    private static JsonObject Integrity(ReportModel model) =>
        new()
        {
            ["documentSha256"] = model.Started.DocumentSha256,
            ["planDigest"] = model.Started.PlanDigest,
            ["planFits"] = model.PlanFits,
            ["artifacts"] = Each(
                model.Artifacts,
                it =>
                    new()
                    {
                        ["name"] = it.Name,
                        ["kind"] = it.Kind,
                        ["of"] = it.Of,
                        ["digest"] = it.Digest,
                    }
            ),
            ["journalHead"] = model.JournalHead,
            ["journalRecords"] = model.JournalRecords,
            ["journalFormat"] = model.Started.Format,
        };

    private static JsonArray Each<T>(IEnumerable<T> them, Func<T, JsonObject> write) => new([.. them.Select(write)]);

    private static JsonArray Words(IEnumerable<string> them) => new([.. them.Select(it => JsonValue.Create(it))]);

    private static string Name(Verdict verdict) => verdict == Verdict.NotRun ? "not-run" : verdict.ToString().ToLowerInvariant();

    private static double? Seconds(TimeSpan? span) => span is { } known ? Math.Round(known.TotalSeconds, 3) : null;

    private static string? Time(DateTimeOffset? moment) =>
        moment?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
