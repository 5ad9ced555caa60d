namespace Slipway.Flakes.Model;

/// <summary>What all tests together say about any of them.</summary>
internal static class Learning
{
    private static readonly Parameters Assumed = new();

    /// <summary>Learns how messages are used, and weighs each failure's message.</summary>
    public static void Messages(Evidence evidence, Shares[] shares, Parameters parameters, Factors[] factors)
    {
        var (messages, tally) = (new MessageEvidence(evidence, shares, parameters.Messages), new MessageTally());
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
            Math.Clamp((breaks + 5 * assumed.Break) / (steps + 5), 1e-6, 0.05),
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
