using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Checks.Postgresql.Migrations;

namespace Slipway.Checks.Postgresql;

/// <summary>Whether the migrations that belong to the release are applied, and none is half applied.</summary>
internal sealed class MigrationsFact : PostgresFact
{
    /// <summary>More names than this are not told.</summary>
    private const int Told = 50;

    private static readonly string[] Tools = [.. MigrationTools.All().Select(it => it.Name)];

    public override string Name => "migrations";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "tool",
            Required: false,
            $"For `migrations`: {string.Join(", ", Tools.Select(it => $"`{it}`"))}. Default: the one whose table is there."
        ),
        new(
            "schema",
            Required: false,
            "For `row-security` and `migrations`: the schema. Default `public`; for `migrations` wherever the table is."
        ),
        new("last", Required: false, "For `migrations`: name or version that must be applied, as the tool keeps it."),
        new(
            "folder",
            Required: false,
            "For `migrations`: the folder with the migrations; each must be applied, and none that it does not have."
        ),
    ];

    public override PostgresLook Read(SettingReader settings)
    {
        var (tool, schema, last, folder) = (settings.Text("tool"), settings.Text("schema"), settings.Text("last"), settings.Text("folder"));
        if (tool is not null && !Tools.Contains(tool))
        {
            settings.Fault($"postgresql: tool is one of {string.Join(", ", Tools)}, not '{tool}'.");
        }

        return async (database, account, ct) =>
        {
            var found = await FindAsync(database, tool, schema, ct);
            if (found is not [var (one, place)])
            {
                return found.Count == 0
                    ? $"No table of {tool ?? "a migration tool"} was found{(schema is null ? "" : $" in the schema {schema}")}; there are those of {string.Join(", ", Tools)}."
                    : $"There are several tables of migrations ({string.Join(", ", found.Take(10).Select(it => $"{it.Tool.Name} in {it.Schema}"))}); say tool=NAME, or schema=NAME.";
            }

            // The folder first: Alembic's table makes sense only with it.
            var files = folder is null ? null : one.InFolder(MigrationFile.Of(settings.PathOf(folder), ct));
            if (files is { Count: 0 })
            {
                return $"The folder {folder} holds no migrations of {one.Name}.";
            }

            return Tell(one, place, await one.AppliedAsync(database, place, ct), files, last, account);
        };
    }

    private static async Task<List<(MigrationTool Tool, string Schema)>> FindAsync(
        PostgresQuestions database,
        string? tool,
        string? schema,
        CancellationToken ct
    )
    {
        const string Query = """
            SELECT n.nspname::text AS schema,
                (SELECT array_to_string(array_agg(attname::text), E'\n') FROM pg_attribute a WHERE a.attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = $1 AND c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') LIMIT 100
            """;
        var found = new List<(MigrationTool, string)>();
        foreach (var one in MigrationTools.All().Where(it => tool is null || it.Name == tool))
        {
            foreach (var row in await database.AskAsync(Query, ct, one.Table))
            {
                var columns = (row.Text("columns") ?? "").Split('\n');
                var others = one.Name == "rails" && columns.Contains("dirty");
                if (one.Columns.All(columns.Contains) && !others && row.Text("schema") is { } place && (schema is null || schema == place))
                {
                    found.Add((one, place));
                }
            }
        }

        return found;
    }

    private static string? Tell(
        MigrationTool tool,
        string schema,
        MigrationsApplied applied,
        IReadOnlyList<string>? folder,
        string? last,
        Account account
    )
    {
        var pending = (folder ?? []).Where(it => !Has(tool, applied, it)).ToList();
        var unknown = folder is null
            ? []
            : applied.Names.Where(it => !folder.Contains(it) && it != applied.Baseline && !tool.IsForeign(it, folder)).ToList();
        account.Value = new(pending.Count, "");
        account.Facts["migrations"] = new JsonObject
        {
            ["tool"] = tool.Name,
            ["schema"] = schema,
            ["applied"] = applied.Names.Count,
            ["last"] = applied.Names.Count > 0 ? applied.Names[^1] : null,
            ["inFolder"] = folder?.Count,
            ["pending"] = Names(pending),
            ["unknown"] = Names(unknown),
            ["broken"] = applied.Broken.Count,
        };
        Flaws(applied.Broken, account);
        Flaws(pending.Select(it => $"the migration {it} is not applied"), account);
        Flaws(unknown.Select(it => $"the migration {it} is applied, and the folder does not have it"), account);
        if (last is not null && !Has(tool, applied, tool.Normal(last)))
        {
            account.Flaw($"the migration {last} is not applied; the newest is {(applied.Names.Count > 0 ? applied.Names[^1] : "none")}");
        }

        return applied.Names.Count == 0 && applied.Broken.Count == 0 && folder is null && last is null
            ? $"The table of {tool.Name} in {schema} is empty; nothing says which migrations should be applied."
            : null;
    }

    private static bool Has(MigrationTool tool, MigrationsApplied applied, string name) =>
        applied.Names.Contains(name)
        || (applied.Baseline is { } baseline && !name.StartsWith("R ", StringComparison.Ordinal) && tool.Compare(name, baseline) <= 0)
        || (applied.OnlyNewest && applied.Names.Any(it => tool.Compare(name, it) <= 0));

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Take(Told).Select(it => (JsonNode?)it)]);

    private static void Flaws(IEnumerable<string> sentences, Account account) => sentences.Take(Told).ToList().ForEach(account.Flaw);
}
