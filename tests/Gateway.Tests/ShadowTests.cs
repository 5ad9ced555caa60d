using Microsoft.AspNetCore.Http;
using Slipway.Testing;

namespace Slipway.Gateway.Tests;

/// <summary>Copies never write, never answer, and are never waited for.</summary>
public sealed class ShadowTests
{
    [Fact(Timeout = 30_000)]
    public async Task a_copy_is_the_request_and_says_that_it_is_one()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var shadow = await Backend.StartAsync("shadow");
        await using var world = await World.OfAsync(stable, stable, it => it with { Shadow = shadow.Url });

        var answer = await world.AskAsync(
            "/a%2Fb?x=1",
            "GET",
            null,
            ("Host", "shop.example"),
            ("Cookie", "a=b"),
            ("X-Forwarded-For", "1.2.3.4")
        );

        answer.Body.ShouldBe("stable");
        await Eventually.Holds("the copy came", () => shadow.Count == 1, TestContext.Current.CancellationToken);
        shadow.Asked.TryDequeue(out var asked).ShouldBeTrue();
        (asked!.Method, asked.Target).ShouldBe(("GET", "/a%2Fb?x=1"));
        asked.Headers["Host"].ShouldBe("shop.example");
        asked.Headers["Cookie"].ShouldBe("a=b");
        asked.Headers["X-Forwarded-For"].ShouldBe("127.0.0.1");
        asked.Headers["X-Slipway-Shadow"].ShouldBe("1");
        stable.Asked.ShouldAllBe(it => !it.Headers.ContainsKey("X-Slipway-Shadow"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("POST", null)]
    [InlineData("POST", "x")]
    [InlineData("PUT", "x")]
    [InlineData("PATCH", "x")]
    [InlineData("DELETE", null)]
    [InlineData("OPTIONS", null)]
    [InlineData("GET", "x")]
    [InlineData("PROPPATCH", null)]
    public async Task nothing_that_may_write_is_copied(string method, string? body)
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var shadow = await Backend.StartAsync("shadow");
        await using var world = await World.OfAsync(stable, stable, it => it with { Shadow = shadow.Url });

        await world.AskAsync("/write", method, body);
        await world.AskAsync("/read");

        await Eventually.Holds("the other copy came", () => shadow.Count == 1, TestContext.Current.CancellationToken);
        shadow.Asked.Single().Target.ShouldBe("/read");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_shadow_that_is_slow_delays_nobody_and_gets_no_more_than_its_measure()
    {
        using var slow = new HttpDouble((_, _, ct) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct));
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable, stable, it => it with { Shadow = FailureTests.Of(slow) });

        for (var i = 0; i < 100; i++)
        {
            (await world.AskAsync()).Body.ShouldBe("stable");
        }

        (await world.MetricAsync("shadow_dropped_total")).ShouldBe(36);
        slow.Asked.Count.ShouldBeLessThanOrEqualTo(64);
        (await world.CountedAsync("stable", 100)).ShouldBe((100, 0));
    }

    [Fact(Timeout = 30_000)]
    public async Task an_error_of_the_shadow_is_no_lanes_error()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable.Url, stable.Url, it => it with { Shadow = FailureTests.Nobody });

        (await world.AskAsync()).Status.ShouldBe(200);

        await Eventually.Holds(
            "it is counted",
            async () => await world.MetricAsync("shadow_errors_total") >= 1,
            TestContext.Current.CancellationToken
        );
        (await world.CountedAsync("stable", 1)).ShouldBe((1, 0));
    }

    /// <summary>1,000 requests at 10 %: the binomial standard deviation is 9.5, and five of them are 47.</summary>
    [Fact(Timeout = 30_000)]
    public async Task a_share_of_the_requests_is_copied()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var shadow = await Backend.StartAsync("shadow");
        await using var world = await World.OfAsync(stable, stable, it => it with { Shadow = shadow.Url, ShadowShare = "10" });

        for (var i = 0; i < 1000; i++)
        {
            await world.AskAsync();
        }

        await Eventually.Holds(
            "all are over",
            async () => await world.MetricAsync("shadow_requests_total") == shadow.Count,
            TestContext.Current.CancellationToken
        );
        shadow.Count.ShouldBeInRange(100 - 47, 100 + 47);
    }
}
