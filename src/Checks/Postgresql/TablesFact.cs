using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>Whether tables exist and have the columns that the new version needs.</summary>
internal sealed class TablesFact : PostgresFact
{
    private const string Query = """
        SELECT n.nspname::text AS schema,
            array_to_string(array(SELECT attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum), E'\n') AS columns
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relname = $2 AND n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        ORDER BY array_position($1, n.nspname::text) LIMIT 1
        """;

    public override string Name => "tables";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "table.*",
            Required: false,
            "For `tables`: a table or view that must exist, with the columns that it must have: `table.shop.orders=id,total`."
        ),
    ];

    public override PostgresLook Read(SettingReader settings)
    {
        var wanted = settings.All("table.");
        if (wanted.Count is 0 or > 1000)
        {
            settings.Fault("postgresql: the fact tables needs tables, for instance table.orders=id,total.");
        }

        return async (database, account, ct) =>
        {
            var facts = new JsonObject();
            account.Facts["tables"] = facts;
            foreach (var (name, columns) in wanted)
            {
                string[] schemas = name.Split('.', 2) is [var schema, _] ? [schema] : [.. database.SearchPath];
                var row = await database.FirstAsync(Query, ct, schemas, name.Split('.', 2)[^1]);
                Tell(name, schemas, List(columns), row, facts, account);
            }

            return null;
        };
    }

    private static void Tell(
        string name,
        string[] schemas,
        IReadOnlyList<string> wanted,
        PostgresRow? row,
        JsonObject facts,
        Account account
    )
    {
        var columns = (row?.Text("columns") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        facts[name] = new JsonObject
        {
            ["exists"] = row is not null,
            ["schema"] = row?.Text("schema"),
            ["columns"] = columns.Length,
        };
        if (row is null)
        {
            account.Flaw($"there is no table {name} (looked in {string.Join(", ", schemas.DefaultIfEmpty("no schema"))})");
            return;
        }

        foreach (var column in wanted.Where(it => !columns.Contains(it)))
        {
            account.Flaw($"the table {name} has no column {column}");
        }
    }
}
