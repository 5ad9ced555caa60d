using Microsoft.Data.Sqlite;
using Slipway.Platform.Database;

namespace Slipway.Platform;

/// <summary>Opens SQLite files on the system's own SQLite library.</summary>
public static class SqliteFiles
{
    /// <summary>
    /// Opens a file that exists, for reading only: the file is opened read-only, and SQLite is told to refuse every statement that
    /// does more than read (also ATTACH and VACUUM INTO, which would write other files).
    /// </summary>
    /// <exception cref="SqliteException">The file is missing, is no database, or is locked for longer than <paramref name="busy"/>.</exception>
    /// <exception cref="DllNotFoundException">The system has no SQLite library; install <c>libsqlite3-0</c>.</exception>
    public static async Task<SqliteConnection> OpenReadOnlyAsync(string path, TimeSpan busy, CancellationToken ct)
    {
        SystemSqlite.Use();
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
                DefaultTimeout = Seconds(busy),
            }.ToString()
        );
        await ReadyAsync(connection, "PRAGMA query_only = 1; PRAGMA trusted_schema = 0", ct);
        ReadingOnly.Enforce(connection);
        return connection;
    }

    /// <summary>Opens a file for the product's own data, and makes it when it is missing: write-ahead log, foreign keys, synced commits.</summary>
    /// <exception cref="SqliteException">The file cannot be opened or is no database.</exception>
    /// <exception cref="DllNotFoundException">The system has no SQLite library; install <c>libsqlite3-0</c>.</exception>
    public static async Task<SqliteConnection> OpenOrCreateAsync(string path, TimeSpan busy, CancellationToken ct)
    {
        SystemSqlite.Use();
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWriteCreate,
                DefaultTimeout = Seconds(busy),
            }.ToString()
        );
        return await ReadyAsync(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = 1", ct);
    }

    private static async Task<SqliteConnection> ReadyAsync(SqliteConnection connection, string settings, CancellationToken ct)
    {
        try
        {
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = settings;
            await command.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The provider counts in whole seconds, and takes 0 for ever.</summary>
    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
