using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Redis;

/// <summary>The bounds that the settings give.</summary>
internal sealed record RedisBounds(
    int Memory,
    int Clients,
    TimeSpan SaveAge,
    TimeSpan Lag,
    string? Policy,
    string Role,
    int Replicas,
    bool Persists
);

/// <summary>What INFO says, held against the bounds. What it does not say was not seen.</summary>
internal static class RedisFacts
{
    public static IReadOnlyList<string> Names { get; } = ["server", "memory", "clients", "persistence", "replication", "keyspace"];

    public static void Tell(string fact, RedisInfo info, RedisBounds bounds, DateTimeOffset now, Account account)
    {
        switch (fact)
        {
            case "server":
                Server(info, bounds, account);
                break;
            case "memory":
                Memory(info, bounds, account);
                break;
            case "clients":
                Clients(info, bounds, account);
                break;
            case "persistence":
                Persistence(info, bounds, now, account);
                break;
            case "replication":
                RedisReplication.Tell(info, bounds, account);
                break;
            default:
                Keyspace(info, account);
                break;
        }
    }

    private static void Server(RedisInfo info, RedisBounds bounds, Account account)
    {
        var role = info.Text("role");
        account.Facts["server"] = new JsonObject
        {
            ["version"] = info.Text("redis_version"),
            ["role"] = role,
            ["uptimeSeconds"] = info.Needed("uptime_in_seconds"),
        };
        if (bounds.Role != "any" && role != (bounds.Role == "primary" ? "master" : "slave"))
        {
            account.Flaw($"the server is {(role == "master" ? "a primary" : "a replica")}, not a {bounds.Role}");
        }

        if (info.Whole("loading") == 1)
        {
            account.Flaw("the server is still loading its data");
        }
    }

    private static void Memory(RedisInfo info, RedisBounds bounds, Account account)
    {
        var (used, most) = (info.Needed("used_memory"), info.Needed("maxmemory"));
        var policy = info.Text("maxmemory_policy") ?? throw new IOException("The server's INFO does not say maxmemory_policy.");
        double? share = most > 0 ? 100.0 * used / most : null;
        account.Value = share is { } percent ? new(percent, "%") : null;
        account.Facts["memory"] = new JsonObject
        {
            ["usedBytes"] = used,
            ["mostBytes"] = most,
            ["sharePercent"] = share is { } it ? Math.Round(it, 2) : null,
            ["policy"] = policy,
            ["evicted"] = info.Needed("evicted_keys"),
        };
        if (share > bounds.Memory)
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{share:0.#} % of the memory that is allowed is used ({used} of {most} bytes), more than {bounds.Memory} %"
                )
            );
        }

        if (bounds.Policy is { } wanted && policy != wanted)
        {
            account.Flaw($"when memory is full the policy is {policy}, not {wanted}");
        }

        if (bounds.Policy == "noeviction" && info.Needed("evicted_keys") is > 0 and var evicted)
        {
            account.Flaw($"{evicted} keys were evicted since the server started");
        }
    }

    private static void Clients(RedisInfo info, RedisBounds bounds, Account account)
    {
        var (connected, most, rejected) = (
            info.Needed("connected_clients"),
            info.Needed("maxclients"),
            info.Needed("rejected_connections")
        );
        var share = 100.0 * connected / Math.Max(1, most);
        account.Value = new(connected, "");
        account.Facts["clients"] = new JsonObject
        {
            ["connected"] = connected,
            ["most"] = most,
            ["blocked"] = info.Whole("blocked_clients"),
            ["rejected"] = rejected,
        };
        if (share > bounds.Clients)
        {
            account.Flaw($"{connected} of {most} connections are taken, more than {bounds.Clients} %");
        }

        if (rejected > 0)
        {
            account.Flaw($"{rejected} connections were rejected since the server started");
        }
    }

    private static void Persistence(RedisInfo info, RedisBounds bounds, DateTimeOffset now, Account account)
    {
        var appends = info.Needed("aof_enabled") == 1;
        var age = Math.Max(0, now.ToUnixTimeSeconds() - info.Needed("rdb_last_save_time"));
        var changes = info.Needed("rdb_changes_since_last_save");
        var (saved, written, rewritten) = (
            info.Text("rdb_last_bgsave_status"),
            info.Text("aof_last_write_status"),
            info.Text("aof_last_bgrewrite_status")
        );
        if (saved is null || (appends && written is null))
        {
            throw new IOException("The server's INFO does not say whether saving succeeds.");
        }

        account.Value = new(age, "s");
        account.Facts["persistence"] = new JsonObject
        {
            ["lastSave"] = saved,
            ["saveAgeSeconds"] = age,
            ["unsavedChanges"] = changes,
            ["appends"] = appends,
            ["lastWrite"] = written,
            ["loading"] = info.Whole("loading") == 1,
        };
        Told(saved != "ok", "the last background save failed", account);
        Told(appends && written != "ok", "the last write to the append-only file failed", account);
        Told(appends && rewritten is not (null or "ok"), "the last rewrite of the append-only file failed", account);
        Told(info.Whole("loading") == 1, "the server is still loading its data", account);
        Told(bounds.Persists && !appends, "the server does not append what changes to a file (appendonly is off)", account);
        // Where every change is appended, the age of a snapshot is no loss.
        Told(
            !appends && changes > 0 && age > bounds.SaveAge.TotalSeconds,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{changes} changes are not saved; the last save is {age} s old, older than {bounds.SaveAge.TotalSeconds:0.###} s"
            ),
            account
        );
    }

    private static void Keyspace(RedisInfo info, Account account)
    {
        var databases = new JsonObject();
        var sum = 0L;
        foreach (
            var (name, value) in info
                .Values.Where(it =>
                    it.Key.StartsWith("db", StringComparison.Ordinal) && it.Value.StartsWith("keys=", StringComparison.Ordinal)
                )
                .Take(100)
        )
        {
            var parts = value.Split(',').Select(it => it.Split('=', 2)).Where(it => it.Length == 2).ToDictionary(it => it[0], it => it[1]);
            var keys = long.TryParse(parts["keys"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new IOException("The server's INFO does not say how many keys there are.");
            sum += keys;
            databases[name] = new JsonObject { ["keys"] = keys, ["expiring"] = parts.GetValueOrDefault("expires") };
        }

        account.Value = new(sum, "");
        account.Facts["keyspace"] = new JsonObject { ["keys"] = sum, ["databases"] = databases };
    }

    private static void Told(bool wrong, string sentence, Account account)
    {
        if (wrong)
        {
            account.Flaw(sentence);
        }
    }
}
