namespace Slipway.Checks.Postgresql.Migrations;

/// <summary>What a tool's table says: what is applied, what went wrong, who holds the lock.</summary>
internal sealed record MigrationsApplied
{
    /// <summary>Names as the tool compares them, in the order applied.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Flaws: failed, half applied, locked.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>The table holds only the newest version: everything before it is applied too.</summary>
    public bool OnlyNewest { get; init; }

    /// <summary>Everything up to this name was there before the tool was; null when nothing was.</summary>
    public string? Baseline { get; init; }
}

/// <summary>How one tool keeps book of migrations.</summary>
internal abstract class MigrationTool
{
    /// <summary>The word in the setting <c>tool</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The table by which it is known.</summary>
    public abstract string Table { get; }

    /// <summary>The columns that its table has, and that of another tool does not.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Reads its table in a schema.</summary>
    public abstract Task<MigrationsApplied> AppliedAsync(PostgresQuestions database, string schema, CancellationToken ct);

    /// <summary>The migrations of a folder, by names as in <see cref="MigrationsApplied.Names"/>.</summary>
    public abstract IReadOnlyList<string> InFolder(IReadOnlyList<MigrationFile> files);

    /// <summary>A name as a person writes it, in the form that the tool compares.</summary>
    public virtual string Normal(string name) => name;

    /// <summary>Whether a name of the table that the folder does not have is somebody else's (a library's own migrations).</summary>
    public virtual bool IsForeign(string name, IReadOnlyList<string> folder) => false;

    /// <summary>The order of two names, for tools that keep only the newest.</summary>
    public virtual int Compare(string left, string right) => string.CompareOrdinal(left, right);

    /// <summary>A table in a schema, for a statement.</summary>
    protected static string In(string schema, string table) => $"{PostgresQuestions.Quoted(schema)}.{PostgresQuestions.Quoted(table)}";

    /// <summary>Whether the schema has a table of this name that may be read.</summary>
    protected static async Task<bool> HasAsync(PostgresQuestions database, string schema, string table, CancellationToken ct) =>
        (
            await database.AskAsync(
                "SELECT 1 AS it FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2",
                ct,
                schema,
                table
            )
        ).Count > 0;
}
