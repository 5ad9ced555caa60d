using System.Text.RegularExpressions;
using System.Xml;

namespace Slipway.Checks.Postgresql.Migrations;

/// <summary>Liquibase: change sets by <c>id author</c>, from changelogs in SQL and XML, and a table for the lock.</summary>
internal sealed partial class LiquibaseTool : MigrationTool
{
    public override string Name => "liquibase";

    public override string Table => "databasechangelog";

    public override IReadOnlyList<string> Columns => ["id", "author", "filename", "exectype"];

    public override async Task<MigrationsApplied> AppliedAsync(PostgresQuestions database, string schema, CancellationToken ct)
    {
        var rows = await database.AskAsync(
            $"SELECT id || ' ' || author AS name, exectype::text AS type FROM {In(schema, Table)} ORDER BY orderexecuted",
            ct
        );
        var held = await HasAsync(database, schema, "databasechangeloglock", ct)
            ? await database.AskAsync($"SELECT lockedby::text AS who FROM {In(schema, "databasechangeloglock")} WHERE locked", ct)
            : [];
        return new()
        {
            Names = [.. rows.Where(it => it.Text("type") is not ("FAILED" or "SKIPPED")).Select(it => it.Text("name") ?? "")],
            Broken =
            [
                .. rows.Where(it => it.Text("type") is "FAILED" or "SKIPPED")
                    .Select(it => $"the change set {it.Text("name")} is {it.Text("type")?.ToLowerInvariant()}"),
                .. held.Select(it => $"the lock of the migrations is held by {it.Text("who")}: one runs now, or one was broken off"),
            ],
        };
    }

    public override IReadOnlyList<string> InFolder(IReadOnlyList<MigrationFile> files)
    {
        if (files.FirstOrDefault(it => Path.GetExtension(it.Name) is ".yaml" or ".yml" or ".json") is { } other)
        {
            throw new IOException($"Changelogs in YAML and JSON are not read ({other.Path}); say last= instead of folder=.");
        }

        return [.. files.SelectMany(NamesOf).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> NamesOf(MigrationFile file) =>
        file.Name.EndsWith(".sql", StringComparison.Ordinal)
            ? ChangeSet().Matches(file.Read()).Select(it => $"{it.Groups[2].Value} {it.Groups[1].Value}")
        : file.Name.EndsWith(".xml", StringComparison.Ordinal) ? InXml(file)
        : [];

    private static List<string> InXml(MigrationFile file)
    {
        try
        {
            using var text = new StringReader(file.Read());
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var names = new List<string>();
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "changeSet" })
                {
                    names.Add($"{reader.GetAttribute("id")} {reader.GetAttribute("author")}");
                }
            }

            return names;
        }
        catch (XmlException fault)
        {
            throw new IOException($"The changelog {file.Path} cannot be read: {fault.Message}", fault);
        }
    }

    [GeneratedRegex(@"^-- *changeset +([^:\r\n]{1,100}):([^ \r\n]{1,200})", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ChangeSet();
}
