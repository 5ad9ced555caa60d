using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>Statements and transactions that run for too long. The text of a statement is not brought home: it may hold data.</summary>
internal sealed class SlowFact : PostgresFact
{
    private const string Query = """
        SELECT pid::bigint AS pid, usename::text AS who, datname::text AS db, state,
            extract(epoch FROM clock_timestamp() - CASE WHEN state = 'active' THEN query_start ELSE xact_start END)::float8 AS seconds
        FROM pg_stat_activity
        WHERE backend_type IN ('client backend', 'parallel worker') AND pid <> pg_backend_pid() AND datname = current_database()
            AND (state = 'active' OR state LIKE 'idle in transaction%')
        ORDER BY 5 DESC NULLS LAST
        """;

    public override string Name => "slow";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "longer-than",
            Required: false,
            "For `slow`: longest time of a statement, or of a transaction in which nothing happens. Default `1m`."
        ),
    ];

    public override PostgresLook Read(SettingReader settings)
    {
        var bound = settings.Duration("longer-than", TimeSpan.FromMinutes(1)).TotalSeconds;
        return async (database, account, ct) =>
        {
            if (database.Blind("the statements") is { } blind)
            {
                return blind;
            }

            var rows = await database.AskAsync(Query, ct);
            account.Value = new(rows.Max(it => it.Number("seconds")) ?? 0, "s");
            account.Facts["slow"] = new JsonObject
            {
                ["running"] = rows.Count,
                ["longestSeconds"] = account.Value?.Number,
                ["tooLong"] = rows.Count(it => it.Number("seconds") > bound),
            };
            foreach (var row in rows.Where(it => it.Number("seconds") > bound).Take(50))
            {
                var what = row.Text("state") == "active" ? "runs a statement" : "holds a transaction open and does nothing";
                account.Flaw(
                    $"session {row.Text("pid")} of {row.Text("who")} {what} for {Spans.Seconds(row.Number("seconds") ?? 0)}, longer than {Spans.Seconds(bound)}"
                );
            }

            return null;
        };
    }
}
