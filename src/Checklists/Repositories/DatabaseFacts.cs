using System.Text.RegularExpressions;

namespace Slipway.Checklists.Repositories;

/// <summary>A table as the migrations leave it.</summary>
/// <param name="Name">Its name, lower case, without its schema.</param>
/// <param name="Columns">Its columns, lower case.</param>
/// <param name="CreatedBy">The migration that creates it.</param>
/// <param name="IsWhole">False when the columns cannot all be known.</param>
internal sealed record Table(string Name, HashSet<string> Columns, string CreatedBy, bool IsWhole);

/// <summary>The database that the SQL migrations of a repository make, one after the other.</summary>
internal sealed partial class DatabaseFacts
{
    private readonly Dictionary<string, Table> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _dropped = new(StringComparer.Ordinal);

    /// <summary>The migrations, in order.</summary>
    public IReadOnlyList<string> Migrations { get; private init; } = [];

    /// <summary>The tables after the last migration, by name.</summary>
    public IReadOnlyDictionary<string, Table> Tables => _tables;

    /// <summary>Tables that a migration drops, with that migration.</summary>
    public IReadOnlyDictionary<string, string> Dropped => _dropped;

    public static DatabaseFacts Of(RepositoryModel model)
    {
        var migrations = model.Files.Where(IsMigration).Take(5000).Order(StringComparer.Ordinal).ToList();
        var facts = new DatabaseFacts { Migrations = migrations };
        foreach (var path in migrations)
        {
            facts.Apply(path, Forward(model.Text(path) ?? ""));
        }

        return facts;
    }

    /// <summary>The tables that a text of SQL creates.</summary>
    public static IEnumerable<string> CreatedIn(string sql) => Create().Matches(sql).Select(it => Plain(it.Groups["name"].Value));

    /// <summary>The name without quotes and schema, lower case.</summary>
    public static string Plain(string name) => name[(name.LastIndexOf('.') + 1)..].Trim('"', '`', '[', ']', '\'', ';').ToLowerInvariant();

    private static bool IsMigration(string path)
    {
        var name = Paths.Name(path);
        return name.EndsWith(".sql", StringComparison.Ordinal)
            && !name.EndsWith(".down.sql", StringComparison.Ordinal)
            && name != "down.sql"
            && !name.StartsWith("undo", StringComparison.OrdinalIgnoreCase)
            && path.Split('/')
                .SkipLast(1)
                .Any(it => it.Contains("migrat", StringComparison.OrdinalIgnoreCase) || it is "flyway" or "changelog");
    }

    /// <summary>The part that leads forward: goose and dbmate keep the way back in the same file.</summary>
    private static string Forward(string sql)
    {
        var down = Down().Match(sql);
        return Comment().Replace(down.Success ? sql[..down.Index] : sql, "");
    }

    private void Apply(string path, string sql)
    {
        foreach (var statement in sql.Split(';'))
        {
            if (Create().Match(statement) is { Success: true } create)
            {
                var name = Plain(create.Groups["name"].Value);
                var body = statement.IndexOf('(', create.Index);
                _tables[name] = new(name, body < 0 ? [] : ColumnsOf(statement[(body + 1)..]), path, body >= 0);
                _dropped.Remove(name);
            }
            else if (Drop().Match(statement) is { Success: true } drop)
            {
                foreach (var name in drop.Groups["names"].Value.Split(',').Select(it => Plain(it.Trim().Split(' ')[0])))
                {
                    _tables.Remove(name);
                    _dropped[name] = path;
                }
            }
            else if (Alter().Match(statement) is { Success: true } alter)
            {
                Change(Plain(alter.Groups["name"].Value), statement[(alter.Index + alter.Length)..], path);
            }
        }
    }

    private void Change(string name, string change, string path)
    {
        if (!_tables.TryGetValue(name, out var table))
        {
            return;
        }

        if (RenameTable().Match(change) is { Success: true } renamed)
        {
            var to = Plain(renamed.Groups[1].Value);
            _tables.Remove(name);
            _dropped[name] = path;
            _tables[to] = table with { Name = to };
            return;
        }

        table.Columns.UnionWith(Added().Matches(change).Select(it => Plain(it.Groups[1].Value)));
        table.Columns.ExceptWith(DroppedColumn().Matches(change).Select(it => Plain(it.Groups[1].Value)));
        foreach (Match column in RenamedColumn().Matches(change))
        {
            table.Columns.Remove(Plain(column.Groups[1].Value));
            table.Columns.Add(Plain(column.Groups[2].Value));
        }
    }

    /// <summary>The first word of each part of a table's body that is no constraint.</summary>
    private static HashSet<string> ColumnsOf(string body)
    {
        var columns = new HashSet<string>(StringComparer.Ordinal);
        var (depth, start) = (0, 0);
        for (var at = 0; at <= body.Length; at++)
        {
            var ends = at == body.Length || depth == 0 && body[at] is ',' or ')';
            if (ends)
            {
                var word = body[start..at].Trim().Split([' ', '\t', '\n', '\r'], 2)[0];
                if (word.Length > 0 && !Constraints.Contains(word.ToUpperInvariant().Split('(')[0]))
                {
                    columns.Add(Plain(word));
                }

                start = at + 1;
                if (at == body.Length || body[at] == ')')
                {
                    return columns;
                }
            }
            else
            {
                depth += body[at] switch
                {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
            }
        }

        return columns;
    }

    private static readonly HashSet<string> Constraints = new(
        ["CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "KEY", "INDEX", "EXCLUDE", "LIKE", "FULLTEXT"],
        StringComparer.Ordinal
    );

    [GeneratedRegex(
        @"\bCREATE\s+(?:(?:TEMP|TEMPORARY|UNLOGGED|MATERIALIZED|OR\s+REPLACE)\s+)*(?:TABLE|VIEW)\s+(?:IF\s+NOT\s+EXISTS\s+)?(?<name>[\w.""`\[\]]+)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Create();

    [GeneratedRegex(@"\bDROP\s+(?:TABLE|VIEW)\s+(?:IF\s+EXISTS\s+)?(?<names>[\w.""`, ]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Drop();

    [GeneratedRegex(@"\bALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?(?<name>[\w.""`\[\]]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Alter();

    [GeneratedRegex(@"^\s*RENAME\s+TO\s+([\w.""`]+)", RegexOptions.IgnoreCase)]
    private static partial Regex RenameTable();

    [GeneratedRegex(
        @"\bADD\s+(?:COLUMN\s+)?(?:IF\s+NOT\s+EXISTS\s+)?(?!CONSTRAINT\b|PRIMARY\b|FOREIGN\b|UNIQUE\b|CHECK\b|INDEX\b|KEY\b)([\w""`]+)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Added();

    [GeneratedRegex(@"\bDROP\s+COLUMN\s+(?:IF\s+EXISTS\s+)?([\w""`]+)", RegexOptions.IgnoreCase)]
    private static partial Regex DroppedColumn();

    [GeneratedRegex(@"\bRENAME\s+COLUMN\s+([\w""`]+)\s+TO\s+([\w""`]+)", RegexOptions.IgnoreCase)]
    private static partial Regex RenamedColumn();

    [GeneratedRegex(@"--\s*(?:\+goose\s+Down|migrate:down|\+migrate\s+Down|//@UNDO)", RegexOptions.IgnoreCase)]
    private static partial Regex Down();

    [GeneratedRegex(@"--[^\n]*|/\*[^*]*\*/")]
    private static partial Regex Comment();
}
