using System.Text.RegularExpressions;

namespace Slipway.Checks.Postgresql.Migrations;

/// <summary>Flyway: versions (<c>V2_1__add_orders.sql</c>) and repeatable scripts (<c>R__views.sql</c>).</summary>
internal sealed partial class FlywayTool : MigrationTool
{
    public override string Name => "flyway";

    public override string Table => "flyway_schema_history";

    public override IReadOnlyList<string> Columns => ["installed_rank", "version", "script", "success"];

    public override async Task<MigrationsApplied> AppliedAsync(PostgresQuestions database, string schema, CancellationToken ct)
    {
        var rows = await database.AskAsync(
            $"SELECT version::text AS version, description::text AS description, type::text AS type, success FROM {In(schema, Table)} ORDER BY installed_rank",
            ct
        );
        var names = new List<string>();
        string? baseline = null;
        foreach (var row in rows.Where(it => it.Text("type") != "SCHEMA"))
        {
            var name = row.Text("version") is { } version ? Normal(version) : Repeatable(row.Text("description") ?? "");
            names.Remove(name);
            if (
                row.Flag("success") == true
                && row.Text("type") is not "DELETE"
                && row.Text("type")?.StartsWith("UNDO", StringComparison.Ordinal) != true
            )
            {
                names.Add(name);
            }

            baseline = row.Text("type") == "BASELINE" ? name : baseline;
        }

        return new()
        {
            Names = names,
            Baseline = baseline,
            Broken =
            [
                .. rows.Where(it => it.Flag("success") != true)
                    .Select(it => $"the migration {it.Text("version") ?? "R"} '{it.Text("description")}' has failed"),
            ],
        };
    }

    public override IReadOnlyList<string> InFolder(IReadOnlyList<MigrationFile> files) =>
        [
            .. files
                .Select(it => File().Match(it.Name))
                .Where(it => it.Success)
                .Select(it => it.Groups[2].Success ? Normal(it.Groups[2].Value) : Repeatable(it.Groups[3].Value)),
        ];

    /// <summary><c>1_02.0</c> and <c>1.2</c> are one version.</summary>
    public override string Normal(string name)
    {
        var parts = name.Trim()
            .TrimStart('V')
            .Split('.', '_')
            .Select(it => it.TrimStart('0') is { Length: > 0 } digits ? digits : "0")
            .ToList();
        while (parts.Count > 1 && parts[^1] == "0")
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('.', parts);
    }

    public override int Compare(string left, string right)
    {
        var (one, other) = (left.Split('.'), right.Split('.'));
        for (var at = 0; at < Math.Max(one.Length, other.Length); at++)
        {
            var (a, b) = (one.ElementAtOrDefault(at) ?? "0", other.ElementAtOrDefault(at) ?? "0");
            if (a.Length != b.Length || a != b)
            {
                return a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b);
            }
        }

        return 0;
    }

    private static string Repeatable(string description) => $"R {description.Replace('_', ' ')}";

    [GeneratedRegex(@"^(V([0-9][0-9._]{0,100}?)|R)__(.{1,200})\.(?:sql|java|kt|class)$")]
    private static partial Regex File();
}
