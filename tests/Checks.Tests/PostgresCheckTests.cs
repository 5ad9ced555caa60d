using Npgsql;
using Slipway.Checks.Tests;
using Slipway.Kernel;
using Slipway.Testing;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Slipway.Checks.Tests;

public sealed class PostgresCheckTests(PostgresServer server) : CheckContract, IAsyncLifetime
{
    protected override ICheck Check => CheckKinds.All["sql"];

    protected override CheckSpec Answering => Query("SELECT count(*) FROM orders");

    protected override Expectation Expected { get; } = Expectation.Parse("value = 3");

    protected override CheckSpec Silent => Query("SELECT 3 FROM pg_sleep(300)");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Query("SELECT count(*) FROM nosuch"),
            Query("SELECT id FROM orders WHERE false"),
            Query("SELECT NULL::int"),
            Query("SELECT 'NaN'::float8"),
            Query("SELECT 3, 4"),
            Query("garbage"),
            Spec("postgresql", "Host=/nosuch;Username=postgres", "query", "SELECT 3"),
            Spec("postgresql", $"Host=127.0.0.1;Port={FreePort.Find()};Username=postgres", "query", "SELECT 3"),
            Spec("postgresql", "this is no connection", "query", "SELECT 3"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Query("SELECT repeat('x', 50000000)"), Query("SELECT x FROM generate_series(1, 1100000) x"), Query("SELECT '\\x00ff'::bytea")];

    [Theory(Timeout = 30_000)]
    [InlineData("DELETE FROM orders")]
    [InlineData("DELETE FROM orders RETURNING id")]
    [InlineData("COMMIT; DELETE FROM orders")]
    [InlineData("SELECT 1; COMMIT; BEGIN; DELETE FROM orders; COMMIT")]
    [InlineData("SET TRANSACTION READ WRITE; DELETE FROM orders")]
    [InlineData("WITH gone AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM gone")]
    [InlineData("DO $$ BEGIN PERFORM set_config('transaction_read_only', 'off', true); DELETE FROM orders; END $$")]
    [InlineData("DO $$ BEGIN COMMIT; DELETE FROM orders; END $$")]
    public async Task whatever_would_write_is_refused(string query)
    {
        var seen = await LookAsync(Query(query));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        (await LookAsync(Answering)).Value.ShouldBe(new Quantity(3, ""));
    }

    [Fact(Timeout = 30_000)]
    public async Task a_url_as_libpq_takes_it_is_read()
    {
        var url = $"postgresql://postgres:p%40ss@localhost/postgres?host={Uri.EscapeDataString(server.SocketFolder)}";

        (await LookAsync(Spec("postgresql", url, "query", "SELECT 'up'"))).Stdout.ShouldBe("up\n");
    }

    public async ValueTask InitializeAsync()
    {
        await using var connection = new NpgsqlConnection(server.Connection);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock(1); CREATE TABLE IF NOT EXISTS orders (id int); TRUNCATE orders; INSERT INTO orders VALUES (1), (2), (3)",
            connection
        );
        await command.ExecuteNonQueryAsync(Ct);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private CheckSpec Query(string query) => Spec("postgresql", server.Connection, "query", query);
}
