using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Prometheus;

/// <summary>
/// Whether alerts fire. That none does is only a fact where alerting rules are loaded that could: without them it is not seen, and
/// the same holds for a name that no rule has.
/// </summary>
internal sealed class AlertsLook(IReadOnlyList<string> names, IReadOnlyList<string> severities, IReadOnlyList<string> except)
    : IPrometheusLook
{
    public async Task<Observation> SeeAsync(PrometheusApi api, CancellationToken ct)
    {
        var rules = PrometheusApi
            .List(await api.GetAsync("rules", ct, ("type", "alert")), "groups")
            .SelectMany(it => PrometheusApi.List(it, "rules"))
            .ToList();
        if (Missing(rules) is { } missing)
        {
            return Observation.Unseen(missing);
        }

        var alerts = PrometheusApi.List(await api.GetAsync("alerts", ct), "alerts").Where(IsMeant).ToList();
        var firing = alerts.Where(it => PrometheusApi.Text(it, "state") == "firing").ToList();
        var account = new Account();
        foreach (var alert in firing.Take(50))
        {
            account.Flaw($"the alert {Named(alert)} fires since {PrometheusApi.Text(alert, "activeAt")}");
        }

        account.Counts["firing"] = firing.Count;
        account.Counts["pending"] = alerts.Count - firing.Count;
        account.Facts["rules"] = rules.Count;
        account.Facts["firing"] = new JsonArray([.. firing.Take(1000).Select(it => (JsonNode?)Named(it))]);
        account.Facts["pending"] = alerts.Count - firing.Count;
        account.Value = new(firing.Count, "");
        return account.Seen();
    }

    private string? Missing(List<JsonElement> rules)
    {
        if (rules.Find(it => PrometheusApi.Text(it, "health") is not "ok") is { ValueKind: JsonValueKind.Object } unwell)
        {
            return $"The rule {PrometheusApi.Text(unwell, "name")} is not evaluated, so it is not known what would fire.";
        }

        var absent = names.Where(name => !rules.Exists(it => PrometheusApi.Text(it, "name") == name)).ToList();
        return rules.Count == 0 ? "Prometheus has no alerting rule, so nothing could fire."
            : severities.Count > 0
            && !rules.Exists(it => severities.Contains(PrometheusApi.Label(it, "severity"), StringComparer.OrdinalIgnoreCase))
                ? $"No alerting rule has the severity {string.Join(" or ", severities)}, so none could fire."
            : absent.Count > 0 ? $"No alerting rule is called {string.Join(", ", absent)}, so it could not fire."
            : null;
    }

    private bool IsMeant(JsonElement alert)
    {
        var name = PrometheusApi.Label(alert, "alertname");
        return (names.Count == 0 || names.Contains(name))
            && (severities.Count == 0 || severities.Contains(PrometheusApi.Label(alert, "severity"), StringComparer.OrdinalIgnoreCase))
            && !except.Contains(name);
    }

    private static string Named(JsonElement alert)
    {
        var severity = PrometheusApi.Label(alert, "severity");
        var instance = PrometheusApi.Label(alert, "instance");
        var name = PrometheusApi.Label(alert, "alertname");
        return PrometheusApi.Cut($"{name}{(severity.Length > 0 ? $" ({severity})" : "")}{(instance.Length > 0 ? $" of {instance}" : "")}");
    }
}
