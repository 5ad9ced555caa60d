using Microsoft.Data.Sqlite;
using Slipway.Flakes.Storing;
using Slipway.Platform;

namespace Slipway.Flakes;

/// <summary>Outcomes in one SQLite file, for one machine: texts once, outcomes as numbers.</summary>
public sealed class SqliteTestHistory : ITestHistoryStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS format (version INTEGER NOT NULL);
        INSERT INTO format SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM format);
        CREATE TABLE IF NOT EXISTS text (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS outcome (
            test INTEGER NOT NULL, suite INTEGER NOT NULL, run INTEGER NOT NULL, attempt INTEGER NOT NULL,
            at_ms INTEGER NOT NULL, host INTEGER NOT NULL, outcome INTEGER NOT NULL,
            sha INTEGER NOT NULL, branch INTEGER NOT NULL, pr INTEGER NOT NULL, ms REAL, message INTEGER NOT NULL,
            PRIMARY KEY (test, suite, run, attempt, at_ms, host, outcome)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS outcome_at ON outcome (at_ms);
        CREATE TABLE IF NOT EXISTS place (
            test INTEGER NOT NULL, suite INTEGER NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (test, suite)
        ) WITHOUT ROWID;
        """;

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(30);

    private readonly SqliteConnection connection;

    private SqliteTestHistory(SqliteConnection opened)
    {
        connection = opened;
    }

    /// <summary>Opens a store, and makes it when it is missing.</summary>
    /// <exception cref="SqliteException">The file cannot be opened, or is no database.</exception>
    /// <exception cref="InvalidDataException">The file was written by a later version.</exception>
    public static async Task<SqliteTestHistory> OpenAsync(string path, CancellationToken ct)
    {
        var opened = await SqliteFiles.OpenOrCreateAsync(path, Busy, ct);
        try
        {
            await using var command = opened.CreateCommand();
            command.CommandText = Schema;
            await command.ExecuteNonQueryAsync(ct);
            command.CommandText = "SELECT MAX(version) FROM format";
            return (long)(await command.ExecuteScalarAsync(ct))! == 1
                ? new(opened)
                : throw new InvalidDataException($"{path} was written by a later version of Slipway");
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<StoredOutcomes> AddAsync(TestHistory history, CancellationToken ct)
    {
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(ct);
        await using var texts = new StoredTexts(connection, transaction);
        await using var rows = new StoredRows(connection, transaction);
        var (added, all) = (0, 0);
        foreach (var outcome in history.Outcomes())
        {
            ct.ThrowIfCancellationRequested();
            added += rows.Add(outcome, texts);
            all++;
        }

        await rows.PlaceAsync(history, texts, ct);

        await transaction.CommitAsync(ct);
        return new(added, all - added);
    }

    /// <inheritdoc/>
    public async Task<TestHistory> ReadAsync(CancellationToken ct)
    {
        var history = new TestHistory();
        var texts = await StoredTexts.AllAsync(connection, ct);
        var places = await StoredRows.PlacesAsync(connection, texts, ct);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT test, suite, run, attempt, at_ms, host, outcome, sha, branch, pr, ms, message FROM outcome ORDER BY at_ms, run, attempt, suite, test, host, outcome";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            history.Add(StoredRows.Outcome(reader, texts, places));
        }

        return history;
    }

    /// <inheritdoc/>
    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM outcome WHERE at_ms < $before";
        command.Parameters.AddWithValue("$before", before.ToUnixTimeMilliseconds());
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
