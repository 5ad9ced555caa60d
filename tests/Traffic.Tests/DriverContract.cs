using Slipway.Testing;
using Slipway.Traffic.Tests.Worlds;

namespace Slipway.Traffic.Tests;

/// <summary>What every traffic driver keeps to, each on its own proxy with real traffic.</summary>
public abstract class DriverContract<TWorld>(TWorld world) : IClassFixture<TWorld>
    where TWorld : TrafficWorld
{
    /// <summary>The proxy.</summary>
    protected TWorld World { get; } = world;

    /// <summary>The test's token.</summary>
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(33.3)]
    [InlineData(50)]
    [InlineData(99)]
    [InlineData(100)]
    public async Task a_share_that_is_set_is_read_back_and_is_the_one_that_the_back_ends_see(double share)
    {
        var set = Known(await World.Driver.SetAsync(share, Ct));
        var before = (World.Stable.Requests, World.Candidate.Requests);
        await Clients.SendAsync(World.Port, 400, "/", Ct);
        var (stable, candidate) = (World.Stable.Requests - before.Item1, World.Candidate.Requests - before.Item2);

        set.ShouldBe(share, World.Near);
        Known(await World.Driver.ReadAsync(Ct)).ShouldBe(set);
        (stable + candidate).ShouldBe(400);
        // Five standard deviations of independent draws; at 0 and 100 there is nothing to draw.
        (candidate / 4.0).ShouldBe(share, World.Near + (5 * Math.Sqrt(share * (100 - share) / 400)), World.GetType().Name);
    }

    [Fact(Timeout = 60_000)]
    public async Task the_counters_of_each_lane_grow_by_what_its_back_end_saw()
    {
        Known(await World.Driver.SetAsync(50, Ct));
        await Clients.SendAsync(World.Port, 100, "/", Ct);
        var (first, before) = (await SettledAsync(), (World.Stable.Requests, World.Candidate.Requests));
        await Clients.SendAsync(World.Port, 200, "/", Ct);
        var (stable, candidate) = (World.Stable.Requests - before.Item1, World.Candidate.Requests - before.Item2);
        var last = await CountedAsync(first, 200);

        last.Epoch.ShouldBe(first.Epoch);
        (last.Stable.Requests - first.Stable.Requests).ShouldBe(stable);
        (last.Candidate.Requests - first.Candidate.Requests).ShouldBe(candidate);
        (last.Stable.Errors - first.Stable.Errors + last.Candidate.Errors - first.Candidate.Errors).ShouldBe(0);
        (last.Candidate.Latency.Sum() - first.Candidate.Latency.Sum()).ShouldBe(World.KnowsLatency ? candidate : 0);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/fail")]
    [InlineData("/hang-up")]
    public async Task a_failed_answer_and_none_at_all_are_errors_of_the_lane(string path)
    {
        Known(await World.Driver.SetAsync(100, Ct));
        var first = await SettledAsync();
        await Clients.SendAsync(World.Port, 20, path, Ct);
        _ = await CountedAsync(first, 20);
        var last = await SettledAsync();

        (last.Candidate.Requests - first.Candidate.Requests).ShouldBe(20);
        // A driver that cannot tell may count one that was reset twice, and never one too few.
        (last.Candidate.Errors - first.Candidate.Errors).ShouldBeInRange(20, World.CountsResetsTwice && path == "/hang-up" ? 40 : 20);
        last.Stable.ShouldSatisfyAllConditions(
            it => it.Requests.ShouldBe(first.Stable.Requests),
            it => it.Errors.ShouldBe(first.Stable.Errors)
        );
    }

    [Fact(Timeout = 180_000)]
    public Task changes_under_load_fail_no_request_and_drop_no_connection() => ChangeUnderLoadAsync(World.EverydayChanges);

    [Fact(Timeout = 600_000)]
    [Trait("Category", "long")]
    public Task many_changes_under_load_fail_no_request_and_drop_no_connection() => ChangeUnderLoadAsync(World.ManyChanges);

    [Fact(Timeout = 60_000)]
    public async Task a_request_that_is_open_when_its_lane_loses_its_traffic_ends_well()
    {
        Known(await World.Driver.SetAsync(100, Ct));
        using var connection = await Connection.OpenAsync(World.Port, Ct);
        var asked = connection.AskAsync("/wait", Ct);
        await Eventually.Holds("the request is at the candidate", () => World.Candidate.Waiting > 0, Ct);
        Known(await World.Driver.SetAsync(0, Ct)).ShouldBe(0);
        World.Candidate.LetGo();

        (await asked).Status.ShouldBe(200);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_restart_begins_a_new_epoch()
    {
        var before = Known(await World.Driver.CountAsync(Ct));
        await World.RestartAsync();

        Known(await World.Driver.CountAsync(Ct)).Epoch.ShouldNotBe(before.Epoch);
    }

    [Fact(Timeout = 60_000)]
    public async Task where_nobody_is_nothing_is_known_and_why_is_said() => await NothingIsKnownAsync(World.WithNobody);

    [Fact(Timeout = 60_000)]
    public async Task who_says_nothing_is_not_waited_for_beyond_the_limit()
    {
        var start = TimeProvider.System.GetTimestamp();
        await NothingIsKnownAsync(World.WithSilence);

        // Three calls of 300 ms each.
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact(Timeout = 60_000)]
    public async Task an_answer_that_is_none_is_not_known()
    {
        foreach (var driver in World.WithGarbage)
        {
            await NothingIsKnownAsync(driver);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task a_call_that_is_cancelled_ends_at_once()
    {
        using var over = new CancellationTokenSource(TimeSpan.FromMilliseconds(50), TimeProvider.System);

        await Should.ThrowAsync<OperationCanceledException>(() => Endless(World).ReadAsync(over.Token));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(100.5)]
    [InlineData(double.NaN)]
    public async Task what_is_no_share_is_not_asked_for(double share) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => World.Driver.SetAsync(share, Ct));

    [Fact(Timeout = 60_000)]
    public async Task traffic_flows_on_as_it_was_set_when_nobody_talks_to_the_proxy_any_more()
    {
        Known(await World.Driver.SetAsync(0, Ct));
        await World.LoseControlAsync();
        var before = World.Stable.Requests;

        (await Clients.SendAsync(World.Port, 50, "/", Ct)).ShouldAllBe(it => it == 200);
        (World.Stable.Requests - before).ShouldBe(50);
    }

    /// <summary>The value.</summary>
    protected static T Known<T>(Told<T> told) =>
        told switch
        {
            Told<T>.Known it => it.Value,
            Told<T>.Unknown it => throw new ShouldAssertException($"Not known: {it.Why}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private async Task ChangeUnderLoadAsync(int changes)
    {
        await using var clients = Clients.Start(World.Port, 4);
        for (var i = 0; i < changes; i++)
        {
            Known(await World.Driver.SetAsync(i % 5 * 25, Ct)).ShouldBe(i % 5 * 25, World.Near);
            var enough = (i + 1) * 5;
            await Eventually.Holds(
                "requests come between the changes",
                () => clients.Answers >= enough || !clients.Failures.IsEmpty,
                Ct,
                TimeSpan.FromSeconds(60)
            );
        }

        await clients.StopAsync();
        clients.Failures.ShouldBeEmpty();
        clients.Answers.ShouldBeGreaterThanOrEqualTo(5 * changes);
    }

    private static ITrafficDriver Endless(TWorld world) => world.WithSilence;

    private static async Task NothingIsKnownAsync(ITrafficDriver driver)
    {
        (await driver.ReadAsync(Ct)).ShouldBeOfType<Told<double>.Unknown>().Why.ShouldNotBeNullOrWhiteSpace();
        (await driver.SetAsync(10, Ct)).ShouldBeOfType<Told<double>.Unknown>().Why.ShouldNotBeNullOrWhiteSpace();
        (await driver.CountAsync(Ct)).ShouldBeOfType<Told<LaneCounts>.Unknown>().Why.ShouldNotBeNullOrWhiteSpace();
    }

    /// <summary>The counters once they do not move any more.</summary>
    private async Task<LaneCounts> SettledAsync()
    {
        LaneCounts? last = null;
        await Eventually.Holds(
            "the counters stand still",
            async () =>
            {
                var (before, now) = (last, Known(await World.Driver.CountAsync(Ct)));
                last = now;
                return before is not null && Numbers(before).SequenceEqual(Numbers(now));
            },
            Ct
        );
        return last!;
    }

    private static long[] Numbers(LaneCounts counts) =>
        [counts.Stable.Requests, counts.Stable.Errors, counts.Candidate.Requests, counts.Candidate.Errors];

    /// <summary>The counters once so many requests more are in them: proxies count a moment after they answer.</summary>
    private async Task<LaneCounts> CountedAsync(LaneCounts first, long more)
    {
        var last = first;
        await Eventually.Holds(
            "the requests are counted",
            async () =>
            {
                last = Known(await World.Driver.CountAsync(Ct));
                return last.Stable.Requests + last.Candidate.Requests - first.Stable.Requests - first.Candidate.Requests >= more;
            },
            Ct
        );
        return last;
    }
}
