using System.Runtime.InteropServices;
using Slipway.Flakes.Reading;

namespace Slipway.Flakes.Model;

/// <summary>Puts a history in order.</summary>
internal static class EvidenceOrder
{
    private static readonly string[] MainNames = ["main", "master", "trunk", "develop", "development", "default", ""];

    public static Evidence Of(TestHistory history)
    {
        var rows = history.Rows;
        var (firstOfCommit, firstOfRun) = (Firsts(history.Commits.Count), Firsts(history.Runs.Count));
        foreach (ref readonly var row in rows)
        {
            firstOfCommit[row.Commit] = Math.Min(firstOfCommit[row.Commit], row.AtMs);
            firstOfRun[row.Run] = Math.Min(firstOfRun[row.Run], row.AtMs);
        }

        var (commits, runs) = (Ranks(firstOfCommit), Ranks(firstOfRun));
        var keys = new Place[rows.Length];
        for (var at = 0; at < rows.Length; at++)
        {
            ref readonly var row = ref rows[at];
            keys[at] = new(row.Test, commits[row.Commit], runs[row.Run], row.Attempt, row.AtMs, row.Host, row.Outcome, at);
        }

        Array.Sort(keys, Place.Compare);
        return Build(history, Array.ConvertAll(keys, it => it.Row));
    }

    private static long[] Firsts(int count)
    {
        var firsts = new long[count];
        Array.Fill(firsts, long.MaxValue);
        return firsts;
    }

    /// <summary>The place of each by its time; where times are equal, in the order of first appearance.</summary>
    private static int[] Ranks(long[] times)
    {
        var ranks = new int[times.Length];
        var place = 0;
        foreach (var it in Enumerable.Range(0, times.Length).OrderBy(it => times[it]))
        {
            ranks[it] = place++;
        }

        return ranks;
    }

    /// <summary>Where an outcome stands; what came twice stands together.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(int Test, int Commit, int Run, int Attempt, long AtMs, int Host, OutcomeKind Outcome, int Row)
    {
        public static int Compare(Place one, Place other)
        {
            var order = one.Test.CompareTo(other.Test);
            order = order != 0 ? order : one.Commit.CompareTo(other.Commit);
            order = order != 0 ? order : one.Run.CompareTo(other.Run);
            order = order != 0 ? order : one.Attempt.CompareTo(other.Attempt);
            order = order != 0 ? order : one.AtMs.CompareTo(other.AtMs);
            order = order != 0 ? order : one.Host.CompareTo(other.Host);
            order = order != 0 ? order : one.Outcome.CompareTo(other.Outcome);
            return order != 0 ? order : one.Row.CompareTo(other.Row);
        }
    }

    private static Evidence Build(TestHistory history, int[] order)
    {
        var rows = history.Rows;
        var (events, failures) = (new List<Event>(order.Length), new List<Failure>());
        var units = new UnitList();
        var starts = new int[history.Cases.Count + 1];
        var signatures = FailureSignatures.Of(history, order, out var texts);
        // Per line: the test that was last seen on it, its commit then, its last failure (or none), its episode.
        var last = new (int Test, int Commit, int Failure)[history.Lines.Count];
        Array.Fill(last, (-1, -1, -1));
        var (repeated, test, episodes) = (0, 0, 0);
        for (var place = 0; place < order.Length; place++)
        {
            ref readonly var row = ref rows[order[place]];
            while (test < row.Test)
            {
                starts[++test] = events.Count;
            }

            if (row.Outcome == OutcomeKind.Skip)
            {
                continue;
            }

            if (place > 0 && IsSame(rows[order[place - 1]], row))
            {
                repeated++;
                continue;
            }

            var line = history.Commits[row.Commit].First;
            var (seenTest, seenCommit, seenFailure) = last[line];
            var known = seenTest == row.Test;
            var unit = units.Add(row, line);
            var made = new Event
            {
                Row = order[place],
                Line = line,
                Unit = unit,
                NewCommit = !known || seenCommit != row.Commit,
                Failed = row.Failed,
                Failure = row.Failed ? failures.Count : -1,
            };
            events.Add(made);
            if (row.Failed)
            {
                var before = known ? seenFailure : -1;
                failures.Add(
                    new()
                    {
                        Row = order[place],
                        Test = row.Test,
                        Unit = unit,
                        Line = line,
                        Before = before,
                        Episode = before >= 0 ? failures[before].Episode : episodes++,
                        Signature = row.Message < 0 ? -1 : signatures[row.Message],
                    }
                );
            }

            last[line] = (row.Test, row.Commit, row.Failed ? failures.Count - 1 : -1);
        }

        while (test < history.Cases.Count)
        {
            starts[++test] = events.Count;
        }

        return new()
        {
            Starts = starts,
            Events = [.. events],
            Units = units.ToArray(),
            Failures = [.. failures],
            Signatures = signatures,
            SignatureTexts = texts,
            MainLine = MainOf(history),
            Repeated = repeated,
            IsPullRequest = [.. Enumerable.Range(0, history.Lines.Count).Select(it => history.Lines[it].StartsWith('#'))],
        };
    }

    private static bool IsSame(HistoryRow one, HistoryRow other) =>
        one.Test == other.Test
        && one.Run == other.Run
        && one.Attempt == other.Attempt
        && one.AtMs == other.AtMs
        && one.Host == other.Host
        && one.Outcome == other.Outcome;

    /// <summary>A branch with a usual name; among several, or without one, the branch with the most outcomes.</summary>
    public static int MainOf(TestHistory history)
    {
        var counts = new long[history.Lines.Count];
        foreach (ref readonly var row in history.Rows)
        {
            counts[history.Commits[row.Commit].First]++;
        }

        return Enumerable
            .Range(0, counts.Length)
            .Where(it => !history.Lines[it].StartsWith('#'))
            .OrderByDescending(it => Array.IndexOf(MainNames, history.Lines[it].ToLowerInvariant()) >= 0)
            .ThenByDescending(it => counts[it])
            .FirstOrDefault(-1);
    }
}
