using Microsoft.Data.Sqlite;

namespace Slipway.Flakes.Storing;

/// <summary>Outcomes as rows of a store.</summary>
internal sealed class StoredRows : IAsyncDisposable
{
    private readonly SqliteCommand insert;
    private readonly SqliteCommand place;
    private readonly SqliteParameter[] values;

    public StoredRows(SqliteConnection connection, SqliteTransaction transaction)
    {
        insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = """
            INSERT OR IGNORE INTO outcome (test, suite, run, attempt, at_ms, host, outcome, sha, branch, pr, ms, message)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;
        place = connection.CreateCommand();
        place.Transaction = transaction;
        place.CommandText =
            "INSERT INTO place (test, suite, file) VALUES ($0, $1, $2) ON CONFLICT (test, suite) DO UPDATE SET file = excluded.file";
        values = [.. Enumerable.Range(0, 12).Select(it => insert.Parameters.AddWithValue($"${it}", 0L))];
    }

    /// <summary>1 when it was new, 0 when it was there.</summary>
    public int Add(TestOutcome outcome, StoredTexts texts)
    {
        values[0].Value = texts.Of(outcome.Test);
        values[1].Value = texts.Of(outcome.Suite);
        values[2].Value = texts.Of(outcome.Run);
        values[3].Value = (long)outcome.Attempt;
        values[4].Value = outcome.At.ToUnixTimeMilliseconds();
        values[5].Value = texts.Of(outcome.Host);
        values[6].Value = (long)outcome.Outcome;
        values[7].Value = texts.Of(outcome.Sha);
        values[8].Value = texts.Of(outcome.Branch);
        values[9].Value = texts.Of(outcome.Pr);
        values[10].Value = (object?)outcome.Ms ?? DBNull.Value;
        values[11].Value = texts.Of(outcome.Message);
        return insert.ExecuteNonQuery();
    }

    /// <summary>Keeps the files of the tests; what was imported last counts.</summary>
    public async Task PlaceAsync(TestHistory history, StoredTexts texts, CancellationToken ct)
    {
        foreach (var it in history.AllTests)
        {
            if (history.FileOf(it.Suite, it.Test) is { } file)
            {
                place.Parameters.Clear();
                place.Parameters.AddWithValue("$0", texts.Of(it.Test));
                place.Parameters.AddWithValue("$1", texts.Of(it.Suite));
                place.Parameters.AddWithValue("$2", texts.Of(file));
                await place.ExecuteNonQueryAsync(ct);
            }
        }
    }

    /// <summary>Files by the numbers of test and suite.</summary>
    public static async Task<IReadOnlyDictionary<(long Test, long Suite), string>> PlacesAsync(
        SqliteConnection connection,
        IReadOnlyDictionary<long, string> texts,
        CancellationToken ct
    )
    {
        var places = new Dictionary<(long, long), string>();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT test, suite, file FROM place";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            places.Add((reader.GetInt64(0), reader.GetInt64(1)), texts[reader.GetInt64(2)]);
        }

        return places;
    }

    /// <summary>The columns in the order in which they are inserted.</summary>
    public static TestOutcome Outcome(
        SqliteDataReader reader,
        IReadOnlyDictionary<long, string> texts,
        IReadOnlyDictionary<(long Test, long Suite), string> places
    ) =>
        new()
        {
            Test = texts[reader.GetInt64(0)],
            Suite = texts[reader.GetInt64(1)],
            Run = texts[reader.GetInt64(2)],
            Attempt = reader.GetInt32(3),
            At = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
            Host = texts.GetValueOrDefault(reader.GetInt64(5)),
            Outcome = (OutcomeKind)reader.GetInt64(6),
            Sha = texts[reader.GetInt64(7)],
            Branch = texts[reader.GetInt64(8)],
            Pr = texts.GetValueOrDefault(reader.GetInt64(9)),
            Ms = reader.IsDBNull(10) ? null : reader.GetDouble(10),
            Message = texts.GetValueOrDefault(reader.GetInt64(11)),
            File = places.GetValueOrDefault((reader.GetInt64(0), reader.GetInt64(1))),
        };

    public async ValueTask DisposeAsync()
    {
        await insert.DisposeAsync();
        await place.DisposeAsync();
    }
}
