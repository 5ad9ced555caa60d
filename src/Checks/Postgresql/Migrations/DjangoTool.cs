namespace Slipway.Checks.Postgresql.Migrations;

/// <summary>Django: migrations of every app, by <c>app.name</c>. Apps that the folder does not have are libraries'.</summary>
internal sealed class DjangoTool : MigrationTool
{
    public override string Name => "django";

    public override string Table => "django_migrations";

    public override IReadOnlyList<string> Columns => ["app", "name", "applied"];

    public override async Task<MigrationsApplied> AppliedAsync(PostgresQuestions database, string schema, CancellationToken ct)
    {
        var rows = await database.AskAsync($"SELECT app || '.' || name AS name FROM {In(schema, Table)} ORDER BY id", ct);
        return new() { Names = [.. rows.Select(it => it.Text("name") ?? "")] };
    }

    public override IReadOnlyList<string> InFolder(IReadOnlyList<MigrationFile> files) =>
        [.. files.Select(it => NameOf(it.Path.Split('/'))).OfType<string>()];

    public override bool IsForeign(string name, IReadOnlyList<string> folder)
    {
        var app = name[..(name.IndexOf('.', StringComparison.Ordinal) + 1)];
        return !folder.Any(it => it.StartsWith(app, StringComparison.Ordinal));
    }

    private static string? NameOf(string[] parts) =>
        parts is [.., var app, "migrations", var file]
        && file.EndsWith(".py", StringComparison.Ordinal)
        && !file.StartsWith("__", StringComparison.Ordinal)
            ? $"{app}.{file[..^3]}"
            : null;
}
