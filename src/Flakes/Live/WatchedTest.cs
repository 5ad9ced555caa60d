using Slipway.Flakes.Model;

namespace Slipway.Flakes.Live;

/// <summary>One test while its outcomes come in.</summary>
internal sealed class WatchedTest(TestChain chain, Parameters parameters)
{
    private const double Forgotten = 1e-9;

    private readonly Dictionary<int, string> commits = [];
    private readonly Dictionary<int, double[]> suspected = [];
    private readonly Dictionary<int, double> said = [];
    private double allSaid;

    public TestChain Chain => chain;

    /// <summary>The line is at this commit; true when it was at another.</summary>
    public bool MoveTo(int line, string commit, bool isMain)
    {
        if (commits.TryGetValue(line, out var known) && known == commit)
        {
            return false;
        }

        commits[line] = commit;
        if (isMain)
        {
            TestChain.Move(chain.Main, parameters.Main, parameters.Breaks(parameters.Main, 1, 0));
        }
        else if (suspected.TryGetValue(line, out var broken))
        {
            TestChain.Move(broken, parameters.Pull, parameters.Breaks(parameters.Pull, 1, parameters.Follow * chain.MainBroken));
        }

        return true;
    }

    public void Pass(int line, bool isMain)
    {
        if (isMain)
        {
            chain.Pass(chain.Main);
        }
        else if (suspected.TryGetValue(line, out var broken))
        {
            chain.Pass(broken);
            if (broken.Max() < Forgotten)
            {
                suspected.Remove(line);
            }
        }
        else
        {
            chain.PassQuietly();
        }
    }

    /// <summary>How likely a failure was here, before it came.</summary>
    public double Expected(int line, bool isMain)
    {
        var broken = Broken(line, isMain);
        var sum = 0.0;
        for (var level = 0; level < broken.Length; level++)
        {
            sum += chain.Level[level] * (broken[level] + (1 - broken[level]) * Parameters.Rates[level]);
        }

        return sum;
    }

    /// <summary>A failure counts; <paramref name="breaks"/> is the chance that its commit broke the test.</summary>
    public void Fail(int line, bool isMain, int signature, double outageShare, double breaks)
    {
        var broken = Broken(line, isMain);
        for (var level = 0; level < broken.Length; level++)
        {
            broken[level] += (1 - broken[level]) * breaks;
        }

        var factors = Factors(signature, outageShare);
        var before = Flake(broken, factors);
        chain.Fail(broken, factors);
        if (signature >= 0)
        {
            said[signature] = said.GetValueOrDefault(signature) + before;
            allSaid += before;
        }

        if (!isMain)
        {
            suspected[line] = broken;
        }
    }

    private double[] Broken(int line, bool isMain)
    {
        if (isMain)
        {
            return chain.Main;
        }

        if (suspected.TryGetValue(line, out var broken))
        {
            return broken;
        }

        var begun = chain.Branch();
        TestChain.Move(begun, parameters.Pull, parameters.Breaks(parameters.Pull, 1, 0));
        return begun;
    }

    private Factors Factors(int signature, double outageShare)
    {
        if (signature < 0)
        {
            return new()
            {
                Flake = 1,
                Regression = 1,
                Outage = 1,
                OutageShare = outageShare,
            };
        }

        var messages = parameters.Messages;
        var same = said.GetValueOrDefault(signature);
        var borrowed = allSaid > 0 ? same / allSaid : messages.FreshFlake;
        return new()
        {
            Flake = (same + 0.5 * messages.FreshFlake) / (allSaid + 0.5),
            Regression = messages.Borrowed * borrowed + (1 - messages.Borrowed) * messages.FreshRegression,
            Outage = 0.5,
            OutageShare = outageShare,
        };
    }

    /// <summary>Chance that the failure is a flake, as far as is known.</summary>
    private double Flake(double[] broken, Factors factors)
    {
        double flake = 0,
            all = 0;
        for (var level = 0; level < broken.Length; level++)
        {
            var here = chain.Level[level] * (1 - broken[level]) * (1 - factors.OutageShare) * Parameters.Rates[level] * factors.Flake;
            flake += here;
            all +=
                here
                + chain.Level[level]
                    * (factors.OutageShare * factors.Outage + broken[level] * (1 - factors.OutageShare) * factors.Regression);
        }

        return flake / all;
    }
}
