using System.Globalization;
using Slipway.Flakes.Quarantining;

namespace Slipway.Flakes;

/// <summary>What somebody should see to in a list of known flakes.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="What">A sentence without a subject.</param>
public sealed record QuarantineFinding(QuarantineEntry Entry, string What);

/// <summary>Looks through a list: what lapses, what is gone, what stands twice, what covers more than was seen.</summary>
public static class QuarantineReview
{
    /// <summary>The findings, in the order of the entries; several of one entry each by itself.</summary>
    /// <param name="history">What the tests did.</param>
    /// <param name="verdicts">What is thought of it.</param>
    /// <param name="entries">The list.</param>
    /// <param name="now">The time.</param>
    /// <param name="soon">An entry that ends within this time is told.</param>
    public static IReadOnlyList<QuarantineFinding> Of(
        TestHistory history,
        FlakeVerdicts verdicts,
        IReadOnlyList<QuarantineEntry> entries,
        DateTimeOffset now,
        TimeSpan soon
    )
    {
        var tests = JudgedTest.All(history, verdicts);
        return
        [
            .. entries.SelectMany(
                (it, place) =>
                    End(it, now, soon)
                        .Concat(Twice(it, entries.Take(place)))
                        .Concat(
                            Width(
                                it,
                                [.. tests.Values.Where(test => it.IsOf(test.Verdict.Suite, test.Verdict.Test))],
                                history.Moves.LastOrDefault(move => it.IsOf(move.From.Suite, move.From.Test))
                            )
                        )
                        .Select(what => new QuarantineFinding(it, what))
            ),
        ];
    }

    private static IEnumerable<string> End(QuarantineEntry entry, DateTimeOffset now, TimeSpan soon)
    {
        var day = entry.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (entry.HasLapsed(now))
        {
            yield return $"lapsed on {day}: its failures are real again; {entry.Owner} mends it, prolongs it, or takes it out";
        }
        else if (entry.HasLapsed(now + soon))
        {
            yield return $"lapses after {day}; {entry.Owner} mends it, or prolongs it";
        }
    }

    private static IEnumerable<string> Twice(QuarantineEntry entry, IEnumerable<QuarantineEntry> before) =>
        before
            .Where(it => it.Test == entry.Test && (it.Suite is null || entry.Suite is null || it.Suite == entry.Suite))
            .Where(it => entry.Messages.Any(it.Knows))
            .Select(it => $"covers what line {it.Line} covers too: keep one");

    private static IEnumerable<string> Width(QuarantineEntry entry, IReadOnlyList<JudgedTest> tests, TestMove? moved)
    {
        if (tests.Count == 0)
        {
            yield return moved is not null
                ? $"speaks of a test that is called {(moved.To.Suite.Length > 0 ? $"{moved.To.Suite} › " : "")}{moved.To.Test} since {moved.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: a person gives it the new name, or takes it out"
                : "speaks of a test that is not in the history: renamed or gone, take it out";
            yield break;
        }

        if (entry.Suite is null)
        {
            yield return $"speaks of the test in any suite; name it: {string.Join(", ", tests.Take(3).Select(it => $"\"{it.Verdict.Suite}\""))}";
        }

        if (tests.Any(it => it.Verdict.State == TestState.Broken))
        {
            yield return "speaks of a test that is broken: a quarantine repairs nothing";
        }

        var seen = tests.SelectMany(it => it.FlakeMessages).ToList();
        foreach (var message in entry.Messages.Where(it => !seen.Exists(flake => Knows(it, flake.Message))))
        {
            yield return $"covers words that no flake of it ever said here: \"{message}\"";
        }
    }

    private static bool Knows(string listed, string said) => Reading.Signature.Of(listed) == Reading.Signature.Of(said);
}
