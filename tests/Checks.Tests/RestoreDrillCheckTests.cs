using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using Slipway.Kernel;
using Slipway.Platform;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class RestoreDrillCheckTests(PostgresServer server) : CheckContract, IAsyncLifetime
{
    private readonly SilentListener _silent = new();

    protected override ICheck Check => CheckKinds.All["restore-drill"];

    protected override CheckSpec Answering => Drill("shop.dump", "rows.orders", ">0");

    protected override CheckSpec Silent => Spec("path", "shop.dump", "url", $"Host=127.0.0.1;Port={_silent.Port};Username=postgres");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("path", "shop.dump"),
            Spec("path", "shop.dump", "url", $"Host=127.0.0.1;Port={FreePort.Find()};Username=postgres"),
            Drill("nosuch.dump"),
            Drill("beyond.sql"),
            Drill("mysql.sql"),
            Drill("garbage.dump"),
            Drill("shop.dump", "rows.nosuch", ">0"),
            Drill("shop.dump", "rows.orders", ">100"),
            Drill("empty.sql"),
            Spec("path", "shop.dump", "command", "exit 3"),
            Spec("path", "shop.dump", "command", "exit 0", "rows.orders", ">0"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Drill("garbage.dump"), Drill("cut.sql.gz"), Spec("path", "shop.dump", "command", "head -c 5000000 /dev/zero >&2; exit 1")];

    [Theory(Timeout = 60_000)]
    [InlineData("shop.dump")]
    [InlineData("shop.sql")]
    [InlineData("shop.sql.gz")]
    public async Task a_dump_is_restored_counted_and_gone_again(string name)
    {
        var seen = await LookAsync(Drill(name, "rows.orders", "=3", "rows.public.plans", ">= 1"));

        seen.Flaws.ShouldNotBeNull(seen.Problem).ShouldBeEmpty();
        seen.Value!.Value.Unit.ShouldBe("s");
        JsonNode.Parse(seen.Body!)!["rows"]!["orders"]!.GetValue<long>().ShouldBe(3);
        (await LeftAsync(JsonNode.Parse(seen.Body!)!["database"]!.GetValue<string>())).ShouldBeFalse();
        (await LookAsync(Drill(name, "rows.orders", "> 3"))).Flaws!.ShouldBe(["the restored table orders has 3 rows, not > 3"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task one_that_is_damaged_is_a_flaw_and_leaves_nothing()
    {
        var seen = await LookAsync(Drill("wrong.sql"));

        seen.Flaws!.ShouldHaveSingleItem().ShouldContain("wrong.sql does not restore: psql:");
        (await LeftAsync(JsonNode.Parse(seen.Body!)!["database"]!.GetValue<string>())).ShouldBeFalse();
        (await LookAsync(Drill("cut.sql.gz"))).Flaws!.ShouldBe(["cut.sql.gz is damaged or cut off: it cannot be unpacked to its end"]);
        (await LookAsync(Drill("cut.dump"))).Flaws!.ShouldHaveSingleItem().ShouldStartWith("cut.dump does not restore");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_drill_that_is_cancelled_or_late_drops_its_database()
    {
        // The name is in the dump, so that the database of this drill can be told from those of others.
        Folder.Write("slow.sql", "-- PostgreSQL database dump\nCREATE TABLE h2_slow_drill (id int);\nSELECT pg_sleep(300);\n");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var drill = Check.LookAsync(Drill("slow.sql"), Here(TimeSpan.FromMinutes(5)), cancel.Token);
        await UntilAsync(1);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(drill);
        await UntilAsync(0);
        (await LookAsync(Drill("slow.sql"), TimeSpan.FromSeconds(2))).Looking.ShouldBe(Looking.CouldNotLook);
        await UntilAsync(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_dump_that_reaches_beyond_its_database_is_not_restored()
    {
        var seen = await LookAsync(Drill("beyond.sql"));

        seen.Problem!.ShouldContain(@"\connect postgres");
        await using var connection = new NpgsqlConnection(server.Connection + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("SELECT to_regclass('h2_beyond') IS NULL", connection);
        (await command.ExecuteScalarAsync(Ct)).ShouldBe(true);
    }

    [Fact(Timeout = 60_000)]
    public async Task the_source_of_the_environment_is_never_taken_without_being_named()
    {
        var here = Here(TimeSpan.FromSeconds(20)) with
        {
            Sources = new Dictionary<string, (string, string)> { ["prod"] = ("postgresql", server.Connection) },
        };

        (await Check.LookAsync(Spec("path", "shop.dump"), here, Ct)).Looking.ShouldBe(Looking.CouldNotLook);
        (await Check.LookAsync(Spec("path", "shop.dump", "source", "prod"), here, Ct)).Flaws!.ShouldBeEmpty();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task an_sqlite_file_is_copied_looked_through_and_counted(bool packed)
    {
        await using (var connection = await SqliteFiles.OpenOrCreateAsync(Folder["a.sqlite"], TimeSpan.FromSeconds(5), Ct))
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, x TEXT); CREATE INDEX i ON orders (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO orders SELECT i, hex(randomblob(50)) FROM n; PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync(Ct);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(Folder["a.sqlite"], Ct);
        await File.WriteAllBytesAsync(Folder["good.bak"], packed ? Packed(bytes) : bytes, Ct);
        bytes.AsSpan(8192, 8192).Fill(0xff);
        await File.WriteAllBytesAsync(Folder["bad.bak"], packed ? Packed(bytes) : bytes, Ct);

        var seen = await LookAsync(Spec("path", "good.bak", "rows.orders", "=2000"));
        seen.Flaws.ShouldNotBeNull(seen.Problem).ShouldBeEmpty();
        (await LookAsync(Spec("path", "bad.bak"))).Flaws!.ShouldNotBeEmpty();
        (await LookAsync(Spec("path", "good.bak", "rows.orders", "<2000"))).Flaws!.ShouldBe([
            "the restored table orders has 2000 rows, not < 2000",
        ]);
    }

    [Fact(Timeout = 60_000)]
    public async Task any_other_backup_is_restored_by_a_command()
    {
        (
            await LookAsync(Spec("path", "shop.dump", "command", "cp \"$BACKUP_FILE\" \"$SCRATCH/x\" && test -s \"$SCRATCH/x\""))
        ).Flaws!.ShouldBeEmpty();
        (await LookAsync(Spec("path", "shop.dump", "command", "echo no room >&2; exit 3"))).Flaws!.ShouldBe([
            "the command does not restore shop.dump: no room",
        ]);
    }

    public async ValueTask InitializeAsync()
    {
        const string Name = "h2_drilled";
        await DoAsync(server.Connection, $"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
        await DoAsync(server.Connection, $"CREATE DATABASE {Name}");
        await DoAsync(
            server.Connection.Replace("Database=postgres", $"Database={Name}", StringComparison.Ordinal),
            "CREATE TABLE orders (id int PRIMARY KEY, note text); INSERT INTO orders VALUES (1, E'\\\\c x'), (2, 'DROP DATABASE x'), (3, ''); CREATE TABLE plans AS SELECT 1 AS id"
        );
        await PgDumpAsync("-Fc", Folder["shop.dump"], Name);
        await PgDumpAsync("-Fp", Folder["shop.sql"], Name);
        await DoAsync(server.Connection, $"DROP DATABASE {Name} WITH (FORCE)");
        var sql = await File.ReadAllTextAsync(Folder["shop.sql"], Ct);
        var packed = Packed(Encoding.UTF8.GetBytes(sql));
        await File.WriteAllBytesAsync(Folder["shop.sql.gz"], packed, Ct);
        await File.WriteAllBytesAsync(Folder["cut.sql.gz"], packed[..^9], Ct);
        await File.WriteAllBytesAsync(Folder["cut.dump"], (await File.ReadAllBytesAsync(Folder["shop.dump"], Ct))[..^700], Ct);
        Folder.Write(
            "wrong.sql",
            sql.Replace("COPY public.orders (id, note)", "COPY public.orders (id, nosuch)", StringComparison.Ordinal)
        );
        Folder.Write("beyond.sql", sql + "\n\\connect postgres\nCREATE TABLE h2_beyond (id int);\n");
        Folder.Write("mysql.sql", "-- MySQL dump 10.13\n-- Dump completed\n");
        Folder.Write("empty.sql", "-- PostgreSQL database dump\n-- PostgreSQL database dump complete\n");
        Folder.Write("garbage.dump", "PGDMP" + new string('x', 5000));
    }

    public ValueTask DisposeAsync()
    {
        _silent.Dispose();
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task DoAsync(string where, string what)
    {
        await using var connection = new NpgsqlConnection(where + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(what, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task PgDumpAsync(string form, string file, string database)
    {
        using var dump = Process.Start("pg_dump", [form, "-h", server.SocketFolder, "-U", "postgres", "-f", file, database]);
        await dump.WaitForExitAsync(Ct);
        dump.ExitCode.ShouldBe(0);
    }

    private async Task<bool> LeftAsync(string database)
    {
        await using var connection = new NpgsqlConnection(server.Connection + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", connection)
        {
            Parameters = { new() { Value = database } },
        };
        return (bool)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>Waits until so many scratch databases have a session that sleeps, and, for none, until no scratch database is there.</summary>
    private async Task UntilAsync(int sleeping)
    {
        await using var connection = new NpgsqlConnection(server.Connection + ";Pooling=false");
        await connection.OpenAsync(Ct);
        var query =
            sleeping > 0
                ? "SELECT count(*) FROM pg_stat_activity WHERE datname LIKE 'slipway_drill_%' AND query LIKE '%pg_sleep(300)%'"
                : "SELECT count(*) FROM pg_database WHERE datname LIKE 'slipway_drill_%'";
        await Eventually.Holds(
            $"{sleeping} drills",
            () =>
            {
                using var command = new NpgsqlCommand(query, connection);
                return (long)command.ExecuteScalar()! == sleeping;
            },
            Ct,
            TimeSpan.FromSeconds(20)
        );
    }

    private CheckSpec Drill(string name, params string[] more) => Spec(["path", name, "url", server.Connection, .. more]);

    private static byte[] Packed(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress))
        {
            zip.Write(bytes);
        }

        return packed.ToArray();
    }
}
