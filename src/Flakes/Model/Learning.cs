namespace Slipway.Flakes.Model;

/// <summary>What all tests together say about any of them.</summary>
internal static class Learning
{
    /// <summary>
    /// Weight of the assumed chance of a break, in breaks. It has to be counted in breaks and not in commits: a break is so rare
    /// that a first failure in a short history would otherwise teach that tests break all the time, and prove itself one.
    /// </summary>
    private const double AssumedBreaks = 1;

    /// <summary>Weight of what is assumed of the tests that fail beside one, in failures.</summary>
    private const double AssumedBeside = 10;

    private static readonly Parameters Assumed = new();

    /// <summary>Learns how messages are used, and weighs each failure's message.</summary>
    public static void Messages(Evidence evidence, Shares[] shares, Parameters parameters, Factors[] factors)
    {
        var (messages, tally) = (
            new MessageEvidence(evidence, shares, parameters.Messages, NearBreaks.Life(evidence, parameters)),
            new MessageTally()
        );
        var failures = new int[evidence.Failures.Length];
        for (var at = 0; at < failures.Length; at++)
        {
            failures[at] = at;
        }

        for (var start = 0; start < failures.Length; )
        {
            var end = start;
            while (end < failures.Length && evidence.Failures[end].Test == evidence.Failures[start].Test)
            {
                end++;
            }

            tally.Add(messages.Weigh(failures.AsSpan(start, end - start), factors));
            start = end;
        }

        parameters.Messages = tally.Learned(Assumed.Messages);
    }

    /// <summary>Learns the share of tests at each rate, and how often tests break and are fixed.</summary>
    public static void Chances(Evidence evidence, Shares[] shares, TestEnd[] ends, Parameters parameters)
    {
        var levels = Assumed.Shares.Select(it => it * 10).ToArray();
        for (var test = 0; test < ends.Length; test++)
        {
            for (var level = 0; level < levels.Length; level++)
            {
                levels[level] += ends[test].Level[level];
            }
        }

        var all = levels.Sum();
        parameters.Shares = Array.ConvertAll(levels, it => it / all);
        parameters.Main = Line(evidence, shares, false, Assumed.Main);
        parameters.Pull = Line(evidence, shares, true, Assumed.Pull);
        parameters.FlakyBreaks = OftenBroken(evidence, shares, ends, parameters);
        parameters.Beside = Beside(evidence, shares);
    }

    /// <summary>
    /// How much oftener flaky tests are broken. They stand where much is changed, and tests much used: more than a third of faults
    /// are shown by them.
    /// </summary>
    private static double OftenBroken(Evidence evidence, Shares[] shares, TestEnd[] ends, Parameters parameters)
    {
        double flakyBreaks = 0,
            flaky = 0,
            breaks = 0,
            healthy = 0;
        for (var test = 0; test < ends.Length; test++)
        {
            var isFlaky = ends[test].Level.Skip(Parameters.Noticed).Sum();
            foreach (ref readonly var it in evidence.Of(test))
            {
                if (!it.NewCommit)
                {
                    continue;
                }

                var usual = parameters.Of(evidence.IsPullRequest[it.Line]).Break;
                (flaky, healthy) = (flaky + isFlaky * usual, healthy + (1 - isFlaky) * usual);
                if (it.Failed)
                {
                    flakyBreaks += shares[it.Failure].BrokeFlaky;
                    breaks += shares[it.Failure].Broke - shares[it.Failure].BrokeFlaky;
                }
            }
        }

        var (ofFlaky, ofHealthy) = ((flakyBreaks + 2) / (flaky + 2), (breaks + 2) / (healthy + 2));
        return Math.Clamp(ofFlaky / ofHealthy, 0.2, 20);
    }

    /// <summary>How many tests fail for the first time beside a break, held against how many do beside a flake.</summary>
    private static double[] Beside(Evidence evidence, Shares[] shares)
    {
        var (breaks, flakes) = (new double[Assumed.Beside.Length], new double[Assumed.Beside.Length]);
        foreach (ref readonly var it in evidence.Events.AsSpan())
        {
            if (it.Failed && it.NewCommit && evidence.Failures[it.Failure] is var failure && failure.Before < 0)
            {
                var beside = Math.Min(evidence.Beside(it.Unit, failure.Test), breaks.Length - 1);
                breaks[beside] += shares[it.Failure].Broke;
                flakes[beside] += shares[it.Failure].Flake;
            }
        }

        // Of flakes, as many as fall into a place are taken to fall there; breaks as is assumed, held against them.
        var (allBreaks, allFlakes, learned) = (breaks.Sum(), flakes.Sum(), new double[breaks.Length]);
        for (var at = 0; at < learned.Length; at++)
        {
            var usual = (flakes[at] + AssumedBeside / breaks.Length) / (allFlakes + AssumedBeside);
            var ofBreaks = (breaks[at] + AssumedBeside * usual * Assumed.Beside[at]) / (allBreaks + AssumedBeside);
            learned[at] = Math.Clamp(ofBreaks / usual, 0.05, 20);
        }

        return learned;
    }

    /// <summary>
    /// How often rates change: what makes the outcomes of all tests likeliest, four times as often, as seldom or as it stands, with some
    /// weight for what was assumed.
    /// </summary>
    public static double Change(Evidence evidence, Factors[] factors, TestEnd[] ends, Parameters parameters)
    {
        var (now, best) = (parameters.Change, parameters.Change);
        var most = ends.Sum(it => it.LogLikelihood) + Belief(now);
        foreach (var tried in (double[])[now / 4, now * 4])
        {
            parameters.Change = tried;
            var (smoother, likely) = (new TestSmoother(evidence, parameters), Belief(tried));
            for (var test = 0; test < ends.Length; test++)
            {
                likely += smoother.Likelihood(test, factors);
            }

            (most, best) = likely > most ? (likely, tried) : (most, best);
        }

        parameters.Change = now;
        return best;

        static double Belief(double change) => -0.5 * Math.Pow(Math.Log(change / Assumed.Change) / Math.Log(4), 2);
    }

    private static LineParameters Line(Evidence evidence, Shares[] shares, bool isPull, LineParameters assumed)
    {
        double steps = 0,
            breaks = 0,
            brokenSteps = 0;
        foreach (ref readonly var it in evidence.Events.AsSpan())
        {
            if (evidence.IsPullRequest[it.Line] != isPull)
            {
                continue;
            }

            steps += it.NewCommit ? 1 : 0;
            if (it.Failed && it.NewCommit)
            {
                breaks += shares[it.Failure].Broke;
                brokenSteps += shares[it.Failure].Regression;
            }
        }

        // A break on a line that ends while broken is never fixed there: the last failure of an episode without a pass behind it.
        var open = OpenEpisodes(evidence, shares, isPull);
        return new(
            Math.Clamp((breaks + AssumedBreaks) / (steps + AssumedBreaks / assumed.Break), 1e-6, 0.05),
            Math.Clamp((Math.Max(0, breaks - open) + 5 * assumed.Fix) / (brokenSteps + 5), 0.01, 0.9)
        );
    }

    private static double OpenEpisodes(Evidence evidence, Shares[] shares, bool isPull)
    {
        var open = 0.0;
        var last = new Dictionary<int, int>();
        for (var test = 0; test < evidence.Tests; test++)
        {
            last.Clear();
            foreach (ref readonly var it in evidence.Of(test))
            {
                if (evidence.IsPullRequest[it.Line] == isPull)
                {
                    last[it.Line] = it.Failure;
                }
            }

            open += last.Values.Where(it => it >= 0).Sum(it => shares[it].Regression);
        }

        return open;
    }
}
