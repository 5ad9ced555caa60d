using Microsoft.Data.Sqlite;
using Slipway.Testing;

namespace Slipway.Platform.Tests.Database;

public sealed class SqliteFilesTests : IDisposable
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(2);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task the_systems_own_library_is_used()
    {
        await using var connection = await SqliteFiles.OpenOrCreateAsync(_folder["a.db"], Busy, Ct);

        Version.Parse(connection.ServerVersion).ShouldBeGreaterThan(new Version(3, 36));
        (await ScalarAsync(connection, "PRAGMA journal_mode")).ShouldBe("wal");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_file_that_is_not_there_is_not_made_by_reading()
    {
        await Should.ThrowAsync<SqliteException>(SqliteFiles.OpenReadOnlyAsync(_folder["a.db"], Busy, Ct));

        File.Exists(_folder["a.db"]).ShouldBeFalse();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("INSERT INTO t VALUES (1)")]
    [InlineData("PRAGMA query_only = 0")]
    [InlineData("PRAGMA journal_mode = DELETE")]
    [InlineData("ATTACH ':memory:' AS m")]
    [InlineData("CREATE TEMP TABLE x (a)")]
    [InlineData("VACUUM")]
    public async Task what_does_more_than_read_is_refused(string statement)
    {
        await using (var writer = await SqliteFiles.OpenOrCreateAsync(_folder["a.db"], Busy, Ct))
        {
            await ScalarAsync(writer, "CREATE TABLE t (a)");
        }

        await using var reader = await SqliteFiles.OpenReadOnlyAsync(_folder["a.db"], Busy, Ct);

        await Should.ThrowAsync<SqliteException>(ScalarAsync(reader, statement));
        (await ScalarAsync(reader, "SELECT count(*) FROM t")).ShouldBe(0L);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<object?> ScalarAsync(SqliteConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteScalarAsync(Ct);
    }
}
