using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Prometheus;

/// <summary>Whether rules are loaded, evaluate without an error, and did so of late. A rule that is asked for and not there is a flaw; no rule at all is not seen.</summary>
internal sealed class RulesLook(IReadOnlyList<string> names, TimeSpan maxAge, TimeProvider clock) : IPrometheusLook
{
    public async Task<Observation> SeeAsync(PrometheusApi api, CancellationToken ct)
    {
        var data = await api.GetAsync("rules", ct);
        var rules = PrometheusApi.List(data, "groups").SelectMany(it => PrometheusApi.List(it, "rules")).ToList();
        if (rules.Count == 0)
        {
            return Observation.Unseen("Prometheus has loaded no rule.");
        }

        var account = new Account();
        foreach (var name in names.Where(name => !rules.Exists(it => PrometheusApi.Text(it, "name") == name)))
        {
            account.Flaw($"the rule {name} is not loaded");
        }

        var meant = rules.Where(it => names.Count == 0 || names.Contains(PrometheusApi.Text(it, "name"))).ToList();
        foreach (var rule in meant)
        {
            if (PrometheusApi.Text(rule, "health") is "unknown")
            {
                return Observation.Unseen($"Prometheus has not evaluated the rule {PrometheusApi.Text(rule, "name")} yet.");
            }

            Tell(account, rule);
        }

        account.Counts["rules"] = meant.Count;
        account.Facts["rules"] = meant.Count;
        account.Facts["alerting"] = meant.Count(it => PrometheusApi.Text(it, "type") == "alerting");
        account.Facts["names"] = new JsonArray([.. meant.Take(1000).Select(it => (JsonNode?)PrometheusApi.Text(it, "name"))]);
        return account.Seen();
    }

    private void Tell(Account account, JsonElement rule)
    {
        var name = PrometheusApi.Text(rule, "name");
        if (PrometheusApi.Text(rule, "health") != "ok")
        {
            account.Flaw($"the rule {name} fails: {PrometheusApi.Cut(PrometheusApi.Text(rule, "lastError"))}");
        }
        else if (
            !DateTimeOffset.TryParse(PrometheusApi.Text(rule, "lastEvaluation"), CultureInfo.InvariantCulture, out var last)
            || clock.GetUtcNow() - last > maxAge
        )
        {
            account.Flaw(
                $"the rule {name} was last evaluated at {PrometheusApi.Text(rule, "lastEvaluation")}, more than {Durations.Write(maxAge)} ago"
            );
        }
    }
}
