using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Alertmanager;

/// <summary>
/// What fires. That nothing does is only a fact while alerts arrive: one that always fires must have arrived of late, or nothing
/// was seen.
/// </summary>
internal sealed record AlertsLook(
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<string> Severities,
    IReadOnlyList<string> Except,
    bool Suppressed,
    string Heartbeat,
    TimeSpan MaxAge,
    TimeProvider Clock
) : IAlertmanagerLook
{
    public static AlertsLook Of(SettingReader settings, IReadOnlyDictionary<string, string> labels)
    {
        var heartbeat = settings.Text("heartbeat") ?? "Watchdog";
        if (string.IsNullOrWhiteSpace(heartbeat))
        {
            settings.Fault("alertmanager: heartbeat is the name of an alert that always fires.");
        }

        return new(
            labels,
            AlertmanagerCheck.Names(settings, "severity", "critical"),
            AlertmanagerCheck.Names(settings, "except"),
            settings.OneOf("suppressed", "count", "count", "ignore") == "count",
            heartbeat,
            settings.Duration("max-age", TimeSpan.FromMinutes(5)),
            settings.Here.Clock
        );
    }

    public async Task SeeAsync(AlertmanagerApi api, AlertmanagerStatus status, Account account, CancellationToken ct)
    {
        status.HasSettled();
        var alerts = (await api.ListAsync("alerts", ct)).Select(Read).ToList();
        var firing = alerts.Where(IsMeant).ToList();
        var heard = alerts.Where(it => it.Name == Heartbeat).Select(it => (DateTimeOffset?)it.Heard).Max();
        foreach (var alert in firing.Take(50))
        {
            var state = alert.State == "suppressed" ? ", and is silenced or inhibited" : "";
            account.Flaw($"the alert {alert.Named} fires since {alert.Since:yyyy-MM-ddTHH:mm:ssZ}{state}");
        }

        account.Facts["firing"] = new JsonArray([.. firing.Take(1000).Select(it => (JsonNode?)it.Named)]);
        account.Facts["suppressed"] = alerts.Count(it => it.State == "suppressed");
        account.Facts["alerts"] = alerts.Count;
        account.Facts["heartbeatAgeSeconds"] = heard is { } at ? Math.Round((Clock.GetUtcNow() - at).TotalSeconds) : null;
        if (Silence(heard) is not { } silence)
        {
            account.Counts["firing"] = firing.Count;
            account.Value = new(firing.Count, "");
        }
        else if (firing.Count > 0)
        {
            // What fires is a fact by itself; how many do is not.
            account.Flaw(silence);
        }
        else
        {
            throw new NotSeenException($"Nothing is known to fire, but {silence}.");
        }
    }

    /// <summary>Why it is not known that alerts arrive; null when it is.</summary>
    private string? Silence(DateTimeOffset? heard) =>
        heard is not { } at
            ? $"Alertmanager holds no alert {AlertmanagerApi.Cut(Heartbeat)} that always fires, so it is not known that alerts arrive (heartbeat=NAME names another)"
        : (Clock.GetUtcNow() - at).Duration() > MaxAge
            ? $"the alert {AlertmanagerApi.Cut(Heartbeat)} that always fires last arrived at {at:yyyy-MM-ddTHH:mm:ssZ}, not within {Durations.Write(MaxAge)}, so it is not known that alerts arrive"
        : null;

    private bool IsMeant(Alert it) =>
        it.Name != Heartbeat
        && !Except.Contains(it.Name)
        && (Suppressed || it.State != "suppressed")
        && Labels.All(label => it.Labels.GetValueOrDefault(label.Key, "") == label.Value)
        && (Severities is ["any"] || Severities.Contains(it.Labels.GetValueOrDefault("severity", ""), StringComparer.OrdinalIgnoreCase));

    private static Alert Read(JsonElement it) =>
        new(
            AlertmanagerApi.Labels(it),
            AlertmanagerApi.Text(AlertmanagerApi.Member(it, "status"), "state"),
            AlertmanagerApi.Moment(it, "startsAt").ToUniversalTime(),
            AlertmanagerApi.Moment(it, "updatedAt").ToUniversalTime()
        );

    private sealed record Alert(IReadOnlyDictionary<string, string> Labels, string State, DateTimeOffset Since, DateTimeOffset Heard)
    {
        public string Name => Labels.GetValueOrDefault("alertname", "");

        public string Named =>
            AlertmanagerApi.Cut(
                Name
                    + (Labels.GetValueOrDefault("severity", "") is { Length: > 0 } severity ? $" ({severity})" : "")
                    + (Labels.GetValueOrDefault("instance", "") is { Length: > 0 } instance ? $" of {instance}" : "")
            );
    }
}
