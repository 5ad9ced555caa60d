namespace Slipway.Flakes;

/// <summary>A test of a build that failed in its last attempt.</summary>
/// <param name="Suite">Its suite.</param>
/// <param name="Test">Its name.</param>
/// <param name="Messages">What each failed attempt said; null for one that said nothing.</param>
public sealed record FailedTest(string Suite, string Test, IReadOnlyList<string?> Messages);

/// <summary>What is to be thought of a failure.</summary>
/// <param name="Failure">The failure.</param>
/// <param name="Entry">The entry that covers it: it is not proven, and fails no build. Null when it is real.</param>
/// <param name="Why">Why it is real; empty when it is covered.</param>
public sealed record JudgedFailure(FailedTest Failure, QuarantineEntry? Entry, string Why);

/// <summary>Holds the failures of a build against the quarantine. Pure.</summary>
public static class QuarantineJudge
{
    /// <summary>Each failure, in the order given.</summary>
    public static IReadOnlyList<JudgedFailure> Judge(
        IEnumerable<FailedTest> failures,
        IReadOnlyList<QuarantineEntry> entries,
        DateTimeOffset now
    ) => [.. failures.Select(it => Judge(it, [.. entries.Where(entry => entry.IsOf(it.Suite, it.Test))], now))];

    private static JudgedFailure Judge(FailedTest failure, IReadOnlyList<QuarantineEntry> entries, DateTimeOffset now)
    {
        if (entries.Count == 0)
        {
            return new(failure, null, "it is in no quarantine");
        }

        var live = entries.Where(it => !it.HasLapsed(now)).ToList();
        if (live.Count == 0)
        {
            var last = entries.MaxBy(it => it.Until)!;
            return new(failure, null, $"its quarantine (line {last.Line}, {last.Owner}) ended on {last.Until:yyyy-MM-dd}");
        }

        var covers = live.FirstOrDefault(it => failure.Messages.Count > 0 && failure.Messages.All(it.Knows));
        return covers is not null
            ? new(failure, covers, "")
            : new(failure, null, $"it says something else than the flake that is known (line {live[0].Line})");
    }
}
