using System.Globalization;
using Slipway.Flakes.Reading;

namespace Slipway.Flakes.Moving;

/// <summary>What the tests of pairs left behind: where they ran, how long they took, what they said.</summary>
internal sealed class Traces
{
    /// <summary>Passes whose time was measured that it takes to compare times.</summary>
    private const int FewTimes = 3;

    /// <summary>So many times as long is another test.</summary>
    private const double Slower = 4;

    /// <summary>Milliseconds below which a difference says nothing.</summary>
    private const double Unnoticed = 50;

    private readonly Dictionary<int, Trace> all;

    private Traces(Dictionary<int, Trace> traces)
    {
        all = traces;
    }

    public static Traces Of(TestHistory history, IEnumerable<Pair> pairs)
    {
        var traces = pairs.SelectMany(it => (int[])[it.Old, it.New]).Distinct().ToDictionary(it => it, _ => new Trace());
        foreach (ref readonly var row in history.Rows)
        {
            if (traces.TryGetValue(row.Test, out var trace))
            {
                trace.Add(row, history);
            }
        }

        return new(traces);
    }

    /// <summary>The evidence with what these say; null where they speak against it.</summary>
    public string? Confirm(Pair pair)
    {
        var (old, now) = (all[pair.Old], all[pair.New]);
        if (old.Runs.Overlaps(now.Runs) || old.Shas.Overlaps(now.Shas) || now.FirstMs < old.FirstMs)
        {
            return null;
        }

        var why = pair.Why;
        if (old.Median(FewTimes) is { } before && now.Median(FewTimes) is { } after)
        {
            var (low, high) = (Math.Min(before, after), Math.Max(before, after));
            if (high > Slower * low && high - low > Unnoticed)
            {
                return null;
            }

            why = string.Create(CultureInfo.InvariantCulture, $"{why}; it took {before:0} ms and takes {after:0} ms");
        }

        return old.Said.Overlaps(now.Said) ? $"{why}; both failed with the same words" : why;
    }

    private sealed class Trace
    {
        private readonly List<float> times = [];

        public HashSet<int> Runs { get; } = [];

        /// <summary>Commits, whichever line they are on; those that are not known are of one run, and so no other test's.</summary>
        public HashSet<int> Shas { get; } = [];

        public HashSet<string> Said { get; } = new(StringComparer.Ordinal);

        public long FirstMs { get; private set; } = long.MaxValue;

        public void Add(HistoryRow row, TestHistory history)
        {
            Runs.Add(row.Run);
            Shas.Add(history.Commits[row.Commit].Second);
            FirstMs = Math.Min(FirstMs, row.AtMs);
            if (row.Outcome == OutcomeKind.Pass && float.IsFinite(row.Ms))
            {
                times.Add(row.Ms);
            }

            if (row.Failed && row.Message >= 0 && Signature.Of(history.Messages[row.Message]) is { Length: > 0 } said)
            {
                Said.Add(said);
            }
        }

        public double? Median(int least)
        {
            if (times.Count < least)
            {
                return null;
            }

            times.Sort();
            return times[times.Count / 2];
        }
    }
}
