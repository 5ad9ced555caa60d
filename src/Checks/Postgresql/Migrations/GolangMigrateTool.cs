using System.Text.RegularExpressions;

namespace Slipway.Checks.Postgresql.Migrations;

/// <summary>golang-migrate: one row with the newest version, and whether it was left half applied.</summary>
internal sealed partial class GolangMigrateTool : MigrationTool
{
    public override string Name => "golang-migrate";

    public override string Table => "schema_migrations";

    public override IReadOnlyList<string> Columns => ["version", "dirty"];

    public override async Task<MigrationsApplied> AppliedAsync(PostgresQuestions database, string schema, CancellationToken ct)
    {
        var rows = await database.AskAsync($"SELECT version::text AS name, dirty FROM {In(schema, Table)}", ct);
        return new()
        {
            Names = [.. rows.Where(it => it.Flag("dirty") == false).Select(it => Normal(it.Text("name") ?? ""))],
            OnlyNewest = true,
            Broken =
            [
                .. rows.Where(it => it.Flag("dirty") != false)
                    .Select(it => $"the migration {it.Text("name")} was left half applied (dirty)"),
            ],
        };
    }

    public override IReadOnlyList<string> InFolder(IReadOnlyList<MigrationFile> files) =>
        [.. files.Select(it => File().Match(it.Name)).Where(it => it.Success).Select(it => Normal(it.Groups[1].Value)).Distinct()];

    public override string Normal(string name) => name.TrimStart('0') is { Length: > 0 } digits ? digits : "0";

    public override int Compare(string left, string right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);

    [GeneratedRegex(@"^([0-9]{1,20})_.{0,200}\.up\.[a-z0-9]{1,10}$")]
    private static partial Regex File();
}
