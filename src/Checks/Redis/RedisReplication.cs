using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Redis;

/// <summary>Whether copies are connected and how late they are, from either side.</summary>
internal static class RedisReplication
{
    public static void Tell(RedisInfo info, RedisBounds bounds, Account account)
    {
        if (info.Text("role") == "slave")
        {
            OfReplica(info, bounds, account);
        }
        else
        {
            OfPrimary(info, bounds, account);
        }
    }

    private static void OfReplica(RedisInfo info, RedisBounds bounds, Account account)
    {
        var link = info.Text("master_link_status") ?? throw new IOException("The server's INFO does not say master_link_status.");
        var quiet = info.Whole("master_last_io_seconds_ago");
        account.Value = quiet is >= 0 ? new(quiet.Value, "s") : null;
        account.Facts["replication"] = new JsonObject
        {
            ["role"] = "replica",
            ["link"] = link,
            ["quietSeconds"] = quiet,
            ["copying"] = info.Whole("master_sync_in_progress") == 1,
        };
        if (link != "up")
        {
            account.Flaw($"the link to the primary is {link} for {info.Whole("master_link_down_since_seconds") ?? 0} s");
        }
        else if (quiet is null or < 0)
        {
            throw new IOException("The server's INFO does not say when it last heard of its primary.");
        }
        else if (quiet > bounds.Lag.TotalSeconds)
        {
            account.Flaw(Late("this replica last heard of its primary", quiet.Value, bounds));
        }

        if (info.Whole("master_sync_in_progress") == 1)
        {
            account.Flaw("this replica is still copying everything from its primary");
        }
    }

    private static void OfPrimary(RedisInfo info, RedisBounds bounds, Account account)
    {
        var copies = Enumerable.Range(0, 100).Select(it => info.Text($"slave{it}")).OfType<string>().Select(Parts).ToList();
        var online = copies.Count(it => it.GetValueOrDefault("state") == "online");
        var late = copies
            .Select(it =>
                (
                    Who: $"{it.GetValueOrDefault("ip")}:{it.GetValueOrDefault("port")}",
                    Lag: Number(it, "lag"),
                    Behind: info.Whole("master_repl_offset") - Number(it, "offset")
                )
            )
            .ToList();
        account.Value = late.Count > 0 && late.Max(it => it.Lag) is { } worst ? new(worst, "s") : null;
        account.Facts["replication"] = new JsonObject
        {
            ["role"] = "primary",
            ["replicas"] = copies.Count,
            ["online"] = online,
            ["lagSeconds"] = late.Max(it => it.Lag),
            ["behindBytes"] = late.Max(it => it.Behind),
        };
        if (copies.Count == 0 && bounds.Replicas == 0)
        {
            throw new IOException("No replica is connected to this server; say replicas=1 if there must be one.");
        }

        if (online < bounds.Replicas)
        {
            account.Flaw($"{online} replicas are online, fewer than {bounds.Replicas}");
        }

        foreach (var copy in copies.Where(it => it.GetValueOrDefault("state") != "online"))
        {
            account.Flaw(
                $"the replica {copy.GetValueOrDefault("ip")}:{copy.GetValueOrDefault("port")} is {copy.GetValueOrDefault("state")}, not online"
            );
        }

        foreach (var (who, lag, _) in late.Where(it => it.Lag is null || it.Lag > bounds.Lag.TotalSeconds))
        {
            account.Flaw(
                Late(
                    $"the replica {who} last answered",
                    lag ?? throw new IOException($"The server does not say how late the replica {who} is."),
                    bounds
                )
            );
        }
    }

    private static string Late(string what, long seconds, RedisBounds bounds) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {seconds} s ago, longer than {bounds.Lag.TotalSeconds:0.###} s");

    private static Dictionary<string, string> Parts(string text) =>
        text.Split(',')
            .Select(it => it.Split('=', 2))
            .Where(it => it.Length == 2)
            .DistinctBy(it => it[0])
            .ToDictionary(it => it[0], it => it[1]);

    private static long? Number(Dictionary<string, string> parts, string name) =>
        long.TryParse(parts.GetValueOrDefault(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
