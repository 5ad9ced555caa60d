using System.Globalization;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>The sentences that every form of a report of readiness has in common.</summary>
public static class ReadinessWords
{
    /// <summary>What it comes to.</summary>
    public static string Outcome(ReadinessReport report) =>
        report.Verdict switch
        {
            Verdict.Pass => "READY",
            Verdict.Fail => "NOT READY",
            _ => "NOT PROVED",
        };

    /// <summary>How many lines are proved, with the denominator.</summary>
    public static string Summary(ReadinessReport report)
    {
        var (proved, open) = (report.RestsOn.Count(), report.DoesNotRestOn.ToList());
        var failed = open.Count(it => it.Verdict == Verdict.Fail);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{proved} of {proved + open.Count} lines are proved, {failed} failed, {open.Count - failed} are not proved."
        );
    }

    /// <summary>The word for a line.</summary>
    public static string Of(ReadinessLine line) => line.Counts ? Word(line.Verdict) : "does not apply";

    /// <summary>The word for a section.</summary>
    public static string Of(ReadinessSection section) => section.DoesNotApply ? "does not apply" : Word(section.Verdict);

    /// <summary>What the checklist itself can prove, and what people will say.</summary>
    public static string Claims(ReadinessReport report)
    {
        var shares = report.Shares;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"On the night a machine proves {shares.WithBindings} of the {shares.Claims} claims of the checklist ({shares.InPart} of them in part); {shares.Claims - shares.WithBindings} are said by people."
        );
    }

    /// <summary>When it no longer counts, and why.</summary>
    public static string Expiry(ReadinessReport report) =>
        $"This report of {Moment(report.At)} expires {Moment(report.Expires)}: {report.ExpiresBecause}.";

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "proved",
            Verdict.Fail => "FAILS",
            _ => "not proved",
        };

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
