using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Slipway.Checks.Sql;

namespace Slipway.Checks.RestoreDrill;

/// <summary>A database that a drill made for itself on a server, and that it drops again. No other is touched.</summary>
internal sealed class ScratchDatabase
{
    private static readonly TimeSpan DropLimit = TimeSpan.FromSeconds(20);

    private readonly NpgsqlConnectionStringBuilder _server;

    private ScratchDatabase(NpgsqlConnectionStringBuilder server, string name) => (_server, Name) = (server, name);

    /// <summary><c>slipway_drill_</c> and 16 hexadecimal digits of chance.</summary>
    public string Name { get; }

    /// <summary>Where it is.</summary>
    public NpgsqlConnectionStringBuilder Connection => new(_server.ConnectionString) { Database = Name };

    /// <summary>Makes it. CREATE DATABASE fails where one of this name exists, so it is new and ours.</summary>
    public static async Task<ScratchDatabase> MakeAsync(string server, TimeSpan limit, TimeProvider clock, CancellationToken ct)
    {
        var settings = PostgresAddress.Read("restore-drill", server, limit);
        settings.Database = string.IsNullOrEmpty(settings.Database) ? "postgres" : settings.Database;
        var database = new ScratchDatabase(settings, $"slipway_drill_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        try
        {
            await database.OnServerAsync($"CREATE DATABASE {database.Name} TEMPLATE template0", ct);
            return database;
        }
        catch (OperationCanceledException)
        {
            // The server may have made it all the same.
            await database.DropAsync(clock);
            throw;
        }
    }

    /// <summary>Drops it, whoever is still connected; null, or why it is still there. May be repeated.</summary>
    public async Task<string?> DropAsync(TimeProvider clock)
    {
        try
        {
            using var limit = new CancellationTokenSource(DropLimit, clock);
            await OnServerAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", limit.Token);
            return null;
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or IOException or TimeoutException)
        {
            return $"the scratch database {Name} could not be dropped ({failure.Message}); drop it by hand";
        }
    }

    /// <summary>The variables that tell psql and pg_restore where it is; the password is in no command line.</summary>
    public IReadOnlyDictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PGHOST"] = _server.Host ?? "",
            ["PGPORT"] = _server.Port.ToString(CultureInfo.InvariantCulture),
            ["PGDATABASE"] = Name,
            ["PGCONNECT_TIMEOUT"] = "10",
            ["PGAPPNAME"] = "slipway restore-drill",
            ["PGPASSFILE"] = "/nonexistent",
            ["PGSSLMODE"] = _server.SslMode switch
            {
                SslMode.Disable => "disable",
                SslMode.Require => "require",
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                _ => "prefer",
            },
        };
        if (_server.Username is { Length: > 0 } user)
        {
            variables["PGUSER"] = user;
        }

        if (_server.Password is { Length: > 0 } password)
        {
            variables["PGPASSWORD"] = password;
        }

        return variables;
    }

    private async Task OnServerAsync(string statement, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
