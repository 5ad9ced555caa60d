using System.Data.Common;
using System.Globalization;
using Npgsql;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Sql;

/// <summary>
/// A question to PostgreSQL, in a transaction that may only read. The query goes as one statement of the extended protocol, so it
/// cannot end the transaction and begin another one; a statement before it makes the mode final.
/// </summary>
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
        await using var connection = new NpgsqlConnection(Settings(connectionString, limit));
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var milliseconds = Math.Max(1, (long)limit.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await using (
            var begin = new NpgsqlCommand(
                $"SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = {milliseconds}; SELECT 1",
                connection,
                transaction
            )
        )
        {
            await begin.ExecuteNonQueryAsync(ct);
        }

        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { new NpgsqlBatchCommand(query) } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var seen = await read(reader);
        await reader.DisposeAsync();
        await transaction.RollbackAsync(ct);
        return seen;
    }

    private static string Settings(string given, TimeSpan limit)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(FromUrl(given))
            {
                ApplicationName = "slipway check",
                Pooling = false,
                Timeout = Math.Clamp((int)Math.Ceiling(limit.TotalSeconds), 1, 1024),
                CommandTimeout = Math.Clamp((int)Math.Ceiling(limit.TotalSeconds), 1, 86_400),
                PersistSecurityInfo = false,
            };
            if (string.IsNullOrWhiteSpace(settings.Host))
            {
                throw new SettingException("sql: the connection names no host.");
            }

            return settings.ConnectionString;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or UriFormatException)
        {
            // The message of the fault may hold the password.
            throw new SettingException("sql: the connection is neither a connection string nor a postgresql:// URL that can be read.");
        }
    }

    /// <summary>libpq's URLs: <c>postgresql://user:password@host:port/database?host=/socket/folder&amp;sslmode=require</c>.</summary>
    private static string FromUrl(string given)
    {
        if (!given.StartsWith("postgresql://", StringComparison.Ordinal) && !given.StartsWith("postgres://", StringComparison.Ordinal))
        {
            return given;
        }

        var url = new Uri(given);
        var settings = new NpgsqlConnectionStringBuilder { Host = url.Host };
        if (url.Port > 0)
        {
            settings.Port = url.Port;
        }

        if (url.AbsolutePath.Trim('/') is { Length: > 0 } database)
        {
            settings.Database = Uri.UnescapeDataString(database);
        }

        if (url.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password])
        {
            settings.Username = Uri.UnescapeDataString(user);
            settings.Password = password is [var word] ? Uri.UnescapeDataString(word) : null;
        }

        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is [var name, var value])
            {
                settings[NameOf(Uri.UnescapeDataString(name))] = Uri.UnescapeDataString(value);
            }
        }

        return settings.ConnectionString;
    }

    private static string NameOf(string parameter) =>
        parameter switch
        {
            "sslmode" => "SSL Mode",
            "sslrootcert" => "Root Certificate",
            "application_name" => "Application Name",
            "connect_timeout" => "Timeout",
            _ => parameter,
        };
}
