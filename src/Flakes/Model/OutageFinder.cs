namespace Slipway.Flakes.Model;

/// <summary>An outage: many tests that fail seldom failed in one run, and not because of its commit.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="AtMs">When it began.</param>
/// <param name="Tests">The tests that it brought down.</param>
/// <param name="Share">Their share of the tests that ran.</param>
/// <param name="LogOdds">For an outage, against a commit that broke them all.</param>
internal sealed record Outage(int Run, long AtMs, IReadOnlyList<int> Tests, double Share, double LogOdds)
{
    /// <summary>Chance that it was one.</summary>
    public double Probability => 1 / (1 + Math.Exp(-Math.Min(20, LogOdds)));
}

/// <summary>
/// Finds outages. What speaks for one: the number of tests that failed together, that the same commit passes elsewhere, that other
/// lines fail at the same time, that the next commit is well again. What speaks for a commit that broke them: other lines are well
/// meanwhile, and the failures stay.
/// </summary>
internal sealed class OutageFinder
{
    /// <summary>Tests that fail more often than this are no witnesses.</summary>
    private const double SeldomFails = 0.03;
    private const int FewestTests = 3;

    /// <summary>Runs after which failures that stayed are no outage in any case.</summary>
    private const int LongestStay = 60;

    /// <summary>Chance that a commit breaks anything.</summary>
    private const double CommitBreaks = 0.03;

    private readonly Evidence evidence;
    private readonly RunFailures[] runs;
    private readonly bool[] isWitness;
    private readonly Dictionary<int, List<int>> ofLine = [];
    private readonly Dictionary<int, HashSet<int>> broken = [];
    private readonly bool[] isCrowd;
    private double flakes;
    private List<int> freshCounts = [];

    public OutageFinder(Evidence evidence)
    {
        this.evidence = evidence;
        runs = RunFailures.All(evidence);
        isCrowd = new bool[runs.Length];
        isWitness = Witnesses();
        for (var at = 0; at < runs.Length; at++)
        {
            (ofLine.TryGetValue(runs[at].Line, out var list) ? list : ofLine[runs[at].Line] = []).Add(at);
        }
    }

    public IReadOnlyList<Outage> Find()
    {
        var found = new List<Outage>();
        var usual = Usual();
        MarkCrowds(usual);
        flakes = Math.Max(0.05, UsualMean(usual));
        broken.Clear();
        for (var at = 0; at < runs.Length; at++)
        {
            var run = runs[at];
            var tests = Fresh(run);
            var odds = IsCrowd(run, tests, usual) ? LogOdds(at, tests) : double.NegativeInfinity;
            var outage = new Outage(run.Run, run.AtMs, tests, tests.Count / (double)run.Total, odds);
            evidence.Units[run.Unit].Fresh = tests.Count > 0 ? tests : null;
            Suspect(run, tests.Count, outage.Probability);
            if (odds > -4)
            {
                found.Add(outage);
            }

            if (odds > 0)
            {
                continue;
            }

            broken[run.Line] = [.. run.Failed];
        }

        return found;
    }

    /// <summary>
    /// Tests that fail together have a common cause more likely than each its own: the commit, where it is no outage. The number
    /// that flakes alone would bring is taken to be Poisson's.
    /// </summary>
    private void Suspect(RunFailures run, int count, double outage)
    {
        if (count < 2)
        {
            return;
        }

        var together = CommitBreaks / ((double)count * count);
        var byChance = Math.Exp(-flakes + count * Math.Log(flakes) - LogFactorial(count));
        var common = together / (together + byChance);
        evidence.Units[run.Unit].Break = (1 - outage) * common * count / Math.Max(run.Total, 1);
    }

    private static double LogFactorial(int count)
    {
        var sum = 0.0;
        for (var it = 2; it <= count; it++)
        {
            sum += Math.Log(it);
        }

        return sum;
    }

    /// <summary>Which runs have so many failures that an outage is one of two explanations.</summary>
    private void MarkCrowds(double usual)
    {
        for (var at = 0; at < runs.Length; at++)
        {
            isCrowd[at] = IsCrowd(runs[at], Fresh(runs[at]), usual);
            if (!isCrowd[at])
            {
                broken[runs[at].Line] = [.. runs[at].Failed];
            }
        }
    }

    private static bool IsCrowd(RunFailures run, List<int> tests, double usual) =>
        tests.Count >= usual + Math.Max(FewestTests, Math.Max(4 * Math.Sqrt(usual), 0.02 * run.Total));

