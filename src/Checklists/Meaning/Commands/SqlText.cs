using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>What a statement does, by its first word; the worst of several decides.</summary>
internal static class SqlText
{
    private static readonly string[] Reading =
    [
        "select",
        "show",
        "explain",
        "describe",
        "desc",
        "with",
        "values",
        "table",
        "use",
        "set",
        "pragma",
    ];
    private static readonly string[] Destroying = ["drop", "truncate", "delete", "restore", "replace"];
    private static readonly string[] Acting =
    [
        "pg_terminate_backend",
        "pg_cancel_backend",
        "pg_reload_conf",
        "nextval",
        "setval",
        "pg_switch_wal",
        " into outfile",
        "dblink_exec",
    ];

    /// <summary>The effect of a text of statements.</summary>
    public static Effect EffectOf(string sql)
    {
        var worst = Effect.Reads;
        foreach (var statement in sql.Split(';'))
        {
            var effect = One(statement.Trim());
            worst = effect > worst ? effect : worst;
        }

        return worst;
    }

    /// <summary>True when the text counts rows.</summary>
    public static bool Counts(string sql) => sql.Contains("count(", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the text begins like SQL or a client's meta-command.</summary>
    public static bool IsSql(string text)
    {
        var first = FirstWord(text.Trim());
        return first.StartsWith('\\') && first.Length > 1
            || Reading.AsSpan(0, 3).Contains(first)
            || first is "insert" or "update" or "delete" or "create" or "alter" or "drop" or "truncate" or "grant" or "revoke" or "vacuum";
    }

    private static Effect One(string statement)
    {
        var first = FirstWord(statement);
        if (first.Length == 0)
        {
            return Effect.Reads;
        }

        if (first.StartsWith('\\'))
        {
            return first is "\\i" or "\\copy" or "\\!" or "\\o" ? Effect.Changes : Effect.Reads;
        }

        if (statement.StartsWith("db.", StringComparison.Ordinal) || statement.StartsWith("rs.", StringComparison.Ordinal))
        {
            return Mongo(statement);
        }

        var lower = statement.ToLowerInvariant();
        if (Destroying.Contains(first) || first is "with" or "alter" && (Holds(lower, "delete") || Holds(lower, "drop")))
        {
            return Effect.Destroys;
        }

        var reads =
            Reading.Contains(first)
            && !Acting.Any(it => lower.Contains(it, StringComparison.Ordinal))
            && !(first is "with" or "explain" && (Holds(lower, "insert") || Holds(lower, "update")));
        return reads ? Effect.Reads : Effect.Changes;
    }

    private static Effect Mongo(string statement)
    {
        string[] destroying = ["drop", "delete", "remove"];
        string[] looking =
        [
            "ping",
            "find",
            "count",
            "stats",
            "status",
            "version",
            "aggregate",
            "getcollection",
            "hello",
            "isMaster",
            "explain",
        ];
        return destroying.Any(it => statement.Contains(it, StringComparison.OrdinalIgnoreCase)) ? Effect.Destroys
            : looking.Any(it => statement.Contains(it, StringComparison.OrdinalIgnoreCase)) ? Effect.Reads
            : Effect.Changes;
    }

    private static bool Holds(string lower, string word) =>
        lower.Contains($" {word} ", StringComparison.Ordinal) || lower.Contains($"({word} ", StringComparison.Ordinal);

    private static string FirstWord(string statement)
    {
        var end = 0;
        while (end < statement.Length && !char.IsWhiteSpace(statement[end]) && statement[end] is not ('(' or ';'))
        {
            end++;
        }

        return statement[..end].ToLowerInvariant();
    }
}
