using System.Globalization;
using System.Text.Json;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Prometheus;

/// <summary>Whether every series that a selector finds has a fresh sample; the value is the age of the oldest one. No series is not seen.</summary>
internal sealed class SeriesLook(string selector, TimeSpan maxAge) : IPrometheusLook
{
    public async Task<Observation> SeeAsync(PrometheusApi api, CancellationToken ct)
    {
        var data = await api.GetAsync("query", ct, ("query", $"time() - timestamp({selector})"));
        var ages = PrometheusApi.List(data, "result").Select(Age).ToList();
        if (ages.Count == 0)
        {
            return Observation.Unseen($"No series fits {PrometheusApi.Cut(selector)}, or none had a sample in the last five minutes.");
        }

        var account = new Account();
        var oldest = ages.MaxBy(it => it.Seconds);
        foreach (var (series, seconds) in ages.Where(it => it.Seconds > maxAge.TotalSeconds).Take(20))
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the latest sample of {series} is {seconds:0.#} s old, the bound is {Durations.Write(maxAge)}"
                )
            );
        }

        account.Counts["series"] = ages.Count;
        account.Facts["series"] = ages.Count;
        account.Facts["oldestSeconds"] = oldest.Seconds;
        account.Value = new(oldest.Seconds, "s");
        return account.Seen();
    }

    private static (string Series, double Seconds) Age(JsonElement series)
    {
        var labels = series.TryGetProperty("metric", out var metric) ? PrometheusApi.Cut(metric.GetRawText()) : "";
        return series.TryGetProperty("value", out var value) && PrometheusApi.Sample(value).Value is var seconds && double.IsFinite(seconds)
            ? (labels, seconds)
            : throw new NotSeenException($"The age of {labels} is no number.");
    }
}
