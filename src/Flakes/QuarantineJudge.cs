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
/// <param name="IsListed">Whether the list speaks of the test at all, be it that an entry has lapsed or knows other words.</param>
public sealed record JudgedFailure(FailedTest Failure, QuarantineEntry? Entry, string Why, bool IsListed);

/// <summary>Holds the failures of a build against the quarantine. Pure: the same failures at the same time give the same.</summary>
/// <param name="entries">The list.</param>
/// <param name="now">The time at which an entry may have lapsed.</param>
public sealed class QuarantineJudge(IEnumerable<QuarantineEntry> entries, DateTimeOffset now)
{
    private readonly ILookup<string, QuarantineEntry> _byTest = entries.ToLookup(it => it.Test, StringComparer.Ordinal);

    /// <summary>What is to be thought of a failure.</summary>
    public JudgedFailure Judge(FailedTest failure) =>
        Judge(failure, [.. _byTest[failure.Test].Where(it => it.IsOf(failure.Suite, failure.Test))]);

    private JudgedFailure Judge(FailedTest failure, IReadOnlyList<QuarantineEntry> of)
    {
        if (of.Count == 0)
        {
            return new(failure, null, "it is in no quarantine", IsListed: false);
        }

        var live = of.Where(it => !it.HasLapsed(now)).ToList();
        if (live.Count == 0)
        {
            var last = of.MaxBy(it => it.Until)!;
            return new(failure, null, $"its quarantine (line {last.Line}, {last.Owner}) ended on {last.Until:yyyy-MM-dd}", IsListed: true);
        }

        var covers = live.FirstOrDefault(it => failure.Messages.Count > 0 && failure.Messages.All(it.Knows));
        return covers is not null
            ? new(failure, covers, "", IsListed: true)
            : new(failure, null, $"it says something else than the flake that is known (line {live[0].Line})", IsListed: true);
    }
}
