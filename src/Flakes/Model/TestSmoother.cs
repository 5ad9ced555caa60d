namespace Slipway.Flakes.Model;

/// <summary>What a test looks like at the end of its history.</summary>
internal sealed record TestEnd(double[] Level, double MainBroken, double Broken, double LogLikelihood);

/// <summary>
/// Both directions of one test: forwards through <see cref="TestChain"/>, then backwards, so that each failure is judged by what
/// came before and by what came after it (forward-backward algorithm, conditional on the rate of failure).
/// </summary>
internal sealed class TestSmoother
{
    private readonly Evidence evidence;
    private readonly Parameters parameters;
    private readonly int[] slotOfLine;
    private readonly List<LineChain> slots = [];
    private readonly List<Snapshot> snapshots = [];
    private BreakChance[] breaks = [];
    private readonly double[] future = new double[Parameters.Levels];

    public TestSmoother(Evidence evidence, Parameters parameters)
    {
        this.evidence = evidence;
        this.parameters = parameters;
        slotOfLine = new int[evidence.IsPullRequest.Length];
        Array.Fill(slotOfLine, -1);
    }

    /// <summary>Judges each failure of a test.</summary>
    public TestEnd Judge(int test, Factors[] factors, Shares[] shares)
    {
        var events = evidence.Of(test);
        var chain = new TestChain(parameters);
        OpenSlots(events, chain);
        Forwards(test, events, chain, factors);
        if (snapshots.Count > 0)
        {
            Backwards(events, factors, shares);
        }

        return End(events, chain);
    }

    /// <summary>Logarithm of how likely the outcomes of a test are.</summary>
    public double Likelihood(int test, Factors[] factors)
    {
        var events = evidence.Of(test);
        var chain = new TestChain(parameters);
        OpenSlots(events, chain);
        Forwards(test, events, chain, factors);
        return chain.LogLikelihood;
    }

    /// <summary>Lines on which the test failed once, and the main line, are followed; elsewhere it passed always.</summary>
    private void OpenSlots(ReadOnlySpan<Event> events, TestChain chain)
    {
        foreach (var slot in slots)
        {
            slotOfLine[slot.Line] = -1;
        }

        slots.Clear();
        snapshots.Clear();
        if (evidence.MainLine >= 0)
        {
            Open(evidence.MainLine, chain.Main);
        }

        foreach (ref readonly var it in events)
        {
            if (it.Failed && slotOfLine[it.Line] < 0)
            {
                Open(it.Line, null);
            }
        }
    }

    private void Open(int line, double[]? broken)
    {
        slotOfLine[line] = slots.Count;
        slots.Add(new(line, parameters.Of(evidence.IsPullRequest[line]), broken));
    }

    private void Forwards(int test, ReadOnlySpan<Event> events, TestChain chain, Factors[] factors)
    {
        breaks = breaks.Length < events.Length ? new BreakChance[events.Length * 2] : breaks;
        for (var at = 0; at < events.Length; at++)
        {
            ref readonly var it = ref events[at];
            if (slotOfLine[it.Line] is var number && number < 0)
            {
                chain.PassQuietly();
                continue;
            }

            var slot = slots[number];
            slot.Broken ??= chain.Branch();
            var before = it.Failed ? (double[])slot.Broken.Clone() : null;
            if (it.NewCommit)
            {
                breaks[at] = BreakOf(it, slot, chain, evidence.Beside(it.Unit, test));
                TestChain.Move(slot.Broken, slot.Chances, breaks[at]);
            }

            if (it.Failed)
            {
                snapshots.Add(new(it.Failure, [.. chain.Level], before!, [.. slot.Broken]));
                chain.Fail(slot.Broken, factors[it.Failure]);
            }
            else
            {
                chain.Pass(slot.Broken);
            }
        }
    }

    private void Backwards(ReadOnlySpan<Event> events, Factors[] factors, Shares[] shares)
    {
        Array.Fill(future, 1);
        var next = snapshots.Count - 1;
        for (var at = events.Length - 1; at >= 0 && next >= 0; at--)
        {
            ref readonly var it = ref events[at];
            if (slotOfLine[it.Line] is var number && number < 0)
            {
                BackQuietly();
                continue;
            }

            var slot = slots[number];
            if (it.Failed)
            {
                shares[it.Failure] = Posterior(snapshots[next--], slot, factors[it.Failure], it.NewCommit ? breaks[at] : default);
            }

            Back(slot, it, it.Failed ? factors[it.Failure] : default, breaks[at]);
        }
    }

