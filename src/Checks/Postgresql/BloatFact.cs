using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>Rows that are dead and not yet cleared away, per table.</summary>
internal sealed class BloatFact : PostgresFact
{
    private const string Query = """
        SELECT schemaname || '.' || relname AS name, n_live_tup AS live, n_dead_tup AS dead, pg_relation_size(relid) AS size,
            extract(epoch FROM now() - greatest(last_vacuum, last_autovacuum))::float8 AS vacuumed
        FROM pg_stat_user_tables
        """;

    public override string Name => "bloat";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("most-dead", Required: false, "For `bloat`: highest share of dead rows in a table, in per cent. Default 20; 1 to 100."),
        new(
            "least-rows",
            Required: false,
            "For `bloat`: tables with fewer rows, dead ones included, are not judged. Default 1000; 0 to 1000000000."
        ),
    ];

    public override PostgresLook Read(SettingReader settings)
    {
        var bound = settings.Whole("most-dead", 20, 1, 100);
        var least = settings.Whole("least-rows", 1000, 0, 1_000_000_000);
        return async (database, account, ct) =>
        {
            var rows = await database.AskAsync(Query, ct);
            if (rows.Count == 0)
            {
                return "The database has no tables of its own.";
            }

            // After a crash the counts begin again at nothing.
            var unknown = rows.Where(it => it.Whole("live") is null or 0 && it.Whole("dead") is null or 0 && it.Whole("size") > 1024 * 1024)
                .ToList();
            Tell(rows.Where(it => it.Whole("live") + it.Whole("dead") >= Math.Max(least, 1)).ToList(), bound, rows.Count, account);
            return unknown.Count == 0
                ? null
                : $"Nothing has been counted yet in {unknown.Count} of {rows.Count} tables ({string.Join(", ", unknown.Take(5).Select(it => it.Text("name")))}); ANALYZE them.";
        };
    }

    private static void Tell(List<PostgresRow> judged, int bound, int tables, Account account)
    {
        var worst = judged.OrderByDescending(Share).ToList();
        account.Value = new(worst.Count == 0 ? 0 : Share(worst[0]), "%");
        account.Facts["bloat"] = new JsonObject
        {
            ["tables"] = tables,
            ["judged"] = judged.Count,
            ["worst"] = worst.Count == 0 ? null : worst[0].Text("name"),
            ["worstPercent"] = Math.Round(account.Value?.Number ?? 0, 2),
        };
        foreach (var row in worst.Where(it => Share(it) > bound).Take(50))
        {
            var vacuumed = row.Number("vacuumed") is { } ago ? $"last vacuumed {Spans.Seconds(Math.Round(ago))} ago" : "never vacuumed";
            account.Flaw($"{Spans.Share(Share(row))} of the rows of {row.Text("name")} are dead, more than {bound} %; {vacuumed}");
        }
    }

    private static double Share(PostgresRow row) =>
        100.0 * (row.Whole("dead") ?? 0) / Math.Max(1, (row.Whole("live") ?? 0) + (row.Whole("dead") ?? 0));
}
