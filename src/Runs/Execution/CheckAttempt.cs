using System.Text;
using System.Text.RegularExpressions;
using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Execution;

/// <summary>Makes one look with a check, and judges what it brought home.</summary>
internal sealed partial class CheckAttempt(RunHost host, EvidenceStore evidence)
{
    public async Task<AttemptEnd> MakeAsync(Step step, CancellationToken ct)
    {
        var began = host.Clock.GetUtcNow();
        var spec = step.Check!;
        if (!CheckKinds.All.TryGetValue(spec.Kind, out var check))
        {
            return new(
                new(
                    Verdict.Inconclusive,
                    $"no check is called {spec.Kind}; there are {string.Join(", ", CheckKinds.All.Keys.Order(StringComparer.Ordinal))}"
                ),
                []
            );
        }

        var seen = Reduced(step, await check.LookAsync(spec, host.Surroundings with { Limit = step.Limit }, ct));
        var wanted = step.Expectation ?? check.DefaultExpectation;
        var judged = wanted?.Judge(seen) ?? new Judgement(Verdict.Inconclusive, "nothing says what is good; add expect=");
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
                    Seen = host.Redact(LookedFor.Short(seen)),
                    Verdict = judged.Verdict,
                    Outputs = Keep(seen),
                },
            ]
        )
        {
            Value = seen.Value ?? SingleNumber.In(seen.Stdout),
        };
    }

    /// <summary>Samples become the number that the item speaks of: its percentile, median, mean or maximum; the 95th where it names none.</summary>
    private static Observation Reduced(Step step, Observation seen)
    {
        if (seen.Value is not null || seen.SamplesMs is not { Count: > 0 } samples)
        {
            return seen;
        }

        var sorted = samples.Order().ToList();
        var said = step.Text.ToLowerInvariant();
        var value =
            Rank().Match(said) is { Success: true } rank
                ? At(sorted, double.Parse(rank.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))
            : said.Contains("median", StringComparison.Ordinal) ? At(sorted, 50)
            : said.Contains("average", StringComparison.Ordinal)
            || said.Contains("avg", StringComparison.Ordinal)
            || said.Contains("mean ", StringComparison.Ordinal)
                ? samples.Average()
            : said.Contains("max", StringComparison.Ordinal) ? sorted[^1]
            : At(sorted, 95);
        return value is { } number ? seen with { Value = new Quantity(Math.Round(number, 1), "ms") } : seen;
    }

    /// <summary>Nearest rank; null when there are too few samples for the rank to mean anything.</summary>
    private static double? At(List<double> sorted, double percent) =>
        sorted.Count < Math.Ceiling(Math.Round(100 / (100 - percent), 9))
            ? null
            : sorted[Math.Max(0, (int)Math.Ceiling(Math.Round(percent / 100 * sorted.Count, 9)) - 1)];

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

    [GeneratedRegex(@"\bp([0-9]{2}(?:\.[0-9]+)?)\b")]
    private static partial Regex Rank();
}