    private Shares Posterior(Snapshot seen, LineChain slot, Factors factors, BreakChance breakNow)
    {
        var outage = factors.OutageShare * factors.Outage;
        var own = 1 - factors.OutageShare;
        double flake = 0,
            stray = 0,
            regression = 0,
            fromOutage = 0,
            broke = 0,
            brokeFlaky = 0,
            fails = 0,
            passes = 0;
        for (var level = 0; level < Parameters.Levels; level++)
        {
            var rate = Parameters.Rates[level];
            var whenBroken = seen.Level[level] * future[level] * seen.Broken[level] * slot.AfterBroken[level];
            var whenGood = seen.Level[level] * future[level] * (1 - seen.Broken[level]) * slot.AfterGood[level];
            var own1 = whenBroken * own * (1 - parameters.PassWhenBroken) * factors.Regression;
            var own2 = whenGood * own * rate * factors.Flake;
            regression += own1;
            fromOutage += (whenBroken + whenGood) * outage;
            flake += level > 0 ? own2 : 0;
            stray += level > 0 ? 0 : own2;
            var here = breakNow.Of(level);
            var brokeNow = seen.Broken[level] > 0 ? own1 * (1 - seen.Before[level]) * here / seen.Broken[level] : 0;
            broke += brokeNow;
            brokeFlaky += level >= Parameters.Noticed ? brokeNow : 0;
            fails += whenBroken * (1 - parameters.PassWhenBroken) + whenGood * rate;
            passes += whenBroken * parameters.PassWhenBroken + whenGood * (1 - rate);
        }

        var sum = flake + stray + regression + fromOutage;
        return new()
        {
            Flake = flake / sum,
            Stray = stray / sum,
            Regression = regression / sum,
            Outage = fromOutage / sum,
            Broke = broke / sum,
            BrokeFlaky = brokeFlaky / sum,
            Expected = fails / (fails + passes),
        };
    }

    /// <summary>
    /// Where many tests failed together, their commit is more likely to have broken this one; and a pull request that is built on
    /// the head of the main line has what is broken there.
    /// </summary>
    private BreakChance BreakOf(Event it, LineChain slot, TestChain chain, int beside)
    {
        var likelier = it.Failed ? parameters.Beside[Math.Min(beside, parameters.Beside.Length - 1)] : 1;
        var follows = it.Line == evidence.MainLine ? 0 : parameters.Follow * chain.MainBroken;
        return parameters.Breaks(slot.Chances, likelier, Math.Max(evidence.Units[it.Unit].Break, follows));
    }

    private void BackQuietly()
    {
        for (var level = 0; level < future.Length; level++)
        {
            future[level] *= 1 - Parameters.Rates[level];
        }

        Settle();
    }

    private void Back(LineChain slot, Event it, Factors factors, BreakChance breakNow)
    {
        var outage = factors.OutageShare * factors.Outage;
        var own = 1 - factors.OutageShare;
        var (chances, broken) = (slot.Chances, slot.Chances.Broken);
        for (var level = 0; level < future.Length; level++)
        {
            var rate = Parameters.Rates[level];
            var whenBroken = it.Failed ? outage + own * (1 - parameters.PassWhenBroken) * factors.Regression : parameters.PassWhenBroken;
            var whenGood = it.Failed ? outage + own * rate * factors.Flake : 1 - rate;
            var (afterBroken, afterGood) = (slot.AfterBroken[level] * whenBroken, slot.AfterGood[level] * whenGood);
            if (it.NewCommit)
            {
                var breaksHere = breakNow.Of(level);
                (afterBroken, afterGood) = (
                    chances.Fix * afterGood + (1 - chances.Fix) * afterBroken,
                    breaksHere * afterBroken + (1 - breaksHere) * afterGood
                );
            }

            var total = broken * afterBroken + (1 - broken) * afterGood;
            slot.AfterBroken[level] = afterBroken / total;
            slot.AfterGood[level] = afterGood / total;
            future[level] *= total;
        }

        Settle();
    }

    private void Settle()
    {
        double mean = 0,
            most = 0;
        for (var level = 0; level < future.Length; level++)
        {
            mean += parameters.Shares[level] * future[level];
            most = Math.Max(most, future[level]);
        }

        for (var level = 0; level < future.Length; level++)
        {
            future[level] = ((1 - parameters.Change) * future[level] + parameters.Change * mean) / most;
        }
    }

    private TestEnd End(ReadOnlySpan<Event> events, TestChain chain)
    {
        double Weighted(double[]? broken)
        {
            var sum = 0.0;
            for (var level = 0; broken is not null && level < broken.Length; level++)
            {
                sum += chain.Level[level] * broken[level];
            }

            return sum;
        }

        var open = 0.0;
        foreach (var slot in slots)
        {
            open += Weighted(slot.Broken);
        }

        return new([.. chain.Level], events.Length == 0 ? 0 : Weighted(chain.Main), open, chain.LogLikelihood);
    }

    /// <summary>What the chain knew when a failure came: chances of the rates, and of being broken before and after the line moved on.</summary>
    private sealed record Snapshot(int Failure, double[] Level, double[] Before, double[] Broken);

    /// <summary>A line that is followed: forwards whether it is broken, backwards how likely the rest is in either case.</summary>
    private sealed class LineChain(int line, LineParameters chances, double[]? broken)
    {
        public int Line { get; } = line;
        public LineParameters Chances { get; } = chances;
        public double[]? Broken { get; set; } = broken;
        public double[] AfterBroken { get; } = TestChain.Start(1);
        public double[] AfterGood { get; } = TestChain.Start(1);
    }
}
