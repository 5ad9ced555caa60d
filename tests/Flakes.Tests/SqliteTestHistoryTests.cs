using Slipway.Testing;

namespace Slipway.Flakes.Tests;

public sealed class SqliteTestHistoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task what_was_added_is_read_again()
    {
        using var folder = new TempFolder();
        await using var store = await SqliteTestHistory.OpenAsync(folder["tests.db"], Ct);
        var history = Histories.Strip("..Fr.", "Timeout");

        (await store.AddAsync(history, Ct)).ShouldBe(new StoredOutcomes(5, 0));

        (await store.ReadAsync(Ct)).Outcomes().ShouldBe(history.Outcomes());
    }

    [Fact]
    public async Task the_file_of_a_test_is_kept_and_the_latest_counts()
    {
        using var folder = new TempFolder();
        await using var store = await SqliteTestHistory.OpenAsync(folder["tests.db"], Ct);
        var history = new TestHistory();
        history.Add(Histories.Outcome("test", 2, 1, failed: false) with { File = "web/Cart.cs" });
        history.Add(Histories.Outcome("test", 1, 1, failed: false) with { File = "old/Cart.cs" });

        await store.AddAsync(history, Ct);

        (await store.ReadAsync(Ct)).FileOf("", "test").ShouldBe("web/Cart.cs");
        (await store.ReadAsync(Ct)).FileOf("", "another").ShouldBeNull();
        (await store.ReadAsync(Ct)).Outcomes().ShouldBe(history.Outcomes());
    }

    [Fact]
    public async Task the_same_outcomes_a_second_time_change_nothing()
    {
        using var folder = new TempFolder();
        await using var store = await SqliteTestHistory.OpenAsync(folder["tests.db"], Ct);
        await store.AddAsync(Histories.Strip("..Fr."), Ct);

        (await store.AddAsync(Histories.Strip("..Fr.."), Ct)).ShouldBe(new StoredOutcomes(1, 5));

        (await store.ReadAsync(Ct)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task what_is_old_can_be_forgotten()
    {
        using var folder = new TempFolder();
        await using var store = await SqliteTestHistory.OpenAsync(folder["tests.db"], Ct);
        await store.AddAsync(Histories.Strip("....."), Ct);

        (await store.ForgetAsync(new(2026, 1, 5, 7, 0, 0, TimeSpan.Zero), Ct)).ShouldBe(2);

        (await store.ReadAsync(Ct)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task a_file_that_is_no_database_is_refused()
    {
        using var folder = new TempFolder();
        var path = folder.Write("tests.db", new string('x', 5000));

        await Should.ThrowAsync<System.Data.Common.DbException>(async () => await SqliteTestHistory.OpenAsync(path, Ct));
    }
}
