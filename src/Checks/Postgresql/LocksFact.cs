using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>Sessions that wait for locks, and for whom.</summary>
internal sealed class LocksFact : PostgresFact
{
    private const string Query = """
        SELECT a.pid::bigint AS pid, a.usename::text AS who, array_to_string(pg_blocking_pids(a.pid), ', ') AS holders,
            extract(epoch FROM clock_timestamp() - coalesce(l.since, a.query_start))::float8 AS seconds, l.what
        FROM pg_stat_activity a
        JOIN (SELECT pid, min(waitstart) AS since, min(coalesce(c.relname::text, locktype)) AS what
            FROM pg_locks LEFT JOIN pg_class c ON c.oid = relation AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            WHERE NOT granted GROUP BY pid) l ON l.pid = a.pid
        WHERE a.datname = current_database()
        ORDER BY 4 DESC NULLS LAST
        """;

    public override string Name => "locks";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [new("waiting-longer-than", Required: false, "For `locks`: longest time that a session may wait for a lock. Default `5s`.")];

    public override PostgresLook Read(SettingReader settings)
    {
        var bound = settings.Duration("waiting-longer-than", TimeSpan.FromSeconds(5)).TotalSeconds;
        return async (database, account, ct) =>
        {
            if (database.Blind("the waits") is { } blind)
            {
                return blind;
            }

            var rows = await database.AskAsync(Query, ct);
            account.Value = new(rows.Count, "");
            account.Facts["locks"] = new JsonObject
            {
                ["waiting"] = rows.Count,
                ["longestSeconds"] = rows.Max(it => it.Number("seconds")) ?? 0,
            };
            foreach (var row in rows.Where(it => (it.Number("seconds") ?? double.MaxValue) > bound).Take(50))
            {
                account.Flaw(
                    $"session {row.Text("pid")} of {row.Text("who")} waits for {row.Text("what")} for {Spans.Seconds(row.Number("seconds") ?? 0)}, longer than {Spans.Seconds(bound)}; held by session {row.Text("holders")}"
                );
            }

            return null;
        };
    }
}
