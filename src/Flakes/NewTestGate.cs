using Slipway.Flakes.Model;

namespace Slipway.Flakes;

/// <summary>A test that the main line does not know, and how it did.</summary>
/// <param name="Suite">Its suite.</param>
/// <param name="Test">Its name.</param>
/// <param name="Passes">Attempts that passed.</param>
/// <param name="Failures">Attempts that failed; one is enough to fail, whatever passed after it.</param>
/// <param name="Skips">Times that it did not run.</param>
/// <param name="Says">What the first failure said; null when it said nothing, or there was none.</param>
public sealed record NewTest(string Suite, string Test, int Passes, int Failures, int Skips, string? Says);

/// <summary>
/// Finds the tests that a change adds: those that never ran on the main line of a history. Before they join it they are to have
/// passed several times without a failure: most flaky tests are flaky from their first day on.
/// </summary>
public sealed class NewTestGate
{
    private readonly HashSet<NamedTest> _known;
    private readonly HashSet<NamedTest> _counted = [];
    private readonly Dictionary<NamedTest, NewTest> _new = [];

    private NewTestGate(HashSet<NamedTest> known)
    {
        _known = known;
    }

    /// <summary>Tests of the reports that were looked at, skipped ones included.</summary>
    public int Tests => Known + _new.Count;

    /// <summary>Those of them that the main line knows.</summary>
    public int Known { get; private set; }

    /// <summary>The others, by suite and name.</summary>
    public IReadOnlyList<NewTest> New =>
        [.. _new.Values.OrderBy(it => it.Suite, StringComparer.Ordinal).ThenBy(it => it.Test, StringComparer.Ordinal)];

    /// <summary>The gate of a history; null when none of its outcomes is on a branch, so that nothing is known of a main line.</summary>
    public static NewTestGate? Of(TestHistory history)
    {
        var main = EvidenceOrder.MainOf(history);
        var (known, seen) = (new HashSet<NamedTest>(), false);
        foreach (ref readonly var row in history.Rows)
        {
            var isMain = history.Commits[row.Commit].First == main;
            seen |= isMain;
            if (isMain && row.Outcome != OutcomeKind.Skip)
            {
                known.Add(new(history.SuiteOf(row.Test), history.NameOf(row.Test)));
            }
        }

        return seen ? new(known) : null;
    }

    /// <summary>Counts an attempt at a test.</summary>
    public void Add(string suite, string test, OutcomeKind outcome, string? message)
    {
        var name = new NamedTest(suite, test);
        if (_known.Contains(name))
        {
            Known += _counted.Add(name) ? 1 : 0;
            return;
        }

        var so = _new.GetValueOrDefault(name) ?? new(suite, test, 0, 0, 0, null);
        _new[name] = outcome switch
        {
            OutcomeKind.Pass => so with { Passes = so.Passes + 1 },
            OutcomeKind.Skip => so with { Skips = so.Skips + 1 },
            _ => so with { Failures = so.Failures + 1, Says = so.Says ?? message },
        };
    }
}
