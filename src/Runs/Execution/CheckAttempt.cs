using System.Text;
using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Execution;

/// <summary>Makes one look with a check, and judges what it brought home.</summary>
internal sealed class CheckAttempt(RunHost host, EvidenceStore evidence)
{
    public async Task<AttemptEnd> MakeAsync(Step step, CancellationToken ct)
    {
        var began = host.Clock.GetUtcNow();
        var spec = step.Check!;
        var (seen, wanted, judged) = await Checking.MakeAsync(
            spec,
            step.Expectation,
            step.Text,
            host.Surroundings with
            {
                Limit = step.Limit,
            },
            ct
        );
        if (seen is null)
        {
            return new(judged, []);
        }

        return new(
            judged,
            [
                new()
                {
                    What = host.Redact(Named(spec)),
                    Line = step.Line,
                    At = began,
                    Took = host.Clock.GetUtcNow() - began,
                    Place = host.Machine,
                    Expect = wanted?.Text,
                    Seen = host.Redact(ObservationWords.Short(seen)),
                    Verdict = judged.Verdict,
                    Outputs = Keep(seen),
                },
            ]
        )
        {
            Value = seen.Value ?? SingleNumber.In(seen.Stdout),
        };
    }

    private static string Named(CheckSpec spec) =>
        string.Join(' ', spec.With.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{it.Key}={it.Value}").Prepend(spec.Kind));

    private List<Output> Keep(Observation seen)
    {
        var kept = new List<Output>();
        foreach (
            var (name, text) in (ReadOnlySpan<(string, string?)>)[("stdout", seen.Stdout), ("stderr", seen.Stderr), ("body", seen.Body)]
        )
        {
            if (!string.IsNullOrEmpty(text))
            {
                var bytes = Encoding.UTF8.GetBytes(host.Redact(text));
                kept.Add(new(name, evidence.Keep(bytes).Hex, bytes.Length, seen.Truncated));
            }
        }

        return kept;
    }
}
