using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class PostgresqlCheckTests(PostgresServer server, PostgresPair pair) : CheckContract, IClassFixture<PostgresPair>
{
    private readonly SilentListener _silent = new();
    private readonly SilentListener _chatter = new(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\nhello"), closes: true);
    private readonly SilentListener _endless = new([(byte)'R', 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0], closes: true);

    protected override ICheck Check => CheckKinds.All["postgresql"];

    protected override CheckSpec Answering => Ask("connections");

    protected override CheckSpec Silent => Spec("url", $"Host=127.0.0.1;Port={_silent.Port};Username=postgres", "fact", "connections");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", "Host=/nosuch;Username=postgres", "fact", "connections"),
            Spec("url", $"Host=127.0.0.1;Port={FreePort.Find()};Username=postgres", "fact", "connections"),
            Spec("url", "this is no connection", "fact", "connections"),
            Spec("fact", "connections"),
            Ask("connections,nosuch"),
            Ask("lag"),
            Ask("row-security", "schema", "nosuch"),
            Ask("migrations", "schema", "nosuch"),
            Ask("migrations", "tool", "knex", "schema", "nosuch"),
            Ask("tables"),
            Ask("extension"),
            Ask("connections", "schema", "public"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Spec("url", $"Host=127.0.0.1;Port={_chatter.Port};Username=postgres", "fact", "connections"),
            Spec("url", $"Host=127.0.0.1;Port={_endless.Port};Username=postgres;SSL Mode=Disable", "fact", "connections"),
            Ask("tables", "table.'; DROP TABLE x; --", "a\"b"),
        ];

    [Fact(Timeout = 60_000)]
    public async Task connections_are_counted_against_the_most_that_the_server_allows()
    {
        var few = await LookAsync(Ask("connections", "most-connections", "100"));
        var many = await HeldAsync(2, () => LookAsync(Ask("connections", "most-connections", "1")));

        few.Value!.Value.Unit.ShouldBe("%");
        Fact(few, "connections", "most").GetValue<long>().ShouldBe(100);
        many.Flaws!.ShouldHaveSingleItem().ShouldContain("of 100 connections are taken");
    }

    [Fact(Timeout = 60_000)]
    public async Task an_extension_that_is_missing_or_of_another_version_is_a_flaw()
    {
        (await LookAsync(Ask("extension", "extension", "plpgsql"))).Flaws!.ShouldBeEmpty();
        (await LookAsync(Ask("extension", "extension", "plpgsql@9.9,nosuch"))).Flaws!.ShouldBe([
            "the extension plpgsql is installed in version 1.0, not 9.9",
            "the extension nosuch is not installed in this database, and the server does not offer it",
        ]);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_role_is_held_against_what_it_should_be_able_to_do()
    {
        await DoAsync(
            server.Connection,
            "DROP ROLE IF EXISTS h2_app; DROP ROLE IF EXISTS h2_group; CREATE ROLE h2_group; CREATE ROLE h2_app LOGIN IN ROLE h2_group"
        );

        (await LookAsync(Ask("role", "role-name", "h2_app", "login", "yes", "member-of", "h2_group"))).Flaws!.ShouldBeEmpty();
        (
            await LookAsync(Ask("role", "role-name", "h2_app", "login", "no", "superuser", "yes", "member-of", "pg_monitor"))
        ).Flaws!.ShouldBe([
            "the role h2_app may log in",
            "the role h2_app may not do everything, as a superuser",
            "the role h2_app is no member of pg_monitor",
        ]);
        (await LookAsync(Ask("role"))).Flaws!.ShouldBe(["the role postgres may do everything, as a superuser"]);
        (await LookAsync(Ask("role", "role-name", "nosuch"))).Flaws!.ShouldBe(["there is no role nosuch"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_role_that_does_not_see_the_sessions_of_others_sees_nothing_slow_and_does_not_pass()
    {
        await DoAsync(server.Connection, "DROP ROLE IF EXISTS h2_blind; CREATE ROLE h2_blind LOGIN");
        var blind = server.Connection.Replace("Username=postgres", "Username=h2_blind", StringComparison.Ordinal);

        foreach (var fact in new[] { "slow", "locks", "lag" })
        {
            var seen = await LookAsync(Spec("url", blind, "fact", fact));

            seen.Looking.ShouldBe(Looking.CouldNotLook);
            seen.Problem!.ShouldContain("pg_monitor");
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task a_transaction_that_is_held_open_and_a_statement_that_runs_long_are_slow()
    {
        await DoAsync(server.Connection, "CREATE TABLE IF NOT EXISTS h2_locked (id int)");
        await using var holder = new NpgsqlConnection(server.Connection + ";Pooling=false");
        await holder.OpenAsync(Ct);
        await using var transaction = await holder.BeginTransactionAsync(Ct);
        await using var command = new NpgsqlCommand("LOCK TABLE h2_locked; SELECT pg_sleep(0.05)", holder, transaction);
        await command.ExecuteNonQueryAsync(Ct);
        await using var waiter = new NpgsqlConnection(server.Connection + ";Pooling=false");
        await waiter.OpenAsync(Ct);
        await using var waits = new NpgsqlCommand("SELECT count(*) FROM h2_locked", waiter);
        var waiting = waits.ExecuteScalarAsync(Ct);

        var locks = await UntilAsync(Ask("locks", "waiting-longer-than", "1ms"), it => it.Flaws?.Count > 0);
        var slow = await LookAsync(Ask("slow", "longer-than", "1ms"));
        await transaction.RollbackAsync(Ct);
        await waiting;

        locks.Flaws!.ShouldContain(it => it.Contains("waits for h2_locked") && it.Contains($"held by session {holder.ProcessID}"));
        slow.Flaws!.ShouldContain(it => it.StartsWith($"session {holder.ProcessID} of postgres holds a transaction open"));
        slow.Flaws!.ShouldContain(it => it.StartsWith($"session {waiter.ProcessID} of postgres runs a statement"));
        (await LookAsync(Ask("slow,locks", "longer-than", "1h"))).Flaws!.ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task dead_rows_are_a_flaw_when_they_are_too_many_of_a_table()
    {
        await DoAsync(
            server.Connection,
            "DROP TABLE IF EXISTS h2_bloat; CREATE TABLE h2_bloat (id int) WITH (autovacuum_enabled = off); INSERT INTO h2_bloat SELECT generate_series(1, 3000); DELETE FROM h2_bloat WHERE id <= 2000"
        );

        var seen = await UntilAsync(Ask("bloat"), it => it.Flaws?.Count > 0);

        seen.Flaws!.ShouldHaveSingleItem().ShouldBe("66.7 % of the rows of public.h2_bloat are dead, more than 20 %; never vacuumed");
        (await LookAsync(Ask("bloat", "least-rows", "1000000"))).Flaws!.ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task encryption_is_a_fact_of_the_server_and_of_the_connection()
    {
        (await LookAsync(Ask("tls"))).Flaws!.ShouldBe(["the server does not encrypt (ssl is off)", "this connection is not encrypted"]);
        var seen = await LookAsync(Spec("url", pair.Encrypted, "fact", "tls"));

        seen.Flaws!.ShouldBeEmpty(seen.Body);
        Fact(seen, "tls", "version").GetValue<string>().ShouldBe("TLSv1.3");
        (await LookAsync(Spec("url", pair.Encrypted, "fact", "tls", "tls-version", "1.3")))
            .Flaws!.ShouldHaveSingleItem()
            .ShouldContain("ssl_min_protocol_version");
    }

    [Fact(Timeout = 60_000)]
    public async Task tables_without_row_security_are_named()
    {
        await DoAsync(
            server.Connection,
            """
            DROP SCHEMA IF EXISTS h2_rows CASCADE; CREATE SCHEMA h2_rows; CREATE TABLE h2_rows.kept (id int); CREATE TABLE h2_rows.bare (id int);
            CREATE TABLE h2_rows.idle (id int); ALTER TABLE h2_rows.kept ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON h2_rows.idle USING (true)
            """
        );

        (await LookAsync(Ask("row-security", "schema", "h2_rows"))).Flaws!.ShouldBe([
            "row security is not enabled on h2_rows.bare",
            "row security is not enabled on h2_rows.idle; its 1 policies do nothing",
        ]);
        (await LookAsync(Ask("row-security", "schema", "h2_rows", "except", "bare,idle"))).Flaws!.ShouldBeEmpty();
        (await LookAsync(Ask("row-security", "schema", "h2_rows", "except", "bare,idle", "forced", "yes"))).Flaws!.ShouldBe([
            "row security does not bind the owner of h2_rows.kept (it is not forced)",
        ]);
        (await LookAsync(Ask("row-security", "schema", "h2_rows", "except", "bare,idle,kept"))).Looking.ShouldBe(Looking.CouldNotLook);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_table_or_column_that_is_missing_is_named()
    {
        await DoAsync(
            server.Connection,
            "DROP TABLE IF EXISTS h2_shape; CREATE TABLE h2_shape (id int, gone int, \"Total\" int); ALTER TABLE h2_shape DROP COLUMN gone"
        );

        (await LookAsync(Ask("tables", "table.h2_shape", "id,Total", "table.public.h2_shape", ""))).Flaws!.ShouldBeEmpty();
        (await LookAsync(Ask("tables", "table.h2_shape", "gone", "table.nosuch.h2_shape", "id"))).Flaws!.ShouldBe([
            "the table h2_shape has no column gone",
            "there is no table nosuch.h2_shape (looked in nosuch)",
        ]);
    }

    [Fact(Timeout = 90_000)]
    public async Task a_copy_that_streams_is_up_to_date_from_both_sides()
    {
        await DoAsync(pair.Primary, "CREATE TABLE IF NOT EXISTS h2_copied (id int); INSERT INTO h2_copied VALUES (1)");

        var primary = await UntilAsync(Spec("url", pair.Primary, "fact", "lag"), it => it.Looking == Looking.Saw);
        var standby = await UntilAsync(Spec("url", pair.Standby, "fact", "lag"), it => it.Looking == Looking.Saw);

        primary.Flaws!.ShouldBeEmpty();
        primary.Value!.Value.Unit.ShouldBe("s");
        standby.Flaws!.ShouldBeEmpty();
        (await LookAsync(Spec("url", pair.Primary, "fact", "lag", "replicas", "2"))).Flaws!.ShouldBe(["1 copies stream, fewer than 2"]);
    }

    [Fact(Timeout = 90_000)]
    public async Task a_copy_that_stands_still_is_a_flaw_from_both_sides()
    {
        await DoAsync(pair.Standby, "SELECT pg_wal_replay_pause()");
        try
        {
            await DoAsync(
                pair.Primary,
                "CREATE TABLE h2_behind AS SELECT repeat('x', 500) AS x FROM generate_series(1, 8000); DROP TABLE h2_behind"
            );

            var primary = await UntilAsync(
                Spec("url", pair.Primary, "fact", "lag", "most-behind", "1"),
                it => it.Flaws?.Count > 0 || it.Problem?.Contains("Found wrong") == true
            );
            var standby = await UntilAsync(
                Spec("url", pair.Standby, "fact", "lag", "most-behind", "1"),
                it => it.Flaws?.Count == 2 || it.Problem?.Contains("replay on this standby is paused") == true
            );

            (primary.Problem ?? primary.Flaws![0]).ShouldContain("MiB behind, more than 1 MiB");
            (standby.Problem ?? string.Join("; ", standby.Flaws!)).ShouldContain("replay on this standby is paused");
        }
        finally
        {
            await DoAsync(pair.Standby, "SELECT pg_wal_replay_resume()");
        }
    }

    [Fact(Timeout = 90_000)]
    public async Task archiving_that_fails_is_a_flaw_until_it_succeeds_again()
    {
        (await LookAsync(Ask("archiving"))).Flaws!.ShouldBe(["archiving is off (archive_mode)"]);
        (await LookAsync(Spec("url", pair.Standby, "fact", "archiving"))).Problem!.ShouldContain("standby");
        var well = await SwitchedAsync(it => it.Flaws is []);
        pair.Break(true);
        var broken = await SwitchedAsync(it => it.Flaws?.Count > 0);
        pair.Break(false);
        await SwitchedAsync(it => it.Flaws is []);

        well.Value!.Value.Unit.ShouldBe("s");
        broken.Flaws!.ShouldHaveSingleItem().ShouldContain("has not succeeded since");
    }

    [Fact(Timeout = 60_000)]
    public async Task several_facts_are_asked_at_once_and_one_that_is_unseen_makes_all_unseen()
    {
        var both = await LookAsync(Spec("url", pair.Encrypted, "fact", "connections, tls"));
        var blind = await LookAsync(Ask("tls,lag"));

        both.Value.ShouldBeNull();
        both.Flaws!.ShouldBeEmpty();
        blind.Looking.ShouldBe(Looking.CouldNotLook);
        blind.Problem!.ShouldContain("this connection is not encrypted");
    }

    [Fact(Timeout = 60_000)]
    public async Task the_source_of_the_environment_is_asked_and_no_password_is_told()
    {
        var wrong = await LookAsync(Spec("url", "Host=;Password=hunter2", "fact", "tls"));

        wrong.Problem!.ShouldNotContain("hunter2");
        var here = Here(TimeSpan.FromSeconds(20)) with
        {
            Sources = new Dictionary<string, (string, string)> { ["main"] = ("postgresql", server.Connection) },
        };
        (await Check.LookAsync(Spec("fact", "connections"), here, Ct)).Flaws!.ShouldBeEmpty();
    }

    public override void Dispose()
    {
        _silent.Dispose();
        _chatter.Dispose();
        _endless.Dispose();
        base.Dispose();
    }

    private static JsonNode Fact(Observation seen, string fact, string name) => JsonNode.Parse(seen.Body!)![fact]![name]!;

    private static async Task DoAsync(string where, string what)
    {
        await using var connection = new NpgsqlConnection(where + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(what, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private CheckSpec Ask(string fact, params string[] more) => Spec(["url", server.Connection, "fact", fact, .. more]);

    private async Task<Observation> HeldAsync(int connections, Func<Task<Observation>> look)
    {
        var held = new List<NpgsqlConnection>();
        for (var i = 0; i < connections; i++)
        {
            held.Add(new(server.Connection + ";Pooling=false"));
            await held[i].OpenAsync(Ct);
        }

        var seen = await look();
        held.ForEach(it => it.Dispose());
        return seen;
    }

    private async Task<Observation> SwitchedAsync(Predicate<Observation> done)
    {
        await DoAsync(
            pair.Primary,
            "CREATE TABLE IF NOT EXISTS h2_segment (id int); INSERT INTO h2_segment VALUES (1); SELECT pg_switch_wal()"
        );
        return await UntilAsync(Spec("url", pair.Primary, "fact", "archiving"), done);
    }

    private async Task<Observation> UntilAsync(CheckSpec spec, Predicate<Observation> done)
    {
        Observation? seen = null;
        for (var start = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30); )
        {
            seen = await LookAsync(spec);
            if (done(seen))
            {
                break;
            }
        }

        return seen!;
    }
}
