using Slipway.Flakes.Model;

namespace Slipway.Flakes.Wording;

/// <summary>Machines that are the cause of outages: two at least met runs on the machine, and none a run elsewhere.</summary>
internal static class Environments
{
    private const int FewestOutages = 2;

    /// <summary>Runs of a history whose outage is the machine's, with its name.</summary>
    public static IReadOnlyDictionary<int, string> Of(TestHistory history, Judged judged)
    {
        var hosts = new Dictionary<int, int>();
        var all = new HashSet<int>();
        foreach (ref readonly var row in history.Rows)
        {
            all.Add(row.Host);
            hosts[row.Run] = hosts.TryGetValue(row.Run, out var known) && known != row.Host ? TestHistory.None : row.Host;
        }

        var met = judged.Outages.Where(it => it.Probability >= 0.5).Select(it => (it.Run, Host: hosts[it.Run])).ToList();
        var isOneMachine = met.Count >= FewestOutages && all.Count > 1 && met[0].Host >= 0 && met.TrueForAll(it => it.Host == met[0].Host);
        return isOneMachine ? met.ToDictionary(it => it.Run, it => history.Hosts[it.Host]) : new Dictionary<int, string>();
    }
}
