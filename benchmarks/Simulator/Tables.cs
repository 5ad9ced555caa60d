using System.Globalization;

namespace Slipway.Simulator;

/// <summary>The tables of docs/judging-figures.md, in Markdown. A limit that is not kept makes the exit code 1.</summary>
internal static class Tables
{
    private static readonly (string Name, Func<IRule> Make)[] Rules =
    [
        ("ours", () => new Ours()),
        ("counter, in all", () => new CumulativeCounter()),
        ("3 in a row", () => new InARow(3)),
        ("for 5m", () => new InARow(6)),
        ("Mann–Whitney, growing", () => new MannWhitney(int.MaxValue / 4)),
        ("Mann–Whitney, 1 h", () => new MannWhitney(60)),
        ("two proportions", () => new TwoProportions()),
        ("sequential counts", () => new SequentialCounts()),
    ];

    /// <summary>Rollbacks of identical builds in 24 h.</summary>
    public static int False(TextWriter output, IReadOnlyList<TrafficModel> models, int runs)
    {
        output.WriteLine("| model | false rollbacks | at the most (95 %) | |\n|---|---|---|---|");
        var missed = 0;
        foreach (var model in models)
        {
            var count = Trial.Count(Answer.RollBack, () => new Ours(), model, runs, 1);
            var (share, most) = ((double)count / runs, Upper(count, runs));
            var isKept = share <= 0.01 && most <= 0.013;
            missed += isKept ? 0 : 1;
            output.WriteLine($"| {model} | {Percent(share)} | {Percent(most)} | {(isKept ? "kept" : "MISSED")} |");
        }

        return missed == 0 ? 0 : 1;
    }

    /// <summary>What a day before says of how errors come, and rollbacks of identical builds in the 24 h after it.</summary>
    public static int Dispersion(TextWriter output, IReadOnlyList<TrafficModel> models, int runs)
    {
        output.WriteLine(
            "| model | the day before, one arm | a look, median | false rollbacks | at the most (95 %) | two arms | a look, median | false rollbacks | at the most (95 %) | |\n|---|---|---|---|---|---|---|---|---|---|"
        );
        var missed = 0;
        foreach (var model in models)
        {
            var (alone, isKeptAlone) = AfterDispersion(model, runs, paired: false);
            var (paired, isKeptPaired) = AfterDispersion(model, runs, paired: true);
            missed += isKeptAlone && isKeptPaired ? 0 : 1;
            output.WriteLine($"| {model} | {alone} | {paired} | {(isKeptAlone && isKeptPaired ? "kept" : "MISSED")} |");
        }

        return missed == 0 ? 0 : 1;
    }

    private static (string Row, bool IsKept) AfterDispersion(TrafficModel model, int runs, bool paired)
    {
        const ulong theDayBefore = 7_000_003;
        var verdicts = Enumerable
            .Range(0, Math.Min(runs, 100))
            .Select(it => Ours.Yesterday(model, theDayBefore + (ulong)it, paired))
            .ToList();
        var forms = string.Join(
            ", ",
            verdicts
                .CountBy(it => it.Form)
                .OrderByDescending(it => it.Value)
                .Select(it => $"{it.Key} {Percent((double)it.Value / verdicts.Count)}")
        );
        var looks = verdicts.Select(it => it.PerLook).Order().ToList();
        var count = Trial.Count(Answer.RollBack, seed => Ours.After(model, theDayBefore + seed, paired), model, runs, 1);
        var (share, most) = ((double)count / runs, Upper(count, runs));
        return ($"{forms} | {looks[looks.Count / 2]} | {Percent(share)} | {Percent(most)}", share <= 0.01);
    }

    /// <summary>A go within 24 h for a candidate whose rate is exactly the margin.</summary>
    public static int WrongGo(TextWriter output, IReadOnlyList<TrafficModel> models, int runs)
    {
        output.WriteLine("| model | wrong go at the margin | go for an equal one | |\n|---|---|---|---|");
        var missed = 0;
        foreach (var model in models)
        {
            var wrong = (double)Trial.Count(Answer.Go, () => new Ours(), model, runs, 1.25) / runs;
            var right = (double)Trial.Count(Answer.Go, () => new Ours(), model, Math.Max(1, runs / 5), 1) / Math.Max(1, runs / 5);
            missed += wrong <= 0.05 ? 0 : 1;
            output.WriteLine($"| {model} | {Percent(wrong)} | {Percent(right)} | {(wrong <= 0.05 ? "kept" : "MISSED")} |");
        }

        return missed == 0 ? 0 : 1;
    }

    /// <summary>Median minutes from a change to the rollback, from the start and after ten hours.</summary>
    public static int Delay(TextWriter output, IReadOnlyList<TrafficModel> models, int runs)
    {
        output.WriteLine("| model | change | ×2 | ×5 | ×10 | ×30 | outage |\n|---|---|---|---|---|---|---|");
        foreach (var model in models)
        {
            foreach (var (name, changeAt) in ((string, int)[])[("at the start", 0), ("after 10 h", 2400)])
            {
                var medians = ((double[])[2, 5, 10, 30, double.PositiveInfinity]).Select(ratio =>
                    Minutes(Trial.Delays(() => new Ours(), model, runs, ratio, changeAt)[runs / 2])
                );
                output.WriteLine($"| {model} | {name} | {string.Join(" | ", medians)} |");
            }
        }

        return 0;
    }

    /// <summary>Rollbacks of identical builds in 24 h under every rule.</summary>
    public static int Classical(TextWriter output, IReadOnlyList<TrafficModel> models, int runs)
    {
        output.WriteLine($"| model | {string.Join(" | ", Rules.Select(it => it.Name))} |\n|---|{string.Concat(Rules.Select(_ => "---|"))}");
        foreach (var model in models)
        {
            var shares = Rules.Select(it => Percent((double)Trial.Count(Answer.RollBack, it.Make, model, runs, 1) / runs));
            output.WriteLine($"| {model} | {string.Join(" | ", shares)} |");
        }

        return 0;
    }

    private static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string Minutes(int looks) =>
        looks == int.MaxValue ? "over 12 h" : (looks / 4.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The upper end of a one-sided 95 % interval (Wilson).</summary>
    private static double Upper(int count, int runs)
    {
        const double z = 1.645;
        double n = runs,
            rate = count / n;
        return (rate + z * z / (2 * n) + z * Math.Sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))) / (1 + z * z / n);
    }
}
