using System.Runtime.InteropServices;
using Slipway.Flakes.Moving;
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

    /// <summary>Every test of it, in the order of first appearance; of one that was followed the last name only.</summary>
    public IEnumerable<NamedTest> AllTests =>
        Enumerable.Range(0, Cases.Count).Where(it => !IsOldName(it)).Select(it => new NamedTest(SuiteOf(it), NameOf(it)));

    /// <summary>Renames and moves that were followed, in the order of their commits; none before <see cref="FollowMoves"/>.</summary>
    public IReadOnlyList<TestMove> Moves { get; private set; } = [];

    /// <summary>When its last outcome was; the beginning of time where there is none.</summary>
    public DateTimeOffset End
    {
        get
        {
            var last = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
            foreach (ref readonly var row in Rows)
            {
                last = Math.Max(last, row.AtMs);
            }

            return DateTimeOffset.FromUnixTimeMilliseconds(last);
        }
    }

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

    /// <summary>By test: its source file, as the latest outcome that tells one has it.</summary>
    private readonly Dictionary<int, (long AtMs, string File)> files = [];

    /// <summary>By test that was followed: the next name that it got.</summary>
    private readonly Dictionary<int, int> newNames = [];

    /// <summary>By last name: the moves that led to it.</summary>
    private readonly Dictionary<int, List<TestMove>> movesTo = [];

    /// <summary>The source file of a test as its reports wrote it; null when none did.</summary>
    public string? FileOf(string suite, string test) =>
        Suites.Find(suite) is { } of && Tests.Find(test) is { } name && Cases.Find(of, name) is { } number
            ? files.TryGetValue(LastName(number), out var known)
                ? known.File
                : null
            : null;

    /// <summary>Keeps the file of a test; of several the latest counts, at the same time the last by its letters.</summary>
    internal void Place(int test, long atMs, string file)
    {
        if (!files.TryGetValue(test, out var known) || (atMs, file).CompareTo(known) > 0)
        {
            files[test] = (atMs, file);
        }
    }

    /// <summary>
    /// Follows tests that were renamed or moved at a commit of the main line, where that is beyond doubt: from here on all their outcomes,
    /// also those that are added later, stand under the last name.
    /// </summary>
    public void FollowMoves()
    {
        var found = MoveFinder.Find(this);
        foreach (var (from, to, _) in found)
        {
            newNames.Add(from, to);
        }

        foreach (ref var row in rows.AsSpan(0, Count))
        {
            row.Test = LastName(row.Test);
        }

        foreach (var (from, to, move) in found)
        {
            movesTo.TryAdd(LastName(to), []);
            movesTo[LastName(to)].Add(move);
            if (files.Remove(from, out var known))
            {
                Place(LastName(to), known.AtMs, known.File);
            }
        }

        Moves = [.. Moves, .. found.Select(it => it.Move)];
    }

    /// <summary>Adds an outcome.</summary>
    public void Add(TestOutcome outcome)
    {
        var test = Case(outcome.Suite, outcome.Test);
        if (!string.IsNullOrEmpty(outcome.File))
        {
            Place(test, outcome.At.ToUnixTimeMilliseconds(), outcome.File);
        }

        Add(
            new HistoryRow
            {
                Test = test,
                Run = Runs.Of(outcome.Run),
                Commit = Commit(outcome.Pr, outcome.Branch, outcome.Sha, outcome.Run),
                Branch = Lines.Of(outcome.Branch),
                Attempt = outcome.Attempt,
                AtMs = outcome.At.ToUnixTimeMilliseconds(),
                Outcome = outcome.Outcome,
                Ms = (float)(outcome.Ms ?? double.NaN),
                Message = string.IsNullOrWhiteSpace(outcome.Message) ? None : Messages.Of(outcome.Message),
                Host = string.IsNullOrEmpty(outcome.Host) ? None : Hosts.Of(outcome.Host),
            }
        );
    }

    /// <summary>The outcomes in the order of their time, each as often as it was added.</summary>
    public IEnumerable<TestOutcome> Outcomes()
    {
        var order = new int[Count];
        for (var at = 0; at < order.Length; at++)
        {
            order[at] = at;
        }

        Array.Sort(
            order,
            (one, other) => rows[one].AtMs != rows[other].AtMs ? rows[one].AtMs.CompareTo(rows[other].AtMs) : one.CompareTo(other)
        );
        foreach (var place in order)
        {
            yield return Outcome(rows[place]);
        }
    }

    private TestOutcome Outcome(HistoryRow row)
    {
        var (line, sha) = Commits[row.Commit];
        return new()
        {
            Test = NameOf(row.Test),
            Suite = SuiteOf(row.Test),
            Run = Runs[row.Run],
            Sha = Shas[sha] == $"run {Runs[row.Run]}" ? "" : Shas[sha],
            Branch = Lines[row.Branch],
            Pr = Lines[line] is ['#', .. var pr] ? pr : null,
            Attempt = row.Attempt,
            At = DateTimeOffset.FromUnixTimeMilliseconds(row.AtMs),
            Outcome = row.Outcome,
            Ms = float.IsFinite(row.Ms) ? Math.Round(row.Ms, 3) : null,
            Message = row.Message < 0 ? null : Messages[row.Message],
            Host = row.Host < 0 ? null : Hosts[row.Host],
            File = files.TryGetValue(row.Test, out var known) ? known.File : null,
        };
    }

    internal void Add(HistoryRow row)
    {
        if (Count == rows.Length)
        {
            Array.Resize(ref rows, rows.Length * 2);
        }

        rows[Count++] = row;
    }

    internal int Case(ReadOnlySpan<char> suite, ReadOnlySpan<char> test) => LastName(Cases.Of(Suites.Of(suite), Tests.Of(test)));

    /// <summary>Whether a test stands under another name since it was followed.</summary>
    internal bool IsOldName(int test) => newNames.ContainsKey(test);

    /// <summary>The moves by which a test got its name, the first at the beginning.</summary>
    internal IReadOnlyList<TestMove> MovesTo(int test) => movesTo.GetValueOrDefault(test, []);

    /// <summary>The last name of a test. A name never comes back once it was given up, so this ends.</summary>
    private int LastName(int test)
    {
        while (newNames.TryGetValue(test, out var next))
        {
            test = next;
        }

        return test;
    }

    /// <summary>The commit of a run; one that is not known is a commit of that run alone, so that nothing passes for the same commit.</summary>
    internal int Commit(ReadOnlySpan<char> pr, ReadOnlySpan<char> branch, ReadOnlySpan<char> sha, ReadOnlySpan<char> run) =>
        Commits.Of(pr.Length > 0 ? Lines.Of($"#{pr}") : Lines.Of(branch), Shas.Of(sha.Length > 0 ? sha : $"run {run}"));

    /// <summary>Suite and test as people read them.</summary>
    internal string NameOf(int test) => Tests[Cases[test].Second];

    internal string SuiteOf(int test) => Suites[Cases[test].First];
}

/// <summary>One outcome, with numbers for its texts.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct HistoryRow
{
    public int Test;
    public int Run;
    public int Commit;
    public int Branch;
    public int Attempt;
    public long AtMs;
    public int Message;
    public int Host;
    public float Ms;
    public OutcomeKind Outcome;

    public readonly bool Failed => Outcome is OutcomeKind.Fail or OutcomeKind.Error;
}
