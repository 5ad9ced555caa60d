using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checks;

/// <summary>One check carried out and judged: what a step of a run and <c>slipway check</c> have in common.</summary>
public static partial class Checking
{
    /// <summary>Looks once and judges. A kind that is not known, and a check that nobody said what is good for, are inconclusive.</summary>
    /// <param name="spec">The check.</param>
    /// <param name="wanted">What must be seen; null for the kind's own expectation.</param>
    /// <param name="words">The author's words, which say what becomes of many samples: their percentile, median, mean or maximum; the 95th where they name none.</param>
    /// <param name="here">Where it is made from.</param>
    /// <param name="ct">Ends it with a cancellation.</param>
    public static async Task<CheckedLook> MakeAsync(
        CheckSpec spec,
        Expectation? wanted,
        string words,
        Surroundings here,
        CancellationToken ct
    )
    {
        var seen = await LookAsync(spec, words, here, ct);
        return new(seen, WantedOf(spec.Kind, wanted), Judge(spec.Kind, wanted, seen));
    }

    /// <summary>The facts; null when no check is called so. See <see cref="MakeAsync"/>.</summary>
    public static async Task<Observation?> LookAsync(CheckSpec spec, string words, Surroundings here, CancellationToken ct) =>
        CheckKinds.All.TryGetValue(spec.Kind, out var check)
            ? Reduced(words.ToLowerInvariant(), await check.LookAsync(spec, here, ct))
            : null;

    /// <summary>What must be seen: what was said, otherwise what the kind expects by itself; null when nothing says it.</summary>
    public static Expectation? WantedOf(string kind, Expectation? wanted) =>
        wanted ?? CheckKinds.All.GetValueOrDefault(kind)?.DefaultExpectation;

    /// <summary>The verdict of a check over what it saw; the same for the same facts, at any time and anywhere.</summary>
    public static Judgement Judge(string kind, Expectation? wanted, Observation? seen)
    {
        if (seen is null)
        {
            var kinds = string.Join(", ", CheckKinds.All.Keys.Order(StringComparer.Ordinal));
            return new(Verdict.Inconclusive, $"no check is called {kind}; there are {kinds}");
        }

        return WantedOf(kind, wanted)?.Judge(seen) ?? new Judgement(Verdict.Inconclusive, "nothing says what is good; add expect=");
    }

    private static Observation Reduced(string said, Observation seen)
    {
        if (seen.Value is not null || seen.SamplesMs is not { Count: > 0 } samples)
        {
            return seen;
        }

        var sorted = samples.Order().ToList();
        var value =
            Rank().Match(said) is { Success: true } rank ? At(sorted, double.Parse(rank.Groups[1].Value, CultureInfo.InvariantCulture))
            : said.Contains("median", StringComparison.Ordinal) ? At(sorted, 50)
            : Mean(said) ? samples.Average()
            : said.Contains("max", StringComparison.Ordinal) ? sorted[^1]
            : At(sorted, 95);
        return value is { } number ? seen with { Value = new Quantity(Math.Round(number, 1), "ms") } : seen;
    }

    private static bool Mean(string said) =>
        said.Contains("average", StringComparison.Ordinal)
        || said.Contains("avg", StringComparison.Ordinal)
        || said.Contains("mean ", StringComparison.Ordinal);

    /// <summary>Nearest rank; null when there are too few samples for the rank to mean anything.</summary>
    private static double? At(List<double> sorted, double percent) =>
        sorted.Count < Math.Ceiling(Math.Round(100 / (100 - percent), 9))
            ? null
            : sorted[Math.Max(0, (int)Math.Ceiling(Math.Round(percent / 100 * sorted.Count, 9)) - 1)];

    [GeneratedRegex(@"\bp([0-9]{2}(?:\.[0-9]+)?)\b")]
    private static partial Regex Rank();
}

/// <summary>A look, and what was made of it.</summary>
/// <param name="Seen">The facts; null when there was no check to look with.</param>
/// <param name="Wanted">What was expected; null when nothing says it.</param>
/// <param name="Judged">The verdict, and why.</param>
public sealed record CheckedLook(Observation? Seen, Expectation? Wanted, Judgement Judged);
