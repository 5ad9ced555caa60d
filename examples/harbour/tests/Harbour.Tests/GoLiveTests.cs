using System.Net;

namespace Harbour.Tests;

public sealed class GoLiveTests
{
    [Fact(Timeout = 30_000)]
    public async Task version_1_still_books_on_the_database_of_version_2()
    {
        var home = RunningHarbour.NewHome();
        RunningHarbour.Migrate(V1.ThisRelease.Release, home);
        await using var old = await RunningHarbour.Start(V1.ThisRelease.Release, home);
        RunningHarbour.Migrate(V2.ThisRelease.Release, home);

        var made = await old.Book("North 1", "2031-05-02", "2031-05-04");

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await old.Get("/health")).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task version_2_is_not_healthy_before_its_migration()
    {
        var home = RunningHarbour.NewHome();
        RunningHarbour.Migrate(V1.ThisRelease.Release, home);
        await using var harbour = await RunningHarbour.Start(V2.ThisRelease.Release, home);

        var health = await harbour.Get("/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
    }

    [Fact]
    public void a_migration_that_breaks_leaves_the_old_schema()
    {
        var home = RunningHarbour.NewHome();
        RunningHarbour.Migrate(V1.ThisRelease.Release, home);

        Assert.ThrowsAny<Exception>(() => RunningHarbour.Migrate(V2.ThisRelease.Release, home, Fault.Migration));

        Assert.Equal(1, new HarbourDatabase(Path.Combine(home, "harbour.db")).Schema());
    }

    [Fact(Timeout = 30_000)]
    public async Task with_the_fault_on_every_fifth_request_fails_and_is_counted()
    {
        await using var harbour = await RunningHarbour.StartMigrated(V2.ThisRelease.Release, Fault.Errors);

        var failed = 0;
        for (var i = 0; i < 10; i++)
        {
            failed += (await harbour.Get("/berths")).StatusCode == HttpStatusCode.InternalServerError ? 1 : 0;
        }

        var metrics = await harbour.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Equal(2, failed);
        Assert.Contains("harbour_errors_total 2\n", metrics);
        Assert.Contains("harbour_requests_total{status=\"200\"} 8\n", metrics);
    }

    [Fact]
    public void a_backup_holds_what_the_database_held()
    {
        var home = RunningHarbour.NewHome();
        RunningHarbour.Migrate(V1.ThisRelease.Release, home);
        var backup = Path.Combine(home, "backup.db");

        var size = new HarbourDatabase(Path.Combine(home, "harbour.db")).BackUpTo(backup);

        using var connection = new HarbourDatabase(backup).Open();
        Assert.Equal(4, connection.Scalar("SELECT COUNT(*) FROM berths"));
        Assert.Equal(new FileInfo(backup).Length, size);
    }
}
