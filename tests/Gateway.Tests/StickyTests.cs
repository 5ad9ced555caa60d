using FsCheck;
using FsCheck.Fluent;
using Slipway.Gateway.Lanes;

namespace Slipway.Gateway.Tests;

/// <summary>A client stays in its lane while the share does not take it away.</summary>
public sealed class StickyTests
{
    [Fact]
    public void a_larger_share_only_takes_clients_and_a_smaller_one_gives_the_same_back() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonEmptyString>(),
                ArbMap.Default.ArbFor<byte>(),
                ArbMap.Default.ArbFor<byte>(),
                (key, one, other) =>
                {
                    var (small, large) = (Math.Min(one, other) % 101.0, Math.Max(one, other) % 101.0);
                    (small, large) = (Math.Min(small, large), Math.Max(small, large));
                    var point = ClientPoint.Of(key.Get);
                    return new Split(small).At(point) == Lane.Stable || new Split(large).At(point) == Lane.Candidate;
                }
            )
            .QuickCheckThrowOnFailure();

    /// <summary>10,000 clients: the binomial standard deviation at 10 % is 30, and five of them are 150.</summary>
    [Fact]
    public void clients_are_spread_evenly()
    {
        var points = Enumerable.Range(0, 10_000).Select(it => ClientPoint.Of($"client-{it}")).ToList();

        points.ShouldAllBe(it => it >= 0 && it < 100);
        for (var tenth = 0; tenth < 10; tenth++)
        {
            points.Count(it => (int)(it / 10) == tenth).ShouldBeInRange(850, 1150);
        }
    }

    [Fact]
    public void the_point_of_a_client_is_the_same_on_every_gateway() => ClientPoint.Of("ada").ShouldBe(99.1917, 0.0001);

    [Fact(Timeout = 30_000)]
    public async Task a_client_with_the_cookie_stays_until_the_share_passes_it()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate, it => it with { Sticky = "cookie:lane" });
        var cookies = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            cookies.Add((await world.AskAsync()).Headers["Set-Cookie"].Split(';')[0]);
        }

        cookies.Distinct().Count().ShouldBe(60);
        var before = new HashSet<string>();
        foreach (var share in (double[])[10, 25, 50, 100])
        {
            await world.SetAsync(share);
            var now = await CandidatesAsync(world, cookies);
            now.IsSupersetOf(before).ShouldBeTrue($"at {share} %");
            (await CandidatesAsync(world, cookies)).SetEquals(now).ShouldBeTrue();
            before = now;
        }

        before.Count.ShouldBe(60);
        await world.SetAsync(0);
        (await CandidatesAsync(world, cookies)).ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task the_first_request_of_a_client_goes_where_its_later_ones_go()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate, it => it with { Sticky = "cookie:lane", Share = "50" });

        for (var i = 0; i < 30; i++)
        {
            var first = await world.AskAsync();
            var cookie = first.Headers["Set-Cookie"].Split(';')[0];
            var second = await world.AskAsync("/", "GET", null, ("Cookie", cookie));
            second.Body.ShouldBe(first.Body);
            second.Headers.Keys.ShouldNotContain("Set-Cookie");
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task the_cookie_stands_beside_those_of_the_service_and_no_script_reads_it()
    {
        await using var stable = await Backend.StartAsync(
            "stable",
            async context =>
            {
                context.Response.Headers.SetCookie = "session=1";
                await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "x");
            }
        );
        await using var world = await World.OfAsync(stable, stable, it => it with { Sticky = "cookie:lane" });

        var set = (await world.AskAsync()).Headers["Set-Cookie"];

        set.ShouldContain("session=1");
        set.ShouldMatch("lane=[A-Za-z0-9_-]{22}; path=/; samesite=lax; httponly");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("")]
    [InlineData("lane=")]
    [InlineData("lane=%00")]
    [InlineData("other=1")]
    public async Task a_cookie_that_is_none_is_replaced(string cookie)
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable, stable, it => it with { Sticky = "cookie:lane" });

        var answer = await world.AskAsync("/", "GET", null, ("Cookie", cookie));

        answer.Status.ShouldBe(200);
        answer.Headers.ContainsKey("Set-Cookie").ShouldBe(cookie != "lane=%00");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_cookie_without_measure_is_replaced()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable, stable, it => it with { Sticky = "cookie:lane" });

        var answer = await world.AskAsync("/", "GET", null, ("Cookie", $"lane={new string('a', 5000)}"));

        answer.Headers.Keys.ShouldContain("Set-Cookie");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_client_with_the_header_stays_until_the_share_passes_it()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate, it => it with { Sticky = "header:X-User", Share = "30" });

        for (var client = 0; client < 40; client++)
        {
            var wanted = ClientPoint.Of($"user-{client}") < 30 ? "candidate" : "stable";
            (await world.AskAsync("/", "GET", null, ("X-User", $"user-{client}"))).Body.ShouldBe(wanted);
            (await world.AskAsync("/a", "GET", null, ("X-User", $"user-{client}"))).Body.ShouldBe(wanted);
        }
    }

    private static async Task<HashSet<string>> CandidatesAsync(World world, IReadOnlyList<string> cookies)
    {
        var found = new HashSet<string>();
        foreach (var cookie in cookies)
        {
            if ((await world.AskAsync("/", "GET", null, ("Cookie", cookie))).Body == "candidate")
            {
                found.Add(cookie);
            }
        }

        return found;
    }
}
