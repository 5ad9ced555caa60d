using System.Globalization;

namespace Slipway.Flakes.Moving;

/// <summary>One commit of the main line: who went at it and who came.</summary>
internal sealed class Step(
    TestHistory history,
    IReadOnlyList<Life> lives,
    int commit,
    IReadOnlyList<Life> going,
    IReadOnlyList<Life> coming
)
{
    /// <summary>Of two suites that are one, so many of the larger one's tests have the same names.</summary>
    private const double SameSuite = 0.8;

    /// <summary>Words of a name that say enough to know it again elsewhere.</summary>
    private const int TellingWords = 3;

    private readonly HashSet<int> used = [];

    /// <summary>Pairs without a rival: whole suites first, then single tests that moved, then those renamed within their suite.</summary>
    public IReadOnlyList<Pair> Pairs()
    {
        var pairs = new List<Pair>();
        Take(pairs, Suites());
        Take(pairs, Moved());
        Take(pairs, Renamed());
        return pairs;
    }

    /// <summary>A test that is claimed twice by one rule belongs to nobody.</summary>
    private void Take(List<Pair> pairs, IEnumerable<Pair> found)
    {
        var all = found.Where(it => !used.Contains(it.Old) && !used.Contains(it.New)).ToList();
        var (olds, news) = (all.CountBy(it => it.Old).ToDictionary(), all.CountBy(it => it.New).ToDictionary());
        pairs.AddRange(all.Where(it => olds[it.Old] == 1 && news[it.New] == 1));
        used.UnionWith(all.SelectMany(it => (int[])[it.Old, it.New]));
    }

    /// <summary>A suite of which nothing is left, and one that is new, with nearly all of its tests.</summary>
    private IEnumerable<Pair> Suites()
    {
        var left = lives.Where(it => it.Last >= commit && it.First < commit).Select(SuiteOf).ToHashSet();
        var (gone, begun) = (
            going.GroupBy(SuiteOf).Where(it => !left.Contains(it.Key) && it.Count() > 1).ToList(),
            coming.GroupBy(SuiteOf).Where(it => !left.Contains(it.Key) && it.Count() > 1).ToList()
        );
        var bySuite = begun.ToDictionary(it => it.Key);
        var byName = begun.SelectMany(it => it).ToLookup(it => history.Cases[it.Test].Second, SuiteOf);
        var fits = gone.SelectMany(old =>
                old.SelectMany(it => byName[history.Cases[it.Test].Second]).Distinct().Select(it => (Old: old, New: bySuite[it]))
            )
            .Select(it => (it.Old, it.New, Same: Same(it.Old, it.New)))
            .Where(it => it.Same.Count > 1 && it.Same.Count >= SameSuite * Math.Max(it.Old.Count(), it.New.Count()))
            .ToList();
        return fits.Where(it => fits.Count(other => other.Old.Key == it.Old.Key || other.New.Key == it.New.Key) == 1)
            .SelectMany(it =>
                it.Same.Select(pair => new Pair(
                    pair.Old,
                    pair.New,
                    commit,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"its suite went and this one came at one commit, and {it.Same.Count:N0} tests have the same names"
                    )
                ))
            );
    }

    private List<(int Old, int New)> Same(IEnumerable<Life> old, IEnumerable<Life> now)
    {
        var names = now.ToDictionary(it => history.Cases[it.Test].Second, it => it.Test);
        return
        [
            .. old.Where(it => names.ContainsKey(history.Cases[it.Test].Second))
                .Select(it => (it.Test, names[history.Cases[it.Test].Second])),
        ];
    }

    /// <summary>A name that no third test of the history ever had, in another suite.</summary>
    private IEnumerable<Pair> Moved()
    {
        var came = coming.ToLookup(it => history.Cases[it.Test].Second);
        var wanted = going.Select(it => history.Cases[it.Test].Second).Where(came.Contains).ToHashSet();
        if (wanted.Count == 0)
        {
            return [];
        }

        var bearers = Enumerable
            .Range(0, history.Cases.Count)
            .Select(it => history.Cases[it].Second)
            .Where(wanted.Contains)
            .CountBy(it => it);
        var alone = bearers.Where(it => it.Value == 2).Select(it => it.Key).ToHashSet();
        return going
            .Where(it => alone.Contains(history.Cases[it.Test].Second))
            .Select(it => (Old: it.Test, New: came[history.Cases[it.Test].Second].Single().Test))
            .Where(it =>
                TestWords.Of(history.NameOf(it.Old)).Count >= TellingWords
                || TestWords.Last(history.SuiteOf(it.Old)) == TestWords.Last(history.SuiteOf(it.New))
            )
            .Select(it => new Pair(
                it.Old,
                it.New,
                commit,
                "it went from its suite and came to this one at one commit, and no other test is called so"
            ));
    }

    /// <summary>Within a suite that stays: one name goes and one comes, with the same parameters and nearly the same words.</summary>
    private IEnumerable<Pair> Renamed()
    {
        var came = coming.ToLookup(SuiteOf);
        foreach (var suite in going.GroupBy(SuiteOf).Where(it => came.Contains(it.Key)))
        {
            var (old, now) = (Split(suite), Split(came[suite.Key]));
            var rows = now.ToLookup(it => it.Parameters, it => it.Test, StringComparer.Ordinal);
            if (
                Only(old.Select(it => it.Name)) is not { } before
                || Only(now.Select(it => it.Name)) is not { } after
                || old.Count != now.Count
                || old.DistinctBy(it => it.Parameters).Count() != old.Count
                || old.Exists(it => rows[it.Parameters].Count() != 1)
                || TestWords.Alike(before, after) is not { } alike
            )
            {
                continue;
            }

            var same = old.Count > 1 ? $", with the same {old.Count} rows of parameters" : "";
            foreach (var it in old)
            {
                yield return new(
                    it.Test,
                    rows[it.Parameters].Single(),
                    commit,
                    $"of its suite it alone went and this one alone came at one commit{same}; {alike}"
                );
            }
        }
    }

    private List<(int Test, string Name, string Parameters)> Split(IEnumerable<Life> tests) =>
        [
            .. tests.Select(it =>
            {
                var name = history.NameOf(it.Test);
                var at = name.AsSpan().IndexOfAny('(', '[');
                return at > 0 ? (it.Test, name[..at].Trim(), name[at..]) : (it.Test, name, "");
            }),
        ];

    private static string? Only(IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).Take(2).ToList() is [var one] ? one : null;

    private int SuiteOf(Life it) => history.Cases[it.Test].First;
}
