using System.Globalization;
using Slipway.Checks.Http;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Machine;

/// <summary>How far the clock of this machine is from another one. What is within the uncertainty of the measurement is not told apart.</summary>
internal static class Skew
{
    public static async Task<Observation> MeasureAsync(Asked asked, SettingReader settings, CancellationToken ct)
    {
        var (skew, uncertain) = asked.Ntp is { } server
            ? await Sntp.AskAsync(server, settings.Here.Clock, ct)
            : await HttpAsync(settings, asked.Url ?? "", ct);
        var (least, most) = (
            Math.Abs(skew.TotalMilliseconds) - uncertain.TotalMilliseconds,
            Math.Abs(skew.TotalMilliseconds) + uncertain.TotalMilliseconds
        );
        if (least <= asked.Bound && most > asked.Bound)
        {
            return Observation.Unseen(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The clocks differ by {skew.TotalMilliseconds:0} ms, give or take {uncertain.TotalMilliseconds:0} ms: too uncertain to say whether that is above {asked.BoundShown}."
                )
            );
        }

        var account = Told.Of(asked, Math.Abs(skew.TotalMilliseconds), "difference to the other clock");
        account.Facts["aheadMs"] = Math.Round(-skew.TotalMilliseconds, 3);
        account.Facts["uncertainMs"] = Math.Round(uncertain.TotalMilliseconds, 3);
        return account.Seen();
    }

    /// <summary>A <c>Date</c> header has whole seconds, cut off: half a second is added, and is uncertain.</summary>
    private static async Task<(TimeSpan Skew, TimeSpan Uncertain)> HttpAsync(SettingReader settings, string url, CancellationToken ct)
    {
        var clock = settings.Here.Clock;
        using var http = new LimitedHttp(clock);
        var question = new HttpQuestion
        {
            Url = Addresses.Of(settings, url),
            Limit = settings.Here.Limit,
            Method = "HEAD",
            Redirects = 0,
        };
        settings.Check();
        var (before, outcome, after) = (clock.GetUtcNow(), await http.AskAsync(question, ct), clock.GetUtcNow());
        if (outcome is not HttpOutcome.Answer answer)
        {
            throw new IOException(outcome.Match(_ => "", it => it.Why));
        }

        var half = (after - before) / 2;
        return
            answer.Headers.TryGetValue("Date", out var text)
            && DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var said)
            ? (said + TimeSpan.FromMilliseconds(500) - (before + half), half + TimeSpan.FromMilliseconds(500))
            : throw new IOException("The answer has no Date header.");
    }
}
