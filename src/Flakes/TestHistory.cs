using Slipway.Flakes.Reading;

namespace Slipway.Flakes;

/// <summary>
/// Outcomes in memory, 48 bytes each, every text once. The order in which they are added does not matter, and the same outcome
/// added twice counts once: its identity is run, attempt, suite, test, host, time and outcome.
/// </summary>
public sealed class TestHistory
{
    internal const int None = -1;

    private HistoryRow[] rows = new HistoryRow[1024];

    /// <summary>Outcomes added, with those that came twice.</summary>
    public int Count { get; private set; }

    internal ReadOnlySpan<HistoryRow> Rows => rows.AsSpan(0, Count);

    internal Names Tests { get; } = new();

    internal Names Suites { get; } = new();

    /// <summary>A test is a pair of suite and name.</summary>
    internal Pairs Cases { get; } = new();

    internal Names Runs { get; } = new();

    internal Names Shas { get; } = new();

    /// <summary>Branches by their name; pull requests as <c>#</c> and their name.</summary>
    internal Names Lines { get; } = new();

    /// <summary>A commit on a line is a pair of line and sha.</summary>
    internal Pairs Commits { get; } = new();

    internal Names Hosts { get; } = new();

    internal Names Messages { get; } = new();

    /// <summary>Adds an outcome.</summary>
    public void Add(TestOutcome outcome) =>
        Add(
            new HistoryRow
            {
                Test = Case(outcome.Suite, outcome.Test),
                Run = Runs.Of(outcome.Run),
                Commit = Commit(outcome.Pr, outcome.Branch, outcome.Sha, outcome.Run),
                Attempt = outcome.Attempt,
                AtMs = outcome.At.ToUnixTimeMilliseconds(),
                Outcome = outcome.Outcome,
                Ms = (float)(outcome.Ms ?? double.NaN),
                Message = string.IsNullOrWhiteSpace(outcome.Message) ? None : Messages.Of(outcome.Message),
                Host = string.IsNullOrEmpty(outcome.Host) ? None : Hosts.Of(outcome.Host),
            }
        );

    internal void Add(in HistoryRow row)
    {
        if (Count == rows.Length)
        {
            Array.Resize(ref rows, rows.Length * 2);
        }

        rows[Count++] = row;
    }

    internal int Case(ReadOnlySpan<char> suite, ReadOnlySpan<char> test) => Cases.Of(Suites.Of(suite), Tests.Of(test));

    /// <summary>The commit of a run; one that is not known is a commit of that run alone, so that nothing passes for the same commit.</summary>
    internal int Commit(ReadOnlySpan<char> pr, ReadOnlySpan<char> branch, ReadOnlySpan<char> sha, ReadOnlySpan<char> run) =>
        Commits.Of(pr.Length > 0 ? Lines.Of($"#{pr}") : Lines.Of(branch), Shas.Of(sha.Length > 0 ? sha : $"run {run}"));

    /// <summary>Suite and test as people read them.</summary>
    internal string NameOf(int test) => Tests[Cases[test].Second];

    internal string SuiteOf(int test) => Suites[Cases[test].First];
}

/// <summary>One outcome, with numbers for its texts.</summary>
internal struct HistoryRow
{
    public int Test;
    public int Run;
    public int Commit;
    public int Attempt;
    public long AtMs;
    public int Message;
    public int Host;
    public float Ms;
    public OutcomeKind Outcome;

    public readonly bool Failed => Outcome is OutcomeKind.Fail or OutcomeKind.Error;
}
