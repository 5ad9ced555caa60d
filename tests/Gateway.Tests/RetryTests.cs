using System.Text;
using Microsoft.AspNetCore.Http;
using Slipway.Testing;

namespace Slipway.Gateway.Tests;

/// <summary>A request goes a second time only where that cannot do harm.</summary>
public sealed class RetryTests
{
    [Theory(Timeout = 30_000)]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task what_only_reads_goes_to_another_server_of_the_lane(string method)
    {
        await using var good = await Backend.StartAsync("good");
        await using var world = await World.OfAsync(good.Url, good.Url, it => it with { Stable = [FailureTests.Nobody, good.Url] });

        for (var i = 0; i < 4; i++)
        {
            (await world.AskAsync("/", method)).Status.ShouldBe(200);
        }

        (await world.CountedAsync("stable", 4)).ShouldBe((4, 0));
        (await world.MetricAsync("retries_total{lane=\"stable\"}")).ShouldBe(1, "the server that does not answer is skipped then");
        (await world.MetricAsync("skipped_servers{lane=\"stable\"}")).ShouldBe(1);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("POST", null)]
    [InlineData("PUT", "x")]
    [InlineData("DELETE", null)]
    [InlineData("GET", "x")]
    public async Task what_may_change_something_or_has_a_body_does_not(string method, string? body)
    {
        using var breaks = new HttpDouble((_, _, _) => Task.CompletedTask);
        await using var good = await Backend.StartAsync("good");
        await using var world = await World.OfAsync(good.Url, good.Url, it => it with { Stable = [good.Url, FailureTests.Of(breaks)] });

        var statuses = new List<int>();
        for (var i = 0; i < 2; i++)
        {
            statuses.Add((await world.AskAsync("/", method, body)).Status);
        }

        statuses.Order().ShouldBe([200, 502]);
        breaks.Asked.Count.ShouldBe(1);
        good.Count.ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_server_that_took_too_long_is_not_helped_by_a_second_request()
    {
        using var silent = new HttpDouble((_, _, ct) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct));
        await using var good = await Backend.StartAsync("good");
        await using var world = await World.OfAsync(
            good.Url,
            good.Url,
            it => it with { Stable = [FailureTests.Of(silent), good.Url], Timeout = "200ms" }
        );

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((await world.AskAsync()).Status);
        }

        statuses.Order().ShouldBe([200, 200, 200, 504]);
        (await world.MetricAsync("retries_total{lane=\"stable\"}")).ShouldBe(0);
    }

    /// <summary>A machine that is off says nothing to a request for a connection; here a queue of connections is full.</summary>
    [Fact(Timeout = 30_000)]
    public async Task a_server_to_which_no_connection_comes_about_is_left_for_another()
    {
        using var full = new FullQueue();
        await using var good = await Backend.StartAsync("good");
        await using var world = await World.OfAsync(good.Url, good.Url, it => it with { Stable = [good.Url, full.Url] });

        for (var i = 0; i < 6; i++)
        {
            (await world.AskAsync()).Body.ShouldBe("good");
        }

        (await world.MetricAsync("retries_total{lane=\"stable\"}")).ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task an_answer_that_has_begun_is_never_begun_again()
    {
        using var half = new HttpDouble(
            (_, stream, ct) => stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"u8.ToArray(), ct).AsTask()
        );
        await using var good = await Backend.StartAsync("good");
        await using var world = await World.OfAsync(good.Url, good.Url, it => it with { Stable = [good.Url, FailureTests.Of(half)] });

        var failed = 0;
        for (var i = 0; i < 2; i++)
        {
            try
            {
                await world.AskAsync();
            }
            catch (HttpRequestException)
            {
                failed++;
            }
        }

        failed.ShouldBe(1);
        good.Count.ShouldBe(1);
        (await world.CountedAsync("stable", 2)).ShouldBe((2, 1));
    }

    [Fact(Timeout = 30_000)]
    public async Task the_other_lane_is_no_other_server()
    {
        await using var good = await Backend.StartAsync("good");
        await using var world = await World.OfAsync(FailureTests.Nobody, good.Url);

        (await world.AskAsync()).Status.ShouldBe(502);

        good.Count.ShouldBe(0);
        (await world.MetricAsync("retries_total{lane=\"stable\"}")).ShouldBe(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_lone_server_that_comes_back_is_asked_at_once()
    {
        var port = FreePort.Find();
        await using var world = await World.OfAsync($"http://127.0.0.1:{port}", FailureTests.Nobody);
        (await world.AskAsync()).Status.ShouldBe(502);

        await using var back = await Backend.StartAsync("back", port: port);

        (await world.AskAsync()).Body.ShouldBe("back");
    }

    /// <summary>The pool of connections itself must not send again what a server may have carried out before it closed.</summary>
    [Theory(Timeout = 30_000)]
    [InlineData("POST", "x")]
    [InlineData("POST", null)]
    [InlineData("DELETE", null)]
    public async Task a_kept_connection_that_breaks_does_not_make_a_change_twice(string method, string? body)
    {
        using var server = new KeptConnections();
        await using var world = await World.OfAsync(server.Url, FailureTests.Nobody);
        (await world.AskAsync()).Status.ShouldBe(200);

        var answer = await world.AskAsync("/change", method, body);

        answer.Status.ShouldBe(502);
        server.Changes.ShouldBe(1);
    }
}
