using System.Text.RegularExpressions;
using Slipway.Checklists.Configuration;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Repositories;

namespace Slipway.Checklists.Findings.Dead;

/// <summary>A table, with the columns, that a statement of the document uses.</summary>
internal sealed record UsedTable(PlanItem Item, int Line, string Written, string Statement)
{
    public string Name => DatabaseFacts.Plain(Written);
}

/// <summary>The statements of a document and the tables in them.</summary>
internal static partial class Statements
{
    private static readonly HashSet<string> NotOurs = new(
        [
            "information_schema",
            "sqlite_master",
            "schema_migrations",
            "_prisma_migrations",
            "flyway_schema_history",
            "__efmigrationshistory",
            "dual",
            "alembic_version",
            "ar_internal_metadata",
            "knex_migrations",
            "typeorm_migrations",
            "databasechangelog",
            "generate_series",
            "unnest",
            "lateral",
            "select",
            "values",
            "only",
            "set",
        ],
        StringComparer.Ordinal
    );

    private static readonly string[] Clients = ["sql", "maria", "cockroach", "clickhouse"];
    private static readonly ToolTable Tools = ToolTable.For([]);

    /// <summary>All uses, in order.</summary>
    public static IEnumerable<UsedTable> Tables(LintContext context)
    {
        foreach (var (item, command) in context.Commands.Where(it => FindingContext.Counts(it.Item)))
        {
            foreach (var sql in context.SqlOf(command))
            {
                var named = Common().Matches(sql).Select(it => DatabaseFacts.Plain(it.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
                foreach (Match found in Table().Matches(sql))
                {
                    var written = found.Groups["name"].Value;
                    if (IsOurs(written) && !named.Contains(DatabaseFacts.Plain(written)))
                    {
                        yield return new(item, command.Line, written, sql);
                    }
                }
            }
        }
    }

    /// <summary>The SQL of a command.</summary>
    public static IReadOnlyList<string> In(PlanCommand command) =>
        command.Language == "sql" ? [command.Text]
        : Clients.Any(it => command.Text.Contains(it, StringComparison.OrdinalIgnoreCase))
            ? [.. CommandMeaning.Of(command.Text, Tools).Statements]
        : [];

    /// <summary>Columns that a simple statement on one table names.</summary>
    public static IEnumerable<string> ColumnsOf(string sql)
    {
        if (
            sql.Contains('(', StringComparison.Ordinal) && !Insert().IsMatch(sql)
            || sql.Contains(" join ", StringComparison.OrdinalIgnoreCase)
        )
        {
            return Condition().Matches(sql).Select(it => it.Groups[1].Value);
        }

        var listed =
            Selected().Match(sql) is { Success: true } select ? select.Groups[1].Value
            : Insert().Match(sql) is { Success: true } insert ? insert.Groups[1].Value
            : "";
        return listed
            .Split(',')
            .Select(it => it.Trim())
            .Where(it => Identifier().IsMatch(it))
            .Concat(Condition().Matches(sql).Select(it => it.Groups[1].Value));
    }

    private static bool IsOurs(string name)
    {
        var lower = name.ToLowerInvariant();
        return !lower.StartsWith("pg_", StringComparison.Ordinal)
            && !lower.StartsWith("information_schema", StringComparison.Ordinal)
            && !lower.StartsWith("sys.", StringComparison.Ordinal)
            && !lower.StartsWith('$')
            && !NotOurs.Contains(DatabaseFacts.Plain(name));
    }

    [GeneratedRegex(
        @"(?:\b(?:FROM|JOIN|UPDATE|INTO|TRUNCATE(?:\s+TABLE)?|ALTER\s+TABLE|ANALYZE|VACUUM)\s+(?:ONLY\s+|IF\s+EXISTS\s+)?|\\d\+?\s+)(?<name>[A-Za-z_""`][\w.""`]*)(?!\s*\()",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Table();

    [GeneratedRegex(@"(?:\bWITH\s+|,\s*)(\w+)\s+AS\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Common();

    [GeneratedRegex(@"^\s*SELECT\s+([^()*]+?)\s+FROM\s", RegexOptions.IgnoreCase)]
    private static partial Regex Selected();

    [GeneratedRegex(@"\bINSERT\s+INTO\s+[\w.""`]+\s*\(([^)]*)\)", RegexOptions.IgnoreCase)]
    private static partial Regex Insert();

    [GeneratedRegex(
        @"(?:\bWHERE|\bAND|\bOR|\bSET|\bORDER\s+BY)\s+([A-Za-z_]\w*)\s*(?:=|<|>|!=|\bIS\b|\bIN\b|\bLIKE\b|\bDESC\b|\bASC\b|;|$)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Condition();

    [GeneratedRegex(@"^[A-Za-z_]\w*$")]
    private static partial Regex Identifier();
}

/// <summary>A table or column that no migration makes.</summary>
internal sealed class DeadTable : LintRule
{
    public override string Code => "SW2106";

    public override string Name => "dead-table";

    public override string Says => "No migration of this repository makes a table or column that a statement uses.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context) =>
        context.Model is { IsKnown: true, Database.Migrations.Count: > 0 }
            ? Statements.Tables(context).SelectMany(it => Looked(context, it)).DistinctBy(it => (it.Line, it.Message))
            : [];

    private IEnumerable<Finding> Looked(LintContext context, UsedTable used)
    {
        var database = context.Model.Database;
        if (!database.Tables.TryGetValue(used.Name, out var table))
        {
            if (!MakesItself(context, used))
            {
                yield return Near(
                    context,
                    used.Line,
                    used.Written,
                    database.Dropped.TryGetValue(used.Name, out var by)
                        ? $"The table `{used.Name}` is dropped by {by}; the statement fails afterwards."
                        : $"None of the {database.Migrations.Count} migrations creates the table `{used.Name}`{(context.Model.Code.Mentions(used.Name) ? " (the name stands elsewhere in the code)" : "")}; the statement fails.",
                    "Write the migration, or correct the name.",
                    Nearest.Of(used.Name, database.Tables.Keys)
                );
            }

            yield break;
        }

        foreach (
            var column in table.IsWhole
                ? Statements.ColumnsOf(used.Statement).Where(it => !table.Columns.Contains(it.ToLowerInvariant()))
                : []
        )
        {
            yield return Near(
                context,
                used.Line,
                column,
                $"The table `{used.Name}` has no column `{column}` after all migrations.",
                "Write the migration, or correct the name.",
                Nearest.Of(column, table.Columns)
            );
        }
    }

    private static bool MakesItself(LintContext context, UsedTable used) => context.CreatedTables.Contains(used.Name);
}

/// <summary>A table that is used before the step that makes it.</summary>
internal sealed partial class TableTooEarly : LintRule
{
    public override string Code => "SW2107";

    public override string Name => "table-too-early";

    public override string Says => "A statement uses a table before the step of the document that makes it.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var made = MadeBy(context);
        return
        [
            .. Statements
                .Tables(context)
                .Where(it => it.Item.Forward && made.TryGetValue(it.Name, out var step) && it.Line < step.Line)
                .Select(it =>
                    At(
                        context,
                        it.Line,
                        it.Written,
                        $"The table `{it.Name}` is used here, and made only by line {made[it.Name].Line} (`{FindingContext.Short(made[it.Name].Text)}`).",
                        "Put the migration before this step."
                    )
                )
                .DistinctBy(it => (it.Line, it.Message)),
        ];
    }

    /// <summary>The step that makes each table: the one that carries out its migration, or the one right after which the table is verified.</summary>
    private static Dictionary<string, PlanCommand> MadeBy(LintContext context)
    {
        var made = new Dictionary<string, PlanCommand>(StringComparer.Ordinal);
        (PlanItem Item, PlanCommand Command)? migration = null;
        var section = "";
        foreach (var (item, command) in context.Commands.Where(it => it.Item.Forward))
        {
            foreach (var table in MigrationFiles(context, command).Concat(context.SqlOf(command)).SelectMany(DatabaseFacts.CreatedIn))
            {
                made.TryAdd(table, command);
            }

            if (Migrates().IsMatch(command.Text))
            {
                (migration, section) = ((item, command), item.Phase);
            }
            else if (migration is var (_, step) && item.Phase == section)
            {
                foreach (Match shown in Shown().Matches(command.Text))
                {
                    made.TryAdd(DatabaseFacts.Plain(shown.Groups[1].Value), step);
                }
            }
        }

        return made;
    }

    private static IEnumerable<string> MigrationFiles(LintContext context, PlanCommand command) =>
        SqlFile().Matches(command.Text).Select(it => context.Model.Text(it.Value.TrimStart('.', '/'))).OfType<string>();

    [GeneratedRegex(
        @"\bmigrate\s+(?:deploy|up|latest)\b|\bdb:migrate\b|\bmigrate:(?:deploy|up|latest)\b|\bflyway\s+migrate\b|\balembic\s+upgrade\b|\bdatabase\s+update\b|\bmanage\.py\s+migrate\b|\bartisan\s+migrate\b|\bgoose\b.*\bup\b"
    )]
    private static partial Regex Migrates();

    [GeneratedRegex(@"\\d\+?\s+([\w.]+)")]
    private static partial Regex Shown();

    [GeneratedRegex(@"[\w./-]+\.sql\b")]
    private static partial Regex SqlFile();
}
