using System.Globalization;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class MysqlCheckTests : CheckContract, IClassFixture<MysqlWorld>
{
    private readonly MysqlWorld _world;
    private readonly SilentListener _silent = new();
    private readonly SilentListener _other = new("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), closes: true);

    public MysqlCheckTests(MysqlWorld world)
    {
        _world = world;
        Client("empty", "exit 0");
        Client("fails", "echo '<?xml version=\"1.0\"?><resultset><row></row></resultset>'; echo 'ERROR 1045: denied' >&2; exit 1");
        Client("half", "echo '<?xml version=\"1.0\"?><resultset><row><field name=\"a\">1'");
        Client("blank", "for i in 1 2; do echo '<?xml version=\"1.0\"?><resultset></resultset>'; done");
        Client("flood", "yes '<?xml version=\"1.0\"?><resultset></resultset>'");
        Client("entity", "echo '<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"b\">]><resultset>&a;</resultset>'");
        Client(
            "nan",
            "for i in 1 2; do echo '<?xml version=\"1.0\"?><resultset><row><field name=\"Variable_name\">max_connections</field><field name=\"Value\">NaN</field></row></resultset>'; done"
        );
    }

    protected override ICheck Check => CheckKinds.All["mysql"];

    protected override CheckSpec Answering => Spec("url", _world.Url);

    protected override CheckSpec Silent => Spec("url", $"mysql://ops@127.0.0.1:{_silent.Port}");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", $"mysql://ops@127.0.0.1:{FreePort.Find()}"),
            Spec("url", $"mysql://ops@127.0.0.1:{_other.Port}"),
            Spec("url", _world.Url.Replace("ops:", "ops:wrong", StringComparison.Ordinal)),
            Spec("url", _world.Url, "fact", "replication"),
            Spec("url", $"mysql://plain:plain@127.0.0.1:{_world.Primary.Port}", "fact", "slow"),
            Spec("url", $"mysql://plain:plain@127.0.0.1:{_world.Primary.Port}", "fact", "replication"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile => [Spec("url", "mysql://a:b@127.0.0.1:1/%00"), Spec("url", "mysql://a@-oops/")];

    [Fact(Timeout = 30_000)]
    public async Task a_server_that_is_well_says_version_time_and_connections()
    {
        var seen = await LookAsync(Spec("url", _world.Url, "acts-as", "primary", "up-for", "1ms", "fact", "server,connections,slow"));

        seen.Flaws.ShouldBe([], seen.Problem);
        foreach (
            var fact in new[] { "json '$.connections.taken' >= 1", "json '$.server.readOnly' = false", "json '$.slow.longestSeconds' < 60" }
        )
        {
            Expectation.Parse(fact).Judge(seen).Verdict.ShouldBe(Verdict.Pass, seen.Body);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task a_server_of_the_wrong_role_that_has_just_started_and_is_full_is_told()
    {
        var seen = await LookAsync(Spec("url", _world.Url, "acts-as", "replica", "up-for", "30d", "most-connections", "1"));

        seen.Flaws!.Take(2).ShouldAllBe(it => it.StartsWith("the server ", StringComparison.Ordinal));
        (await LookAsync(Spec("url", _world.ReplicaUrl, "fact", "server", "acts-as", "primary")))
            .Flaws.ShouldHaveSingleItem()
            .ShouldBe("the server takes no writes (read_only is ON), so it is no primary");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_replica_says_how_late_it_is_and_one_that_is_stopped_is_told()
    {
        var replication = Spec("url", _world.ReplicaUrl, "fact", "replication");
        await Eventually.Holds("the copy has the rows", async () => await RowsAsync(_world.Replica) == "3", Ct);
        var seen = await LookAsync(replication);
        (seen.Value, seen.Flaws?.Count).ShouldBe((new Quantity(0, "s"), 0), seen.Problem);

        await _world.Replica.DoAsync("STOP SLAVE SQL_THREAD", Ct);

        (await LookAsync(replication)).Flaws.ShouldHaveSingleItem().ShouldBe("the replica does not apply what its primary sends (No)");
        await _world.Replica.DoAsync("START SLAVE SQL_THREAD", Ct);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_statement_that_runs_too_long_is_told_with_its_connection()
    {
        var running = _world.Primary.DoAsync("SELECT 'long', SLEEP(20)", Ct);
        var slow = Spec("url", _world.Url, "fact", "slow", "longest", "500ms");
        IReadOnlyList<string> flaws = [];
        await Eventually.Holds("the statement is seen", async () => (flaws = (await LookAsync(slow)).Flaws ?? []).Count > 0, Ct);

        flaws
            .ShouldHaveSingleItem()
            .ShouldMatch(@"^a statement of root \(connection [0-9]+\) has been running for [0-9.]+ s, longer than 500ms$");
        await _world.Primary.DoAsync(
            "SELECT CONCAT('KILL ', ID) INTO @kill FROM information_schema.PROCESSLIST WHERE INFO LIKE '%long%SLEEP%' AND ID <> CONNECTION_ID(); EXECUTE IMMEDIATE @kill",
            Ct
        );
        await Should.ThrowAsync<InvalidOperationException>(running);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_connection_is_encrypted_and_its_certificate_checked_where_an_authority_is_named()
    {
        var url = _world.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var strange = new Authority();
        Folder.Write("strange.pem", strange.RootPem);

        (await LookAsync(Spec("url", $"{url}?ssl-ca={_world.Folder["root.pem"]}"))).Flaws.ShouldBe([]);
        (await LookAsync(Spec("url", $"{url}?ssl-ca=strange.pem"))).Problem!.ShouldContain("certificate");
        strange.Dispose();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("empty", "did not answer every question")]
    [InlineData("fails", "ERROR 1045: denied")]
    [InlineData("half", "cannot be read as XML")]
    [InlineData("blank", "does not say")]
    [InlineData("flood", "longer than the 1048576 bytes")]
    [InlineData("entity", "cannot be read as XML")]
    [InlineData("nan", "does not say")]
    public async Task what_a_client_says_that_lies_or_breaks_off_is_not_seen(string client, string why)
    {
        var here = Here(TimeSpan.FromSeconds(10)) with
        {
            Variables = new Dictionary<string, string> { ["PATH"] = $"{Folder[client]}:/usr/bin:/bin" },
        };

        var seen = await Check.LookAsync(Spec("url", _world.Url, "fact", "connections"), here, Ct);

        (seen.Looking, seen.Flaws).ShouldBe((Looking.CouldNotLook, null));
        seen.Problem!.ShouldContain(why);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_query_of_the_kind_sql_is_asked_and_its_nulls_are_none()
    {
        (await SqlAsync("SELECT count(*) FROM orders")).Value.ShouldBe(new Quantity(3, ""));
        (await SqlAsync("SELECT note FROM orders WHERE id = 1")).Stdout.ShouldBe("<a>&\n");
        (await SqlAsync("SELECT note FROM orders WHERE id = 2")).Value.ShouldBeNull();
        (await SqlAsync("SELECT id FROM orders WHERE false")).Rows.ShouldBe(0);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("DELETE FROM orders")]
    [InlineData("SELECT 1; COMMIT; DELETE FROM orders")]
    [InlineData("WITH a AS (SELECT 1) DELETE FROM orders")]
    [InlineData("SELECT 1 INTO/**/OUTFILE '/tmp/slipway-never'")]
    [InlineData("/*! DELETE */ FROM orders")]
    [InlineData("CALL wipe()")]
    [InlineData("SELECT SLEEP(30)")]
    public async Task whatever_would_write_or_take_too_long_is_refused(string query)
    {
        (await SqlAsync(query, "timeout", "700ms")).Looking.ShouldBe(Looking.CouldNotLook);

        (await SqlAsync("SELECT count(*) FROM orders")).Value.ShouldBe(new Quantity(3, ""));
    }

    public override void Dispose()
    {
        _silent.Dispose();
        _other.Dispose();
        base.Dispose();
    }

    private void Client(string folder, string lines) => Folder.WriteProgram($"{folder}/mariadb", $"cat >/dev/null\n{lines}");

    private static async Task<string> RowsAsync(MysqlServer server)
    {
        try
        {
            return await server.DoAsync("SELECT count(*) FROM shop.orders", Ct);
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private Task<Observation> SqlAsync(string query, params string[] more) =>
        CheckKinds
            .All["sql"]
            .LookAsync(
                new(
                    "sql",
                    new[] { "mysql", _world.Url, "query", query }
                        .Concat(more)
                        .Chunk(2)
                        .ToDictionary(it => it[0], it => it[1], StringComparer.Ordinal)
                ),
                Here(TimeSpan.FromSeconds(20)),
                Ct
            );
}
