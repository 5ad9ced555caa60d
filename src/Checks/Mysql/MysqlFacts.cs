using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Mysql;

/// <summary>What the server says of itself, held against the bounds. What it does not say was not seen.</summary>
internal sealed record MysqlFacts(IReadOnlyList<string> Asked)
{
    private static readonly Dictionary<string, string[]> Bounds = new(StringComparer.Ordinal)
    {
        ["server"] = ["acts-as", "up-for"],
        ["connections"] = ["most-connections"],
        ["replication"] = ["most-lag"],
        ["slow"] = ["longest"],
    };

    private const string Server =
        "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'version_comment', 'read_only', 'max_connections')";
    private const string Status = "SHOW GLOBAL STATUS WHERE Variable_name IN ('Uptime', 'Threads_connected', 'Max_used_connections')";
    private const string MaySee =
        "SELECT count(*) AS n FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE IN ('PROCESS', 'SUPER')";

    private const string Slow = """
        SELECT ID AS id, USER AS name, TIME AS seconds FROM information_schema.PROCESSLIST
        WHERE COMMAND NOT IN ('Sleep', 'Daemon', 'Binlog Dump', 'Binlog Dump GTID', 'Slave_IO', 'Slave_SQL', 'Slave_worker', 'Connect')
        AND USER NOT IN ('system user', 'event_scheduler') AND ID <> CONNECTION_ID() ORDER BY TIME DESC LIMIT 1000
        """;

    private string Role { get; init; } = "any";

    private TimeSpan? UpFor { get; init; }

    private int MostConnections { get; init; }

    private TimeSpan MostLag { get; init; }

    private TimeSpan Longest { get; init; }

    public static MysqlFacts Of(SettingReader settings)
    {
        var asked = (settings.Text("fact") ?? "server,connections")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (asked.Count == 0 || asked.Any(it => !Bounds.ContainsKey(it)))
        {
            settings.Fault($"mysql: fact is one or several of {string.Join(", ", Bounds.Keys)}.");
        }

        // A bound that nothing is held against would look as if it were kept.
        foreach (var (fact, names) in Bounds.Where(it => !asked.Contains(it.Key)))
        {
            foreach (var name in names.Where(it => settings.Raw(it) is not null))
            {
                settings.Fault($"mysql: {name} is about the fact {fact}, which is not asked.");
            }
        }

        return new(asked)
        {
            Role = settings.OneOf("acts-as", "any", "primary", "replica", "any"),
            UpFor = settings.Raw("up-for") is null ? null : settings.Duration("up-for", TimeSpan.Zero),
            MostConnections = settings.Whole("most-connections", 80, 1, 100),
            MostLag = settings.Duration("most-lag", TimeSpan.FromSeconds(30)),
            Longest = settings.Duration("longest", TimeSpan.FromMinutes(1)),
        };
    }

    public Task TellAsync(string fact, MysqlClient client, Account account, CancellationToken ct) =>
        fact switch
        {
            "server" => ServerAsync(client, account, ct),
            "connections" => ConnectionsAsync(client, account, ct),
            "replication" => ReplicationAsync(client, account, ct),
            _ => SlowAsync(client, account, ct),
        };

    private async Task ServerAsync(MysqlClient client, Account account, CancellationToken ct)
    {
        var tables = await client.AskAsync(ct, Server, Status);
        var (variables, status) = (tables[0], tables[1]);
        var (up, writes) = (TimeSpan.FromSeconds(status.Number("Uptime")), variables.Text("read_only"));
        account.Facts["server"] = new JsonObject
        {
            ["version"] = JsonTexts.Cut(variables.Text("version"), 100),
            ["comment"] = JsonTexts.Cut(variables.Text("version_comment"), 200),
            ["readOnly"] = writes != "OFF",
            ["uptimeSeconds"] = up.TotalSeconds,
        };
        account.Value = new(up.TotalSeconds, "s");
        if (Role != "any" && writes == "OFF" != (Role == "primary"))
        {
            account.Flaw(
                writes == "OFF"
                    ? "the server takes writes, so it is no replica"
                    : $"the server takes no writes (read_only is {writes}), so it is no primary"
            );
        }

        if (up < UpFor)
        {
            account.Flaw($"the server has been up for {Seconds(up.TotalSeconds)}, shorter than {Durations.Write(UpFor.Value)}");
        }
    }

