using Slipway.Checks;
using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Execution;

/// <summary>Makes one look with a check, and judges what it brought home.</summary>
internal sealed class CheckAttempt(RunHost host, EvidenceStore evidence)
{
    private readonly SightKeeper _keeper = new(evidence, host.Redact);

    public async Task<AttemptEnd> MakeAsync(Step step, CancellationToken ct)
    {
        var began = host.Clock.GetUtcNow();
        var raw = await Checking.LookAsync(step.Check!, step.Text, host.Surroundings with { Limit = step.Limit }, ct);
        return raw is null ? new(AttemptJudge.Check(step, null, null), []) : Of(step, raw, began);
    }

    /// <summary>An end with what was seen as its evidence.</summary>
    public AttemptEnd Of(Step step, Observation raw, DateTimeOffset began)
    {
        var sight = _keeper.Keep(raw);
        var judged = AttemptJudge.Check(step, sight.Seen, null);
        return new(judged, [EvidenceOf(step, sight, began, judged.Verdict)]) { Value = AttemptJudge.ValueOf(sight.Seen) };
    }

    private Evidence EvidenceOf(Step step, KeptSight sight, DateTimeOffset began, Verdict verdict) =>
        new()
        {
            What = host.Redact(Named(step.Check!)),
            Line = step.Line,
            At = began,
            Took = host.Clock.GetUtcNow() - began,
            Place = host.Machine,
            Expect = Checking.WantedOf(step.Check!.Kind, step.Expectation)?.Text,
            Seen = ObservationWords.Short(sight.Seen),
            Verdict = verdict,
            Outputs = OutputsOf(sight.Seen),
            Observed = sight.Observed,
        };

    private static string Named(CheckSpec spec) =>
        string.Join(' ', spec.With.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{it.Key}={it.Value}").Prepend(spec.Kind));

    private List<Output> OutputsOf(Observation seen)
    {
        (string Name, string? Text)[] texts = [("stdout", seen.Stdout), ("stderr", seen.Stderr), ("body", seen.Body)];
        return [.. texts.Select(it => _keeper.KeepOutput(it.Name, it.Text, seen.Truncated)).OfType<Output>()];
    }
}
