using Microsoft.Data.Sqlite;

namespace Slipway.Flakes.Storing;

/// <summary>Outcomes as rows of a store.</summary>
internal sealed class StoredRows : IAsyncDisposable
{
    private readonly SqliteCommand insert;
    private readonly SqliteParameter[] values;

    public StoredRows(SqliteConnection connection, SqliteTransaction transaction)
    {
        insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = """
            INSERT OR IGNORE INTO outcome (test, suite, run, attempt, at_ms, host, outcome, sha, branch, pr, ms, message)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;
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

    /// <summary>The columns in the order in which they are inserted.</summary>
    public static TestOutcome Outcome(SqliteDataReader reader, IReadOnlyDictionary<long, string> texts) =>
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
        };

    public ValueTask DisposeAsync() => insert.DisposeAsync();
}
