using System.Data.Common;
using Npgsql;
using Slipway.Kernel;

namespace Slipway.Checks.Sql;

/// <summary>A person's question to PostgreSQL, in a transaction that may only read (see <see cref="PostgresSession"/>).</summary>
internal static class PostgresQuery
{
    public static async Task<Observation> AskAsync(
        string connectionString,
        string query,
        TimeSpan limit,
        Func<DbDataReader, Task<Observation>> read,
        CancellationToken ct
    )
    {
        await using var session = await PostgresSession.OpenAsync("sql", connectionString, limit, ct);
        await using var batch = session.Batch(new NpgsqlBatchCommand(query));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var seen = await read(reader);
        await reader.DisposeAsync();
        await session.EndAsync(ct);
        return seen;
    }
}
