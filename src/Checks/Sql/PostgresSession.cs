using System.Globalization;
using Npgsql;

namespace Slipway.Checks.Sql;

/// <summary>
/// One connection with one transaction that may only read. Questions go as single statements of the extended protocol, so they
/// cannot end the transaction and begin another one; a statement before them makes the mode final.
/// </summary>
internal sealed class PostgresSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private NpgsqlTransaction? _transaction;

    private PostgresSession(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Connects and begins.</summary>
    public static async Task<PostgresSession> OpenAsync(string kind, string given, TimeSpan limit, CancellationToken ct)
    {
        var session = new PostgresSession(new(PostgresAddress.Read(kind, given, limit).ConnectionString));
        try
        {
            await session.BeginAsync(limit, ct);
            return session;
        }
        catch (Exception nonsense) when (nonsense is OutOfMemoryException or OverflowException or InvalidCastException or ArgumentException)
        {
            await session.DisposeAsync();
            throw new IOException("What answers there is no PostgreSQL that can be understood.", nonsense);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>One statement, ready to be asked.</summary>
    public NpgsqlBatch Batch(NpgsqlBatchCommand command) => new(_connection, _transaction) { BatchCommands = { command } };

    /// <summary>Takes everything back: there is nothing.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (_transaction is not null)
        {
            await _transaction.RollbackAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
        }

        await _connection.DisposeAsync();
    }

    private async Task BeginAsync(TimeSpan limit, CancellationToken ct)
    {
        await _connection.OpenAsync(ct);
        _transaction = await _connection.BeginTransactionAsync(ct);
        var milliseconds = Math.Max(1, (long)limit.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await using var begin = new NpgsqlCommand(
            $"SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = {milliseconds}; SELECT 1",
            _connection,
            _transaction
        );
        await begin.ExecuteNonQueryAsync(ct);
    }
}
