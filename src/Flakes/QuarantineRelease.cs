using Slipway.Flakes.Model;
using Slipway.Flakes.Quarantining;

namespace Slipway.Flakes;

/// <summary>Whether an entry may leave the list, by what its test did since.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Clean">Passes since its last failure that no outage made.</param>
/// <param name="Needed">Passes on end that it takes; null where the history does not say.</param>
/// <param name="Why">The same in a sentence without a subject.</param>
public sealed record QuarantineRelease(QuarantineEntry Entry, int Clean, int? Needed, string Why)
{
    /// <summary>Chance at most that a test which is as flaky as it was passes so often on end.</summary>
    public const double Chance = 0.05;

    /// <summary>Whether it has passed often enough. What is not known never leaves the list.</summary>
    public bool MayGo => Clean >= (Needed ?? int.MaxValue);

    /// <summary>Holds each entry against the history, in their order.</summary>
    public static IReadOnlyList<QuarantineRelease> Of(TestHistory history, FlakeVerdicts verdicts, IReadOnlyList<QuarantineEntry> entries)
    {
        var tests = JudgedTest.All(history, verdicts);
        return [.. entries.Select(it => Of(it, [.. tests.Values.Where(test => it.IsOf(test.Verdict.Suite, test.Verdict.Test))]))];
    }

    /// <summary>
    /// Passes on end after which a test that still fails at a rate would have failed with a chance of 95 %: the least n with
    /// (1 − rate)^n ≤ <see cref="Chance"/>.
    /// </summary>
    /// <param name="rate">Above 0, below 1.</param>
    public static int PassesFor(double rate) => (int)Math.Min(int.MaxValue, Math.Ceiling(Math.Log(Chance) / Math.Log(1 - rate)));

    private static QuarantineRelease Of(QuarantineEntry entry, IReadOnlyList<JudgedTest> tests)
    {
        if (tests.Count != 1)
        {
            return new(entry, 0, null, tests.Count == 0 ? "is not in the history" : $"may be any of {tests.Count} tests: name its suite");
        }

        var (flakes, outcomes, clean) = tests[0].Record();
        if (flakes == 0)
        {
            return new(entry, clean, null, "never flaked in this history, so nothing says how often it would");
        }

        if (tests[0].Verdict.State == TestState.Broken)
        {
            return new(entry, clean, null, "is broken");
        }

        // The low end of the rate: a rare flake needs more passes than a frequent one.
        var needed = PassesFor(FlakeRates.Interval(flakes, outcomes).Low);
        return new(
            entry,
            clean,
            needed,
            $"passed {clean:N0} times on end since it last failed; {needed:N0} are needed after {flakes:N0} flakes in {outcomes:N0} outcomes"
        );
    }
}
