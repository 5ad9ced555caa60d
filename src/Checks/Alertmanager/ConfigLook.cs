using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Alertmanager;

/// <summary>
/// Whether the configuration in the file is the one that is used: after a reload that failed the server goes on with the old one,
/// and only its metrics tell.
/// </summary>
internal sealed class ConfigLook(IReadOnlyList<string> receivers) : IAlertmanagerLook
{
    public async Task SeeAsync(AlertmanagerApi api, AlertmanagerStatus status, Account account, CancellationToken ct)
    {
        var good = await api.MetricAsync("alertmanager_config_last_reload_successful", ct);
        var last = await api.MetricAsync("alertmanager_config_last_reload_success_timestamp_seconds", ct);
        var since = Moment(last);
        var tree = RouteTree.Parse(status.Config);
        account.Facts["reloaded"] = good == 1;
        account.Facts["loadedAt"] = since;
        account.Facts["receivers"] = new JsonObject(
            tree.Receivers.Take(1000).Select(it => KeyValuePair.Create<string, JsonNode?>(AlertmanagerApi.Cut(it.Key), it.Value))
        );
        account.Counts["receivers"] = tree.Receivers.Count;
        if (good != 1)
        {
            account.Flaw($"the last reload of the configuration failed: that of {since} is used");
        }

        foreach (var name in receivers)
        {
            Hold(tree, name, account);
        }
    }

    /// <summary>A receiver that is missing, or sends nowhere, is a flaw.</summary>
    public static void Hold(RouteTree tree, string name, Account account)
    {
        if (!tree.Receivers.TryGetValue(name, out var places))
        {
            account.Flaw($"there is no receiver {name}");
        }
        else if (places == 0)
        {
            account.Flaw($"the receiver {name} sends nowhere: it has no integration");
        }
    }

    private static string Moment(double seconds) =>
        seconds is > 0 and < 1e11
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
            : throw new NotSeenException("Alertmanager's metrics do not tell when its configuration was loaded.");
}
