using System.Data.Common;
using Microsoft.Data.Sqlite;
using Slipway.Kernel;
using Slipway.Platform;
using SQLitePCL;

namespace Slipway.Checks.Sql;

/// <summary>A question to an SQLite file.</summary>
internal static class SqliteQuery
{
    private const int Interrupted = 9;

    public static async Task<Observation> AskAsync(
        string path,
        string query,
        TimeSpan limit,
        Func<DbDataReader, Task<Observation>> read,
        CancellationToken ct
    )
    {
        if (!File.Exists(path))
        {
            return Observation.Unseen($"The database {path} is not there.");
        }

        await using var connection = await SqliteFiles.OpenReadOnlyAsync(path, limit, ct);
        // The provider works on this thread and looks at no token: SQLite itself is told to stop.
        await using var stop = ct.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = query;
            await using var reader = await command.ExecuteReaderAsync(ct);
            return await read(reader);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == Interrupted && ct.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was stopped.", failure, ct);
        }
    }
}
