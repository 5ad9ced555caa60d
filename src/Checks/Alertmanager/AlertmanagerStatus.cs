using System.Text.Json;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Alertmanager;

/// <summary>What a server says of itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Since">When it started.</param>
/// <param name="Cluster"><c>ready</c>, <c>settling</c> or <c>disabled</c>.</param>
/// <param name="Members">Members of the cluster that it sees, itself included; 0 where it runs alone.</param>
/// <param name="Config">The configuration that it has loaded, in YAML.</param>
internal sealed record AlertmanagerStatus(string Version, DateTimeOffset Since, string Cluster, int Members, string Config)
{
    /// <summary>Reads the answer of <c>status</c>.</summary>
    /// <exception cref="NotSeenException">It is no answer of an Alertmanager.</exception>
    public static AlertmanagerStatus Of(JsonElement status)
    {
        var cluster = AlertmanagerApi.Member(status, "cluster");
        var known = new AlertmanagerStatus(
            AlertmanagerApi.Text(AlertmanagerApi.Member(status, "versionInfo"), "version"),
            AlertmanagerApi.Moment(status, "uptime"),
            AlertmanagerApi.Text(cluster, "status"),
            cluster.TryGetProperty("peers", out var peers) && peers.ValueKind == JsonValueKind.Array ? peers.GetArrayLength() : 0,
            AlertmanagerApi.Text(AlertmanagerApi.Member(status, "config"), "original")
        );
        return known.Cluster is "ready" or "settling" or "disabled" && known.Config.Length > 0
            ? known
            : throw new NotSeenException("What answered is no Alertmanager: it does not tell its cluster or its configuration.");
    }

    /// <summary>To be called before a list is believed: a member that has just joined has not heard everything yet.</summary>
    /// <exception cref="NotSeenException">It has not.</exception>
    public void HasSettled()
    {
        if (Cluster == "settling")
        {
            throw new NotSeenException("This Alertmanager is still settling into its cluster, and may not know everything yet.");
        }
    }
}
