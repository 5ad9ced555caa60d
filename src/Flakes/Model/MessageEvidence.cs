namespace Slipway.Flakes.Model;

/// <summary>
/// How likely the message of each failure is when it is a flake and when it is a regression. A test's flakes repeat what its flakes
/// said before; a regression says something of its own and repeats that; how often either says what no other did is learned.
/// Counts are weighted by what the failures were judged to be in the round before, and never hold a failure's own episode.
/// </summary>
internal sealed class MessageEvidence
{
    /// <summary>Weight of what is not known yet, in failures.</summary>
    private const double Weight = 0.5;

    /// <summary>Chance that a regression says the same again.</summary>
    private const double Repeats = 0.93;

    private readonly Evidence evidence;
    private readonly Shares[] shares;
    private readonly MessageParameters parameters;
    private readonly double life;
    private readonly double[] flakyTests;
    private readonly double[] regressions;
    private readonly double allFlaky;
    private readonly double allRegressions;

    /// <summary>Counts what tests say over all of them.</summary>
    /// <param name="evidence">The history.</param>
    /// <param name="shares">What its failures were judged to be.</param>
    /// <param name="parameters">How messages are used.</param>
    /// <param name="life">Runs that a break lasts, on average.</param>
    public MessageEvidence(Evidence evidence, Shares[] shares, MessageParameters parameters, double life)
    {
        this.life = life;
        this.evidence = evidence;
        this.shares = shares;
        this.parameters = parameters;
        flakyTests = new double[evidence.SignatureTexts.Count];
        regressions = new double[flakyTests.Length];
        CountOverTests();
        allFlaky = flakyTests.Sum() + 1;
        allRegressions = regressions.Sum() + 1;
    }

    /// <summary>Fills in the factors of one test's failures, which stand together.</summary>
    public MessageTally Weigh(ReadOnlySpan<int> failures, Factors[] factors)
    {
        var (tally, own) = (new MessageTally(), new TestMessages());
        foreach (var failure in failures)
        {
            own.Add(evidence.Failures[failure], shares[failure]);
        }

        var breaks = new NearBreaks(evidence, failures, shares, life);
        var episode = new EpisodeMessages();
        foreach (var failure in failures)
        {
            ref readonly var it = ref evidence.Failures[failure];
            if (it.Signature < 0)
            {
                (factors[failure].Flake, factors[failure].Regression) = (1, 1);
                continue;
            }

            var others = own.Without(it.Episode, it.Signature);
            var (elsewhereFlaky, elsewhereBroken) = (
                Math.Max(0, flakyTests[it.Signature] - own.MostFlaky(it.Signature)),
                Math.Max(0, regressions[it.Signature] - own.Regressions(it.Signature))
            );
            var fresh = elsewhereFlaky + elsewhereBroken < 0.5;
            var (soFar, same) = episode.Seen(it.Episode, it.Signature);
            var commonFlake = fresh ? parameters.FreshFlake : (1 - parameters.FreshFlake) * (elsewhereFlaky + 0.05) / allFlaky;
            var commonRegression = fresh
                ? parameters.FreshRegression
                : (1 - parameters.FreshRegression) * (elsewhereBroken + 0.05) / allRegressions;
            factors[failure].Flake = (others.Flakes + same + Weight * commonFlake) / (others.AllFlakes + soFar + Weight);
            var near = breaks.Near(it, evidence.Units[it.Unit].Place);
            var known = (near.Same + 2 * commonRegression) / (near.All + 2);
            var borrowed = (others.Flakes + Weight * commonFlake) / (others.AllFlakes + Weight);
            var first = parameters.Borrowed * borrowed + (1 - parameters.Borrowed) * known;
            factors[failure].Regression = Continued(it, first);
            if (it.Before < 0)
            {
                tally.Add(shares[failure], fresh, others);
            }
        }

        return tally;
    }

    private double Continued(Failure it, double first)
    {
        if (it.Before < 0 || evidence.Failures[it.Before].Signature < 0)
        {
            return first;
        }

        var before = shares[it.Before].Regression;
        var again = evidence.Failures[it.Before].Signature == it.Signature ? Repeats + (1 - Repeats) * first : (1 - Repeats) * first;
        return before * again + (1 - before) * first;
    }

    private void CountOverTests()
    {
        var most = new Dictionary<int, double>();
        var test = -1;
        for (var failure = 0; failure < evidence.Failures.Length; failure++)
        {
            ref readonly var it = ref evidence.Failures[failure];
            if (it.Test != test)
            {
                Flush(most);
                test = it.Test;
            }

            if (it.Signature >= 0)
            {
                most[it.Signature] = Math.Max(most.GetValueOrDefault(it.Signature), shares[failure].Flake);
                regressions[it.Signature] += it.Before < 0 ? shares[failure].Regression : 0;
            }
        }

        Flush(most);
    }

    private void Flush(Dictionary<int, double> most)
    {
        foreach (var (signature, weight) in most)
        {
            flakyTests[signature] += weight;
        }

        most.Clear();
    }
}
