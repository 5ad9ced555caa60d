using System.Text.Json.Serialization;

namespace Slipway.Kernel;

/// <summary>What the evidence says. Only <see cref="Pass"/> opens a gate. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>Nothing was looked at.</summary>
    NotRun = 0,

    /// <summary>The evidence meets the expectation.</summary>
    Pass = 1,

    /// <summary>Too little or contradictory data: it is not known.</summary>
    Inconclusive = 2,

    /// <summary>The probe itself broke.</summary>
    Error = 3,

    /// <summary>The evidence contradicts the expectation.</summary>
    Fail = 4,
}

/// <summary>How verdicts add up.</summary>
public static class Verdicts
{
    /// <summary>
    /// The worst of several, in the order Fail, Error, Inconclusive, NotRun, Pass. Of none it is
    /// <see cref="Verdict.NotRun"/>: an empty suite is never green.
    /// </summary>
    public static Verdict Worst(IEnumerable<Verdict> verdicts) => verdicts.DefaultIfEmpty(Verdict.NotRun).MaxBy(Badness);

    private static int Badness(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => 0,
            Verdict.NotRun => 1,
            Verdict.Inconclusive => 2,
            Verdict.Error => 3,
            Verdict.Fail => 4,
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Not a verdict."),
        };
}