    private async Task ConnectionsAsync(MysqlClient client, Account account, CancellationToken ct)
    {
        var tables = await client.AskAsync(ct, Server, Status);
        var (most, taken, peak) = (
            tables[0].Number("max_connections"),
            tables[1].Number("Threads_connected"),
            tables[1].Number("Max_used_connections")
        );
        var share = most > 0 ? 100 * taken / most : throw new NotSeenException("The server does not say how many connections it allows.");
        account.Facts["connections"] = new JsonObject
        {
            ["taken"] = taken,
            ["allowed"] = most,
            ["peak"] = peak,
            ["sharePercent"] = Math.Round(share, 2),
        };
        account.Value = new(share, "%");
        if (share > MostConnections)
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{taken} of {most} connections are taken ({share:0.#} %), more than {MostConnections} %"
                )
            );
        }
    }

    private async Task ReplicationAsync(MysqlClient client, Account account, CancellationToken ct)
    {
        var status = (await client.AskAsync(ct, "SHOW REPLICA STATUS"))[0];
        if (status.Rows.Count != 1)
        {
            throw new NotSeenException(
                status.Rows.Count == 0
                    ? "The server is no replica, so it does not say how far behind one is; ask the replica."
                    : "The server is a replica of several; which is meant is not known."
            );
        }

        string State(string now, string before) =>
            status.First(now) ?? status.First(before) ?? throw new NotSeenException($"The server does not say {now}.");
        var (receives, applies) = (State("Replica_IO_Running", "Slave_IO_Running"), State("Replica_SQL_Running", "Slave_SQL_Running"));
        var text = status.First("Seconds_Behind_Source") ?? status.First("Seconds_Behind_Master");
        double? lag = double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
        account.Facts["replication"] = new JsonObject
        {
            ["receives"] = receives,
            ["applies"] = applies,
            ["lagSeconds"] = lag,
        };
        account.Value = lag is { } late ? new(late, "s") : null;
        Running("receive", receives, status.First("Last_IO_Error"), account);
        Running("apply", applies, status.First("Last_SQL_Error"), account);
        if (lag > MostLag.TotalSeconds)
        {
            account.Flaw($"the replica is {Seconds(lag.Value)} behind, longer than {Durations.Write(MostLag)}");
        }

        if (lag is null && account.Flaws.Count == 0)
        {
            throw new NotSeenException("The replica does not say how far it is behind.");
        }
    }

    private static void Running(string what, string state, string? error, Account account)
    {
        if (state != "Yes")
        {
            var why = error is { Length: > 0 } ? $": {JsonTexts.Cut(error, 300)}" : "";
            account.Flaw($"the replica does not {what} what its primary sends ({JsonTexts.Cut(state, 50)}){why}");
        }
    }

    private async Task SlowAsync(MysqlClient client, Account account, CancellationToken ct)
    {
        var tables = await client.AskAsync(ct, MaySee, Slow);
        if (tables[0].First("n") is null or "0")
        {
            throw new NotSeenException("The role sees only its own statements; grant it PROCESS.");
        }

        var times = tables[1]
            .Rows.Select(it =>
                it is [_, _, { } text] && double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
                    ? time
                    : (double?)null
            )
            .ToList();
        if (times.Any(it => it is null))
        {
            throw new NotSeenException("The server does not say how long a statement has been running.");
        }

        var worst = times.Max() ?? 0;
        account.Facts["slow"] = new JsonObject { ["running"] = times.Count, ["longestSeconds"] = worst };
        account.Value = new(worst, "s");
        var late = tables[1].Rows.Where((_, i) => times[i] > Longest.TotalSeconds).ToList();
        foreach (var row in late.Take(20))
        {
            account.Flaw(
                $"a statement of {JsonTexts.Cut(row[1] ?? "", 100)} (connection {row[0]}) has been running for {row[2]} s, longer than {Durations.Write(Longest)}"
            );
        }
    }

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###} s");
}
