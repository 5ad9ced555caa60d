namespace Slipway.Flakes.Model;

/// <summary>What the model says of a whole history.</summary>
internal sealed record Judged(
    Evidence Evidence,
    Shares[] Failures,
    TestEnd[] Tests,
    IReadOnlyList<Outage> Outages,
    Factors[] Factors,
    Parameters Parameters
);

/// <summary>
/// Judges a history in a few rounds: outages first, then each test by itself, then what is common to all tests is learned from
/// what was judged (expectation maximisation), and again. Every round is a function of the history alone.
/// </summary>
internal static class HistoryModel
{
    private const int Rounds = 4;

    public static Judged Judge(TestHistory history) => Judge(EvidenceOrder.Of(history));

    public static Judged Judge(Evidence evidence)
    {
        var parameters = new Parameters();
        var factors = new Factors[evidence.Failures.Length];
        var shares = new Shares[factors.Length];
        var ends = new TestEnd[evidence.Tests];
        Array.Fill(factors, new() { Flake = 1, Regression = 1 });
        var outages = new OutageFinder(evidence).Find();
        OutageFactors.Fill(evidence, outages, factors);
        for (var round = 0; round < Rounds; round++)
        {
            if (round > 0)
            {
                Learning.Messages(evidence, shares, parameters, factors);
            }

            JudgeTests(evidence, parameters, factors, shares, ends);
            if (round < Rounds - 1)
            {
                var change = round > 0 ? Learning.Change(evidence, factors, ends, parameters) : parameters.Change;
                Learning.Chances(evidence, shares, ends, parameters);
                parameters.Change = change;
            }
        }

        return new(evidence, shares, ends, outages, factors, parameters);
    }

    private static void JudgeTests(Evidence evidence, Parameters parameters, Factors[] factors, Shares[] shares, TestEnd[] ends)
    {
        var smoother = new TestSmoother(evidence, parameters);
        for (var test = 0; test < ends.Length; test++)
        {
            ends[test] = smoother.Judge(test, factors, shares);
        }
    }
}
