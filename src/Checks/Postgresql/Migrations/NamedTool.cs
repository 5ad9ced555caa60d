namespace Slipway.Checks.Postgresql.Migrations;

/// <summary>Tools that keep one row per migration, by the name of its file, and nothing about failures: <paramref name="nameOf"/> is null for what is no migration, <paramref name="normal"/> takes what of a name counts.</summary>
internal sealed class NamedTool(
    string name,
    string table,
    IReadOnlyList<string> columns,
    string column,
    Func<MigrationFile, string?> nameOf,
    Func<string, string> normal,
    string? lockTable = null
) : MigrationTool
{
    public override string Name => name;

    public override string Table => table;

    public override IReadOnlyList<string> Columns => columns;

    public override string Normal(string name) => normal(name);

    public override async Task<MigrationsApplied> AppliedAsync(PostgresQuestions database, string schema, CancellationToken ct)
    {
        var query = $"SELECT {PostgresQuestions.Quoted(column)}::text AS name FROM {In(schema, table)} ORDER BY 1";
        var rows = await database.AskAsync(query, ct);
        return new() { Names = [.. rows.Select(it => normal(it.Text("name") ?? ""))], Broken = await LockAsync(database, schema, ct) };
    }

    public override IReadOnlyList<string> InFolder(IReadOnlyList<MigrationFile> files) =>
        [.. files.Select(nameOf).OfType<string>().Select(normal).Distinct(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<string>> LockAsync(PostgresQuestions database, string schema, CancellationToken ct)
    {
        if (lockTable is null || !await HasAsync(database, schema, lockTable, ct))
        {
            return [];
        }

        var held = await database.AskAsync($"SELECT 1 AS it FROM {In(schema, lockTable)} WHERE is_locked::int <> 0", ct);
        return held.Count == 0 ? [] : [$"the lock of the migrations is held ({schema}.{lockTable}): one runs now, or one was broken off"];
    }
}