    /// <summary>Witnesses that fail here and did not in the line's last run without a crowd.</summary>
    private List<int> Fresh(RunFailures run)
    {
        var known = Known(run);
        return [.. run.Failed.Where(it => isWitness[it] && !known.Contains(it))];
    }

    /// <summary>What failed in the line's last run without an outage; a line that begins has what its base has.</summary>
    private HashSet<int> Known(RunFailures run) =>
        broken.TryGetValue(run.Line, out var own) ? own
        : broken.TryGetValue(evidence.MainLine, out var main) ? main
        : [];

    private double LogOdds(int at, List<int> tests)
    {
        var run = runs[at];
        var (count, total) = (tests.Count, Math.Max(run.Total, tests.Count));
        var size = Math.Log(0.01 / total) - Math.Log(0.02 / ((double)count * count));
        var line = ofLine[run.Line];
        var place = line.BinarySearch(at);
        var (stayed, last, recovered, same) = (0, at, false, false);
        for (var next = place + 1; next < line.Count && !recovered && stayed < LongestStay; next++)
        {
            var later = runs[line[next]];
            recovered = later.Overlap(tests) * 2 < count;
            same |= recovered && later.Commit == run.Commit;
            (stayed, last) = recovered ? (stayed, last) : (stayed + 1, line[next]);
        }

        var odds = size + (recovered && stayed == 0 ? 1.2 : -0.25 * stayed);
        odds += same || run.Recovered >= 0.5 ? 7 : 0;
        return odds + Meanwhile(at, last, tests) + Beside(at, tests);
    }

    /// <summary>Other lines that were well while the failures stayed on this one.</summary>
    private double Meanwhile(int at, int last, List<int> tests)
    {
        var well = 0;
        for (var other = at + 1; other < last && well < 4; other++)
        {
            well += runs[other].Line != runs[at].Line && runs[other].Overlap(tests) * 10 <= tests.Count ? 1 : 0;
        }

        return -2.0 * well;
    }

    /// <summary>What the runs just before and after say.</summary>
    private double Beside(int at, List<int> tests)
    {
        var odds = 0.0;
        foreach (var other in (int[])[at - 2, at - 1, at + 1, at + 2])
        {
            if (other < 0 || other >= runs.Length)
            {
                continue;
            }

            var alike = runs[other].Overlap(tests) * 10 >= tests.Count * 6;
            if (runs[other].Line != runs[at].Line)
            {
                var isMain = runs[other].Line == evidence.MainLine || runs[at].Line == evidence.MainLine;
                odds +=
                    !isCrowd[other] ? -0.6
                    : alike && isMain ? 1.5
                    : 3;
            }
            else
            {
                odds += isCrowd[other] && !alike ? 4 : 0;
            }
        }

        return odds;
    }

    /// <summary>The median over the runs of how many witnesses fail that did not fail in the run before.</summary>
    private double Usual()
    {
        var fresh = new List<int>(runs.Length);
        var last = new Dictionary<int, HashSet<int>>();
        foreach (var run in runs)
        {
            var known = last.TryGetValue(run.Line, out var own) ? own : last.GetValueOrDefault(evidence.MainLine, []);
            fresh.Add(run.Failed.Count(it => isWitness[it] && !known.Contains(it)));
            last[run.Line] = [.. run.Failed];
        }

        fresh.Sort();
        freshCounts = fresh;
        return fresh.Count == 0 ? 0 : fresh[fresh.Count / 2];
    }

    private double UsualMean(double usual) => freshCounts.Where(it => it <= usual + FewestTests).DefaultIfEmpty(0).Average();

    /// <summary>Failures in runs where far more tests failed than usual are no sign that a test fails often.</summary>
    private bool[] Witnesses()
    {
        var witnesses = new bool[evidence.Tests];
        var sizes = runs.Select(it => it.Failed.Length).Order().ToList();
        var usual = sizes.Count == 0 ? 0 : sizes[sizes.Count / 2];
        var crowded = runs.Where(it => it.Failed.Length > usual + Math.Max(5, 0.05 * it.Total)).Select(it => it.Run).ToHashSet();
        for (var test = 0; test < witnesses.Length; test++)
        {
            var (failed, total) = (0, 0);
            foreach (ref readonly var it in evidence.Of(test))
            {
                // A failure that follows one on its line is more of the same.
                var counts = it.Failed && evidence.Failures[it.Failure].Before < 0 && !crowded.Contains(evidence.Units[it.Unit].Run);
                failed += counts ? 1 : 0;
                total++;
            }

            witnesses[test] = failed <= Math.Max(2, SeldomFails * total);
        }

        return witnesses;
    }
}
