using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Load;

/// <summary>Tells what a load showed: facts, what exceeds its bound, and the 95th percentile as the value.</summary>
internal static class LoadAccount
{
    /// <summary>The observation.</summary>
    /// <exception cref="NotSeenException">Too few requests were measured for a percentile that has a bound.</exception>
    public static Observation Of(LoadSpec spec, LoadTally tally, TimeSpan took)
    {
        var account = new Account();
        TellRequests(account, spec, tally, took);
        TellErrors(account, spec, tally);
        foreach (var (name, share) in LoadBound.All)
        {
            account.Facts[$"{name}Ms"] = Milliseconds(TimeOf(tally, share));
        }

        foreach (var bound in spec.Bounds)
        {
            Hold(account, bound, tally);
        }

        account.Value = tally.Times.At(0.95) is { } value ? new(Milliseconds(value)!.Value, "ms") : null;
        return account.Seen();
    }

    private static void TellRequests(Account account, LoadSpec spec, LoadTally tally, TimeSpan took)
    {
        var seconds = Math.Max(took.TotalSeconds, spec.Arrivals.Duration.TotalSeconds);
        account.Facts["requests"] = account.Counts["requests"] = spec.Arrivals.Measured;
        account.Facts["answered"] = account.Counts["answered"] = tally.Answered;
        account.Facts["rate"] = spec.Arrivals.Rate;
        account.Facts["rateReached"] = Math.Round(tally.Answered / seconds, 3);
        account.Facts["seconds"] = Math.Round(seconds, 3);
        account.Facts["connections"] = spec.Connections;
        account.Facts["waitedForConnection"] = tally.Waited;
        account.Facts["lateByGenerator"] = tally.Late;
        account.Facts["bodyBytes"] = tally.Bytes;
        account.Facts["rampRequests"] = spec.Arrivals.InRamp;
        account.Facts["rampErrors"] = tally.RampErrors;
    }

    private static void TellErrors(Account account, LoadSpec spec, LoadTally tally)
    {
        var classes = new JsonObject();
        foreach (var error in Enum.GetValues<LoadError>())
        {
            var name = error.ToString().ToLowerInvariant();
            classes[name] = account.Counts[name] = tally[error];
        }

        var percent = 100.0 * tally.Errors / spec.Arrivals.Measured;
        account.Facts["errors"] = classes;
        account.Facts["errorPercent"] = Math.Round(percent, 4);
        account.Counts["errors"] = tally.Errors;
        if (percent > spec.MostErrors)
        {
            var parts = classes.Where(it => it.Value!.GetValue<long>() > 0).Select(it => $"{it.Value} {it.Key}");
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{tally.Errors} of {spec.Arrivals.Measured} requests failed ({percent:0.####} %: {string.Join(", ", parts)}); at most {spec.MostErrors:0.####} % may; the first: {tally.FirstError}"
                )
            );
        }
    }

    private static void Hold(Account account, LoadBound bound, LoadTally tally)
    {
        var time =
            TimeOf(tally, bound.Share)
            ?? throw new NotSeenException(
                $"{bound.Name} needs at least {LatencyHistogram.FewestFor(bound.Share ?? 0)} measured requests; {tally.Times.Count} were measured."
            );
        if (time > bound.Most)
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{bound.Name} is {Milliseconds(time)} ms at {tally.Times.Count} requests; at most {bound.Most.TotalMilliseconds:0.###} ms are asked"
                )
            );
        }
    }

    private static TimeSpan? TimeOf(LoadTally tally, double? share) =>
        share is { } part ? tally.Times.At(part)
        : tally.Times.Count > 0 ? tally.Times.Max
        : null;

    private static double? Milliseconds(TimeSpan? time) => time is { } it ? Math.Round(it.TotalMilliseconds, 3) : null;
}
