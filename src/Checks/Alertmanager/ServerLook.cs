using System.Globalization;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Alertmanager;

/// <summary>Whether the server answers and its cluster is together.</summary>
internal sealed class ServerLook(int peers, TimeProvider clock) : IAlertmanagerLook
{
    public Task SeeAsync(AlertmanagerApi api, AlertmanagerStatus status, Account account, CancellationToken ct)
    {
        var others = Math.Max(0, status.Members - 1);
        account.Facts["version"] = AlertmanagerApi.Cut(status.Version);
        account.Facts["upSeconds"] = Math.Round((clock.GetUtcNow() - status.Since).TotalSeconds);
        account.Facts["cluster"] = status.Cluster;
        account.Facts["peers"] = others;
        account.Value = new(others, "");
        if (status.Cluster == "settling")
        {
            account.Flaw("the server is still settling into its cluster, and sends nothing until it has");
        }

        if (others < peers)
        {
            account.Flaw(
                status.Cluster == "disabled"
                    ? string.Create(CultureInfo.InvariantCulture, $"the server runs alone, without a cluster, and must see {peers} peers")
                    : string.Create(CultureInfo.InvariantCulture, $"the server sees {others} peers, fewer than {peers}")
            );
        }

        return Task.CompletedTask;
    }
}
