using Microsoft.Data.Sqlite;
using Slipway.Checks.Backup;
using Slipway.Checks.Looks;
using Slipway.Platform;
using SQLitePCL;

namespace Slipway.Checks.RestoreDrill;

/// <summary>Copies an SQLite file to a folder of its own, and has SQLite look through all of it.</summary>
internal sealed class SqliteDrill(Surroundings here)
{
    public async Task RunAsync(FileInfo backup, bool packed, IReadOnlyList<RowBound> bounds, Account account, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-drill-").FullName;
        try
        {
            var copy = Path.Combine(folder, "restored.sqlite");
            await CopyAsync(backup, packed, copy, ct);
            await using var connection = await SqliteFiles.OpenReadOnlyAsync(copy, here.Limit, ct);
            await using var stop = ct.Register(() => raw.sqlite3_interrupt(connection.Handle));
            var faults = (await AskAsync(connection, "PRAGMA integrity_check", ct)).Where(it => it != "ok").ToList();
            faults.Take(5).ToList().ForEach(it => account.Flaw($"the restored database is damaged: {(it.Length <= 200 ? it : it[..200])}"));
            if (faults.Count == 0)
            {
                new Restored(await CountAsync(connection, ct)).Tell(bounds, account);
            }
        }
        catch (SqliteException damaged) when (!ct.IsCancellationRequested && damaged.SqliteErrorCode is 11 or 26)
        {
            account.Flaw($"the restored database is damaged: {damaged.Message}");
        }
        catch (SqliteException stopped) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException("The drill was stopped.", stopped, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CopyAsync(FileInfo backup, bool packed, string copy, CancellationToken ct)
    {
        await using var from = BackupContent.Open(backup.FullName);
        await using var to = File.Create(copy);
        if (!packed)
        {
            await from.CopyToAsync(to, ct);
            return;
        }

        await using var unpacked = BackupContent.Unpacked(from);
        await unpacked.CopyToAsync(to, ct);
    }

    private static async Task<IReadOnlyDictionary<string, long>> CountAsync(SqliteConnection connection, CancellationToken ct)
    {
        var tables = await AskAsync(
            connection,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
            ct
        );
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables.Take(Restored.MostTables))
        {
            var quoted = table.Replace("\"", "\"\"", StringComparison.Ordinal);
            var count = await AskAsync(connection, $"SELECT count(*) FROM \"{quoted}\"", ct);
            rows[table] = long.Parse(count[0], System.Globalization.CultureInfo.InvariantCulture);
        }

        return rows;
    }

    private static async Task<List<string>> AskAsync(SqliteConnection connection, string query, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (rows.Count < 10_000 && await reader.ReadAsync(ct))
        {
            rows.Add(reader.GetValue(0).ToString() ?? "");
        }

        return rows;
    }
}
