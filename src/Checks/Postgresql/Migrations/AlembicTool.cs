using System.Text.RegularExpressions;

namespace Slipway.Checks.Postgresql.Migrations;

/// <summary>Alembic: the table holds only the heads; each file names the one before it.</summary>
internal sealed partial class AlembicTool : MigrationTool
{
    private readonly Dictionary<string, IReadOnlyList<string>> _before = new(StringComparer.Ordinal);

    public override string Name => "alembic";

    public override string Table => "alembic_version";

    public override IReadOnlyList<string> Columns => ["version_num"];

    public override async Task<MigrationsApplied> AppliedAsync(PostgresQuestions database, string schema, CancellationToken ct)
    {
        var heads = (await database.AskAsync($"SELECT version_num::text AS name FROM {In(schema, Table)}", ct)).Select(it =>
            it.Text("name") ?? ""
        );
        var names = new List<string>();
        var next = new Queue<string>(heads);
        while (next.TryDequeue(out var name))
        {
            if (!names.Contains(name))
            {
                names.Add(name);
                (_before.GetValueOrDefault(name) ?? []).ToList().ForEach(next.Enqueue);
            }
        }

        return new() { Names = names };
    }

    public override IReadOnlyList<string> InFolder(IReadOnlyList<MigrationFile> files)
    {
        foreach (var text in files.Where(it => it.Name.EndsWith(".py", StringComparison.Ordinal)).Select(it => it.Read()))
        {
            if (Revision().Match(text) is { Success: true } own)
            {
                var before = Before().Match(text) is { Success: true } found ? found.Groups[1].Value : "";
                _before[own.Groups[1].Value] = [.. Word().Matches(before).Select(it => it.Groups[1].Value)];
            }
        }

        return [.. _before.Keys];
    }

    [GeneratedRegex("""^revision(?:: *[A-Za-z]{1,20})? *= *["']([^"'\r\n]{1,64})["']""", RegexOptions.Multiline)]
    private static partial Regex Revision();

    [GeneratedRegex(@"^down_revision(?::[^=\r\n]{1,80})? *=([^\r\n]{1,400})", RegexOptions.Multiline)]
    private static partial Regex Before();

    [GeneratedRegex("""["']([^"'\r\n]{1,64})["']""")]
    private static partial Regex Word();
}
