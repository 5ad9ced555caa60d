using Npgsql;
using Slipway.Checks.Backup;
using Slipway.Checks.Looks;

namespace Slipway.Checks.RestoreDrill;

/// <summary>Restores a dump into a database that it makes on the server, counts, and drops the database whatever happened.</summary>
internal sealed class PostgresDrill(Surroundings here, string server)
{
    private readonly ClientPrograms _programs = new(here);

    public async Task RunAsync(FileInfo backup, string format, IReadOnlyList<RowBound> bounds, Account account, CancellationToken ct)
    {
        if (format != BackupFormat.PostgresArchive && await BeyondAsync(backup, format, ct) is { } line)
        {
            throw new IOException(
                $"The dump reaches beyond one database ('{line}') and was not restored; dump one database, without --create."
            );
        }

        var database = await ScratchDatabase.MakeAsync(server, here.Limit, here.Clock, ct);
        account.Facts["database"] = database.Name;
        string? left = null;
        try
        {
            var end = await RestoreAsync(backup, format, database, ct);
            if (end.Error.Contains("unsupported version", StringComparison.Ordinal))
            {
                throw new IOException($"The programs here are too old for this backup: {end.Shown}");
            }

            if (end.Code != 0)
            {
                account.Flaw($"{backup.Name} does not restore: {end.Shown}");
                return;
            }

            new Restored(await CountAsync(database, ct)).Tell(bounds, account);
        }
        finally
        {
            left = await database.DropAsync(here.Clock);
            if (left is not null)
            {
                account.Flaw(left);
            }
        }
    }

    private static async Task<string?> BeyondAsync(FileInfo backup, string format, CancellationToken ct)
    {
        await using var file = BackupContent.Open(backup.FullName);
        if (format != BackupFormat.Gzip)
        {
            return await DumpGuard.FindAsync(file, ct);
        }

        await using var unpacked = BackupContent.Unpacked(file);
        return await DumpGuard.FindAsync(unpacked, ct);
    }

    private async Task<ProgramEnd> RestoreAsync(FileInfo backup, string format, ScratchDatabase database, CancellationToken ct)
    {
        if (format == BackupFormat.PostgresArchive)
        {
            string[] words =
            [
                "--no-owner",
                "--no-privileges",
                "--exit-on-error",
                "--no-password",
                $"--dbname={database.Name}",
                backup.FullName,
            ];
            return await _programs.RunAsync("pg_restore", words, null, database.Variables(), ct);
        }

        string[] psql = ["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--file=-"];
        await using var file = BackupContent.Open(backup.FullName);
        if (format != BackupFormat.Gzip)
        {
            return await _programs.RunAsync("psql", psql, file, database.Variables(), ct);
        }

        await using var unpacked = BackupContent.Unpacked(file);
        return await _programs.RunAsync("psql", psql, unpacked, database.Variables(), ct);
    }

    private static async Task<IReadOnlyDictionary<string, long>> CountAsync(ScratchDatabase database, CancellationToken ct)
    {
        const string Tables = """
            SELECT n.nspname::text, c.relname::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
            ORDER BY 1, 2 LIMIT 500
            """;
        await using var connection = new NpgsqlConnection(database.Connection.ConnectionString);
        await connection.OpenAsync(ct);
        var names = new List<(string Schema, string Table)>();
        await using (var command = new NpgsqlCommand(Tables, connection))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                names.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (schema, table) in names)
        {
            await using var count = new NpgsqlCommand($"SELECT count(*) FROM {Quoted(schema)}.{Quoted(table)}", connection);
            rows[$"{schema}.{table}"] = (long)(await count.ExecuteScalarAsync(ct) ?? 0L);
        }

        return rows;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
