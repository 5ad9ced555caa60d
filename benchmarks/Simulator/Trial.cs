namespace Slipway.Simulator;

/// <summary>How runs of a model end under a rule.</summary>
internal static class Trial
{
    /// <summary>The look, from 1 on, at which the rule first says this; null when it never does before it rolls back or the run ends.</summary>
    public static int? First(Answer wanted, IRule rule, Traffic traffic, int intervals)
    {
        for (var look = 1; look <= intervals; look++)
        {
            traffic.Next();
            var answer = rule.Look(traffic);
            if (answer == wanted)
            {
                return look;
            }

            if (answer == Answer.RollBack)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>In how many of so many runs the rule says this within a day, with the candidate's rate so many times the baseline's from the start.</summary>
    public static int Count(Answer wanted, Func<IRule> rule, TrafficModel model, int runs, double ratio, ulong seed = 1) =>
        Count(wanted, _ => rule(), model, runs, ratio, seed);

    /// <summary>As above, with a rule that is made for each run.</summary>
    public static int Count(Answer wanted, Func<ulong, IRule> rule, TrafficModel model, int runs, double ratio, ulong seed = 1)
    {
        var count = 0;
        for (var run = 0; run < runs; run++)
        {
            count += First(wanted, rule(Seed(seed, run)), new Traffic(model, Seed(seed, run), ratio), TrafficModel.Day) is null ? 0 : 1;
        }

        return count;
    }

    /// <summary>Sorted delays in looks from a change to the rollback; those that never came, or came before the change, are the largest number.</summary>
    public static int[] Delays(Func<IRule> rule, TrafficModel model, int runs, double ratio, int changeAt, ulong seed = 1)
    {
        var delays = new int[runs];
        for (var run = 0; run < runs; run++)
        {
            var traffic = new Traffic(model, Seed(seed, run), ratio, changeAt);
            var look = First(Answer.RollBack, rule(), traffic, changeAt + TrafficModel.Day / 2);
            delays[run] = look > changeAt ? look.Value - changeAt : int.MaxValue;
        }

        Array.Sort(delays);
        return delays;
    }

    private static ulong Seed(ulong seed, int run) => seed * 1_000_003 + (ulong)run;
}
