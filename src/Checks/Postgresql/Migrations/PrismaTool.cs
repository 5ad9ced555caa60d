namespace Slipway.Checks.Postgresql.Migrations;

/// <summary>Prisma: one folder per migration. A row that is neither finished nor rolled back has failed, or runs now.</summary>
internal sealed class PrismaTool : MigrationTool
{
    public override string Name => "prisma";

    public override string Table => "_prisma_migrations";

    public override IReadOnlyList<string> Columns => ["migration_name", "finished_at", "rolled_back_at"];

    public override async Task<MigrationsApplied> AppliedAsync(PostgresQuestions database, string schema, CancellationToken ct)
    {
        var rows = await database.AskAsync(
            $"SELECT migration_name::text AS name, finished_at IS NOT NULL AS done, rolled_back_at IS NOT NULL AS back FROM {In(schema, Table)} ORDER BY started_at",
            ct
        );
        var applied = rows.Where(it => it.Flag("done") == true && it.Flag("back") == false)
            .Select(it => it.Text("name") ?? "")
            .Distinct()
            .ToList();
        return new()
        {
            Names = applied,
            Broken =
            [
                .. rows.Where(it => it.Flag("done") != true && it.Flag("back") != true)
                    .Select(it => $"the migration {it.Text("name")} began and has not finished"),
                .. rows.Where(it => it.Flag("back") == true && !applied.Contains(it.Text("name") ?? ""))
                    .Select(it => it.Text("name"))
                    .Distinct()
                    .Select(it => $"the migration {it} was rolled back and not applied again"),
            ],
        };
    }

    public override IReadOnlyList<string> InFolder(IReadOnlyList<MigrationFile> files) =>
        [
            .. files
                .Where(it => it.Name == "migration.sql")
                .Select(it => it.Path.Split('/'))
                .Where(it => it.Length >= 2)
                .Select(it => it[^2]),
        ];
}
