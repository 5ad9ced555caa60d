using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Prometheus;

/// <summary>Whether what Prometheus scrapes is up. No target at all is not seen.</summary>
internal sealed class TargetsLook(string? job) : IPrometheusLook
{
    public async Task<Observation> SeeAsync(PrometheusApi api, CancellationToken ct)
    {
        var data = await api.GetAsync("targets", ct, ("state", "active"));
        var targets = PrometheusApi.List(data, "activeTargets").Where(it => job is null || PrometheusApi.Label(it, "job") == job).ToList();
        if (targets.Count == 0)
        {
            return Observation.Unseen(job is null ? "Prometheus scrapes no target." : $"Prometheus scrapes no target of the job {job}.");
        }

        var account = new Account();
        foreach (var target in targets)
        {
            var (url, health) = (PrometheusApi.Text(target, "scrapeUrl"), PrometheusApi.Text(target, "health"));
            if (health == "unknown")
            {
                return Observation.Unseen($"Prometheus has not scraped {PrometheusApi.Cut(url)} yet.");
            }

            if (health != "up")
            {
                account.Flaw($"{PrometheusApi.Cut(url)} is {health}: {PrometheusApi.Cut(PrometheusApi.Text(target, "lastError"))}");
            }
        }

        account.Counts["targets"] = targets.Count;
        account.Counts["down"] = account.Flaws.Count;
        account.Facts["targets"] = targets.Count;
        account.Facts["jobs"] = new JsonArray([
            .. targets
                .Select(it => PrometheusApi.Label(it, "job"))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(it => (JsonNode?)it),
        ]);
        return account.Seen();
    }
}
