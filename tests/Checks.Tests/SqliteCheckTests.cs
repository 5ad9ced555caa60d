using Microsoft.Data.Sqlite;
using Slipway.Kernel;
using Slipway.Platform;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class SqliteCheckTests : CheckContract, IAsyncLifetime
{
    private const string Endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";

    public async ValueTask InitializeAsync()
    {
        await using var connection = await SqliteFiles.OpenOrCreateAsync(Folder["data.db"], TimeSpan.FromSeconds(5), Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE orders (id INTEGER, state TEXT); INSERT INTO orders VALUES (1, 'paid'), (2, 'open'), (3, NULL)";
        await command.ExecuteNonQueryAsync(Ct);
        SqliteConnection.ClearAllPools();
        Folder.Write("nonsense.db", new string('x', 5000));
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    protected override ICheck Check => CheckKinds.All["sql"];

    protected override CheckSpec Answering => Query("SELECT count(*) FROM orders");

    protected override Expectation Expected { get; } = Expectation.Parse("value = 3");

    protected override CheckSpec Silent => Query(Endless);

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Query("SELECT count(*) FROM nosuch"),
            Query("SELECT id FROM orders WHERE id = 3 AND 1 = 0"),
            Query("SELECT state FROM orders WHERE id = 3"),
            Query("SELECT 3, 4"),
            Query("SELECT 3 UNION ALL SELECT 3"),
            Query("garbage"),
            Query("SELECT 9e999"),
            Spec("sqlite", "nosuch.db", "query", "SELECT 3"),
            Spec("sqlite", "nonsense.db", "query", "SELECT count(*) FROM sqlite_master"),
            Spec("source", "nosuch", "query", "SELECT 3"),
            Spec("sqlite", "data.db", "postgresql", "Host=x", "query", "SELECT 3"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Query("SELECT printf('%.*c', 50000000, 'x')"),
            Query("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 1100000) SELECT x FROM n"),
            Query("SELECT zeroblob(100000000)"),
        ];

    [Theory(Timeout = 30_000)]
    [InlineData("DELETE FROM orders")]
    [InlineData("PRAGMA query_only = 0; DELETE FROM orders")]
    [InlineData("ATTACH 'other.db' AS other; CREATE TABLE other.t (a)")]
    [InlineData("VACUUM INTO 'copy.db'")]
    [InlineData("SELECT 1; DROP TABLE orders")]
    public async Task whatever_would_write_is_refused(string query)
    {
        var seen = await LookAsync(Query(query));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        (await LookAsync(Answering)).Value.ShouldBe(new Quantity(3, ""));
        Directory.GetFiles(Folder.Path).Select(Path.GetFileName).Where(it => it is "other.db" or "copy.db").ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task rows_are_counted_and_the_first_column_is_the_text()
    {
        var seen = await LookAsync(Query("SELECT state FROM orders ORDER BY id"));

        (seen.Rows, seen.Stdout, seen.Value).ShouldBe((3, "paid\nopen\n\n", null));
    }

    [Fact(Timeout = 30_000)]
    public async Task a_database_of_the_environment_is_found_by_its_name()
    {
        var here = Here(TimeSpan.FromSeconds(5)) with
        {
            Sources = new Dictionary<string, (string, string)> { ["main"] = ("sqlite", "data.db") },
        };

        var seen = await Check.LookAsync(Spec("source", "main", "query", "SELECT 12", "unit", "ms"), here, Ct);

        seen.Value.ShouldBe(new Quantity(12, "ms"));
    }

    private CheckSpec Query(string query) => Spec("sqlite", "data.db", "query", query);
}
