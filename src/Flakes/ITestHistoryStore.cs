namespace Slipway.Flakes;

/// <summary>What came of adding outcomes to a store.</summary>
/// <param name="Added">Outcomes that were not there before.</param>
/// <param name="Known">Outcomes that were there already; they changed nothing.</param>
public sealed record StoredOutcomes(int Added, int Known);

/// <summary>
/// Keeps the outcomes of tests. Adding is idempotent: the key of an outcome is run, attempt, suite, test, host, time and outcome,
/// and what is added a second time changes nothing.
/// </summary>
public interface ITestHistoryStore : IAsyncDisposable
{
    /// <summary>Adds all outcomes of a history, or none when it fails on the way.</summary>
    Task<StoredOutcomes> AddAsync(TestHistory history, CancellationToken ct);

    /// <summary>All outcomes, in memory.</summary>
    Task<TestHistory> ReadAsync(CancellationToken ct);

    /// <summary>Forgets outcomes that are older, for good; says how many.</summary>
    Task<int> ForgetAsync(DateTimeOffset before, CancellationToken ct);
}
