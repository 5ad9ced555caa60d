using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Alertmanager;

/// <summary>Whom the loaded configuration would tell of an alert with these labels.</summary>
internal sealed class RouteLook(IReadOnlyDictionary<string, string> labels, IReadOnlyList<string> wanted, bool mutes) : IAlertmanagerLook
{
    public Task SeeAsync(AlertmanagerApi api, AlertmanagerStatus status, Account account, CancellationToken ct)
    {
        var tree = RouteTree.Parse(status.Config);
        var reached = tree.Root.Of(labels);
        if (reached.Count == 0)
        {
            throw new NotSeenException(
                "The first route of the configuration does not take every alert, which Alertmanager would not load."
            );
        }

        account.Facts["receivers"] = new JsonArray([.. reached.Select(it => (JsonNode?)AlertmanagerApi.Cut(it.Receiver))]);
        account.Facts["groupBy"] = new JsonArray([.. reached[0].GroupBy.Select(it => (JsonNode?)AlertmanagerApi.Cut(it))]);
        account.Counts["receivers"] = reached.Count;
        foreach (var name in wanted.Where(name => !reached.Any(it => it.Receiver == name)))
        {
            var others = string.Join(
                ", ",
                reached.Select(it => AlertmanagerApi.Cut(it.Receiver)).Distinct(StringComparer.Ordinal).Take(20)
            );
            account.Flaw($"such an alert goes to {others}, not to {name}");
        }

        foreach (var name in wanted.Where(name => reached.Any(it => it.Receiver == name)).Distinct(StringComparer.Ordinal))
        {
            ConfigLook.Hold(tree, name, account);
            Muted(reached, name, account);
        }

        return Task.CompletedTask;
    }

    /// <summary>A route that is mute at times may be so tonight; only one that never is counts.</summary>
    private void Muted(IReadOnlyList<Route> reached, string name, Account account)
    {
        var routes = reached.Where(it => it.Receiver == name).ToList();
        if (mutes || routes.Exists(it => it.MuteTimes.Count == 0 && it.ActiveTimes.Count == 0))
        {
            return;
        }

        var mute = string.Join(", ", routes.SelectMany(it => it.MuteTimes).Distinct(StringComparer.Ordinal).Take(20));
        var active = string.Join(", ", routes.SelectMany(it => it.ActiveTimes).Distinct(StringComparer.Ordinal).Take(20));
        var when =
            mute.Length > 0
                ? $"in the time interval {AlertmanagerApi.Cut(mute)}"
                : $"outside the time interval {AlertmanagerApi.Cut(active)}";
        account.Flaw($"the route to {name} is mute {when}; say mutes=yes where that is meant");
    }
}
