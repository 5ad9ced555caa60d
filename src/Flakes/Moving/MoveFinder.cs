using System.Runtime.InteropServices;
using Slipway.Flakes.Model;

namespace Slipway.Flakes.Moving;

/// <summary>A test by its numbers, and the place of the commits of the main line that it is on.</summary>
/// <param name="Test">Its number.</param>
/// <param name="First">Place of the first commit.</param>
/// <param name="Last">Place of the last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Life(int Test, int First, int Last);

/// <summary>Two names that are probably one test.</summary>
/// <param name="Old">The test that went.</param>
/// <param name="New">The test that came.</param>
/// <param name="Commit">Place of the commit at which they did.</param>
/// <param name="Why">What they have in common.</param>
internal sealed record Pair(int Old, int New, int Commit, string Why);

/// <summary>
/// Finds tests that were renamed or moved. Only what goes and what comes at one and the same commit of the main line is looked at;
/// two names are one test only where no other pair would do, and where neither their time nor what they did beside each other
/// speaks against it.
/// </summary>
internal static class MoveFinder
{
    /// <summary>The moves in the order of their commits, with the numbers of the tests.</summary>
    public static IReadOnlyList<(int From, int To, TestMove Move)> Find(TestHistory history)
    {
        var (lives, commits) = Lives(history);
        var (going, coming) = (lives.Where(it => it.Last < commits.Count - 1).ToLookup(it => it.Last + 1), lives.ToLookup(it => it.First));
        var pairs = going
            .OrderBy(it => it.Key)
            .Where(it => it.Key > 0 && coming.Contains(it.Key))
            .SelectMany(it => new Step(history, lives, it.Key, [.. it], [.. coming[it.Key]]).Pairs())
            .ToList();
        if (pairs.Count == 0)
        {
            return [];
        }

        var traces = Traces.Of(history, pairs);
        return
        [
            .. pairs
                .Select(it => (Pair: it, Why: traces.Confirm(it)))
                .Where(it => it.Why is not null)
                .Select(it => (it.Pair.Old, it.Pair.New, Move(history, it.Pair, commits[it.Pair.Commit], it.Why!))),
        ];
    }

    private static TestMove Move(TestHistory history, Pair pair, (int Commit, long AtMs) at, string why) =>
        new(
            new(history.SuiteOf(pair.Old), history.NameOf(pair.Old)),
            new(history.SuiteOf(pair.New), history.NameOf(pair.New)),
            history.Shas[history.Commits[at.Commit].Second],
            DateTimeOffset.FromUnixTimeMilliseconds(at.AtMs),
            why
        );

    /// <summary>The tests of the main line, each from its first to its last commit; and the commits in the order of their time.</summary>
    private static (List<Life> Lives, List<(int Commit, long AtMs)> Commits) Lives(TestHistory history)
    {
        var main = EvidenceOrder.MainOf(history);
        var begun = new Dictionary<int, long>();
        foreach (ref readonly var row in history.Rows)
        {
            if (history.Commits[row.Commit].First == main && (!begun.TryGetValue(row.Commit, out var at) || row.AtMs < at))
            {
                begun[row.Commit] = row.AtMs;
            }
        }

        var commits = begun.Select(it => (it.Key, it.Value)).OrderBy(it => it.Value).ThenBy(it => it.Key).ToList();
        var places = commits.Index().ToDictionary(it => it.Item.Key, it => it.Index);
        var (first, last) = (new int[history.Cases.Count], new int[history.Cases.Count]);
        Array.Fill(first, int.MaxValue);
        Array.Fill(last, -1);
        foreach (ref readonly var row in history.Rows)
        {
            if (places.TryGetValue(row.Commit, out var place))
            {
                first[row.Test] = Math.Min(first[row.Test], place);
                last[row.Test] = Math.Max(last[row.Test], place);
            }
        }

        return ([.. Enumerable.Range(0, last.Length).Where(it => last[it] >= 0).Select(it => new Life(it, first[it], last[it]))], commits);
    }
}
