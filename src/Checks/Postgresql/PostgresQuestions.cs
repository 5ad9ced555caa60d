using Npgsql;
using Slipway.Checks.Sql;

namespace Slipway.Checks.Postgresql;

/// <summary>The questions to one database. Names mean those of the catalog, whatever search path the role has.</summary>
internal sealed class PostgresQuestions(PostgresSession session)
{
    /// <summary>More rows than this are not read.</summary>
    public const int MostRows = 20_000;

    /// <summary>The schemas in which names without one are looked for.</summary>
    public IReadOnlyList<string> SearchPath { get; private set; } = [];

    /// <summary>The role that asks.</summary>
    public string Role { get; private set; } = "";

    /// <summary>Whether the role sees what the sessions of others do.</summary>
    public bool SeesOthers { get; private set; }

    public static async Task<PostgresQuestions> BeginAsync(PostgresSession session, CancellationToken ct)
    {
        var questions = new PostgresQuestions(session);
        var row = await questions.FirstAsync(
            """
            SELECT pg_catalog.array_to_string(pg_catalog.current_schemas(false), E'\n') AS path, current_user::text AS role,
                pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees,
                pg_catalog.set_config('search_path', 'pg_catalog', true) AS done
            """,
            ct
        );
        questions.SearchPath = (row?.Text("path") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        questions.Role = row?.Text("role") ?? "";
        questions.SeesOthers = row?.Flag("sees") ?? false;
        return questions;
    }

    /// <summary>Why the sessions of others were not seen; null when they are.</summary>
    public string? Blind(string what) =>
        SeesOthers ? null : $"The role {Role} does not see {what} of other roles; grant it pg_monitor (or pg_read_all_stats).";

    /// <summary>The rows of one statement; its parameters are <c>$1</c>, <c>$2</c> and so on.</summary>
    public async Task<IReadOnlyList<PostgresRow>> AskAsync(string query, CancellationToken ct, params object[] parameters)
    {
        var command = new NpgsqlBatchCommand(query);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        await using var batch = session.Batch(command);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var rows = new List<PostgresRow>();
        while (await reader.ReadAsync(ct))
        {
            if (rows.Count == MostRows)
            {
                throw new IOException($"The database answered with more than {MostRows} rows; nothing is concluded from a part of them.");
            }

            var cells = Enumerable.Range(0, reader.FieldCount).Select(at => KeyValuePair.Create(reader.GetName(at), reader.GetValue(at)));
            rows.Add(new(cells.DistinctBy(it => it.Key).ToDictionary(StringComparer.Ordinal)));
        }

        return rows;
    }

    /// <summary>The first row of the answer; null when there is none.</summary>
    public async Task<PostgresRow?> FirstAsync(string query, CancellationToken ct, params object[] parameters) =>
        await AskAsync(query, ct, parameters) is [var first, ..] ? first : null;

    /// <summary>A name that the catalog gave, as it stands in a statement.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
