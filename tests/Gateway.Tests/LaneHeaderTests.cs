using Slipway.Testing;

namespace Slipway.Gateway.Tests;

/// <summary>Testers ask for a lane; strangers cannot.</summary>
public sealed class LaneHeaderTests : IDisposable
{
    private const string Secret = "a-secret-of-testers-only";

    private readonly TempFolder _folder = new();

    private string WithSecret => $"secret-file:{_folder.Write("secret", Secret)}";

    [Fact(Timeout = 30_000)]
    public async Task whoever_knows_the_secret_chooses_and_learns_who_answered()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate, it => it with { LaneHeader = WithSecret });

        var answer = await world.AskAsync("/", "GET", null, ("X-Slipway-Lane", "candidate"), ("X-Slipway-Lane-Secret", Secret));

        answer.Body.ShouldBe("candidate");
        answer.Headers["X-Slipway-Lane"].ShouldBe("candidate");
        (await world.AskAsync("/", "GET", null, ("X-Slipway-Lane", "stable"), ("X-Slipway-Lane-Secret", Secret))).Body.ShouldBe("stable");
    }

    [Fact(Timeout = 30_000)]
    public async Task neither_the_wish_nor_the_secret_reaches_a_server()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var shadow = await Backend.StartAsync("shadow");
        await using var world = await World.OfAsync(stable, stable, it => it with { LaneHeader = WithSecret, Shadow = shadow.Url });

        await world.AskAsync("/", "GET", null, ("x-slipway-lane", "candidate"), ("x-slipway-lane-secret", Secret));
        await world.AskAsync("/", "GET", null, ("x-slipway-lane-secret", Secret));

        await Eventually.Holds("the copy came", () => shadow.Count == 1, TestContext.Current.CancellationToken);
        stable
            .Asked.Concat(shadow.Asked)
            .SelectMany(it => it.Headers.Keys)
            .ShouldNotContain(it => it.StartsWith("X-Slipway-Lane", StringComparison.OrdinalIgnoreCase));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("candidate", "", 403)]
    [InlineData("candidate", "wrong", 403)]
    [InlineData("candidate", "a-secret-of-testers-onl", 403)]
    [InlineData("candidate", "a-secret-of-testers-only,a-secret-of-testers-only", 403)]
    [InlineData("baseline", Secret, 400)]
    [InlineData("Candidate", Secret, 400)]
    [InlineData("candidate, stable", Secret, 400)]
    public async Task whoever_may_not_learns_it_instead_of_testing_the_other_lane(string lane, string secret, int status)
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable, stable, it => it with { LaneHeader = WithSecret });

        var answer = await world.AskAsync("/", "GET", null, ("X-Slipway-Lane", lane), ("X-Slipway-Lane-Secret", secret));

        answer.Status.ShouldBe(status);
        stable.Count.ShouldBe(0);
        (await world.MetricAsync("refused_requests_total")).ShouldBe(1);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("addresses:127.0.0.0/8", 200)]
    [InlineData("addresses:127.0.0.1", 200)]
    [InlineData("addresses:10.0.0.0/8,192.0.2.1", 403)]
    public async Task addresses_may_choose(string who, int status)
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate, it => it with { LaneHeader = who });

        var answer = await world.AskAsync("/", "GET", null, ("X-Slipway-Lane", "candidate"), ("X-Forwarded-For", "10.0.0.1"));

        answer.Status.ShouldBe(status);
        candidate.Count.ShouldBe(status == 200 ? 1 : 0);
    }

    [Fact(Timeout = 30_000)]
    public async Task where_nobody_may_choose_the_header_means_nothing()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate);

        (await world.AskAsync("/", "GET", null, ("X-Slipway-Lane", "candidate"))).Body.ShouldBe("stable");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_request_that_asked_for_its_lane_is_no_traffic_of_it()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate, it => it with { LaneHeader = "addresses:127.0.0.1" });

        await world.AskAsync("/", "GET", null, ("X-Slipway-Lane", "candidate"));

        await Eventually.Holds(
            "it is counted as asked for",
            async () => await world.MetricAsync("asked_requests_total{lane=\"candidate\"}") >= 1,
            TestContext.Current.CancellationToken
        );
        (await world.LaneAsync("candidate")).ShouldBe((0, 0, 0));
    }

    public void Dispose() => _folder.Dispose();
}
