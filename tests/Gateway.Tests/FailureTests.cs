using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Slipway.Testing;

namespace Slipway.Gateway.Tests;

/// <summary>Servers that are away, slow, or break off: the lane's error, said clearly, and never hidden.</summary>
public sealed class FailureTests
{
    [Fact(Timeout = 30_000)]
    public async Task a_lane_without_a_server_fails_and_the_other_one_does_not_answer_for_it()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable.Url, Nobody, it => it with { Share = "100" });

        var answer = await world.AskAsync();

        answer.Status.ShouldBe(502);
        answer.Body.ShouldBe("slipway gateway: the lane candidate has no server that answers\n");
        stable.Count.ShouldBe(0);
        (await world.CountedAsync("candidate", 1)).ShouldBe((1, 1));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(500, 1)]
    [InlineData(503, 1)]
    [InlineData(599, 1)]
    [InlineData(499, 0)]
    [InlineData(404, 0)]
    [InlineData(204, 0)]
    public async Task an_error_is_a_status_of_500_to_599(int status, int errors)
    {
        await using var stable = await Backend.StartAsync(
            "stable",
            context =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            }
        );
        await using var world = await World.OfAsync(stable, stable);

        (await world.AskAsync()).Status.ShouldBe(status);

        (await world.CountedAsync("stable", 1)).ShouldBe((1, errors));
    }

    [Fact(Timeout = 30_000)]
    public async Task a_server_that_says_nothing_is_no_answer()
    {
        using var silent = new HttpDouble((_, _, ct) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct));
        await using var world = await World.OfAsync(Of(silent), Nobody, it => it with { Timeout = "200ms" });

        var answer = await world.AskAsync();

        answer.Status.ShouldBe(504);
        answer.Body.ShouldContain("did not answer in time");
        (await world.CountedAsync("stable", 1)).ShouldBe((1, 1));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 9999 No\r\n\r\n")]
    public async Task half_a_head_is_no_answer(string said)
    {
        using var server = new HttpDouble((_, stream, ct) => stream.WriteAsync(Encoding.ASCII.GetBytes(said), ct).AsTask());
        await using var world = await World.OfAsync(Of(server), Nobody);

        (await world.AskAsync()).Status.ShouldBe(502);

        (await world.CountedAsync("stable", 1)).ShouldBe((1, 1));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")]
    public async Task half_a_body_is_an_error_and_does_not_look_whole(string said)
    {
        using var server = new HttpDouble((_, stream, ct) => stream.WriteAsync(Encoding.ASCII.GetBytes(said), ct).AsTask());
        await using var world = await World.OfAsync(Of(server), Nobody);

        await Should.ThrowAsync<HttpRequestException>(() => world.AskAsync());

        (await world.CountedAsync("stable", 1)).ShouldBe((1, 1));
    }

    [Fact(Timeout = 30_000)]
    public async Task a_body_that_stalls_is_an_error()
    {
        using var server = new HttpDouble(
            async (_, stream, ct) =>
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"u8.ToArray(), ct);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            }
        );
        await using var world = await World.OfAsync(Of(server), Nobody, it => it with { Timeout = "200ms" });

        await Should.ThrowAsync<HttpRequestException>(() => world.AskAsync());

        (await world.CountedAsync("stable", 1)).ShouldBe((1, 1));
    }

    /// <summary>Otherwise a lane that lets its clients wait until they go would look well.</summary>
    [Fact(Timeout = 30_000)]
    public async Task a_client_that_leaves_before_there_is_an_answer_had_none()
    {
        using var came = new SemaphoreSlim(0);
        using var silent = new HttpDouble(
            (_, _, ct) =>
            {
                came.Release();
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            }
        );
        await using var world = await World.OfAsync(Of(silent), Nobody);
        using (var client = new TcpClient("127.0.0.1", world.Gateway.Addresses[0].Port))
        {
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            await came.WaitAsync(TestContext.Current.CancellationToken);
        }

        (await world.CountedAsync("stable", 1)).ShouldBe((1, 1));
        (await world.MetricAsync("left_by_client_total{lane=\"stable\"}")).ShouldBe(1);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 40000000\r\n\r\n", 413)]
    public async Task what_is_no_request_is_not_the_lanes_error(string request, int status)
    {
        await using var stable = await Backend.StartAsync("stable", context => context.Request.Body.CopyToAsync(context.Response.Body));
        await using var world = await World.OfAsync(stable, stable);

        (await RawAsync(world, request)).ShouldStartWith($"HTTP/1.1 {status} ");

        (await world.LaneAsync("stable")).Errors.ShouldBe(0);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nContent-Length : 4\r\n\r\nabcd")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n X: folded\r\n\r\n")]
    public async Task what_two_servers_could_read_in_two_ways_is_refused(string request)
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable, stable);

        (await RawAsync(world, request)).ShouldMatch("^HTTP/1.1 (400|501) ");

        stable.Count.ShouldBe(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task there_is_no_tunnel_to_a_server()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable, stable);

        (
            await RawAsync(world, "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\nConnection: close\r\n\r\nGET /inner HTTP/1.1\r\n\r\n")
        ).ShouldStartWith("HTTP/1.1 405 ");

        stable.Count.ShouldBe(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_length_beside_chunks_reaches_a_server_as_chunks_alone()
    {
        await using var stable = await Backend.StartAsync("stable", context => context.Request.Body.CopyToAsync(context.Response.Body));
        await using var world = await World.OfAsync(stable, stable);

        var answer = await RawAsync(
            world,
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        );

        answer.ShouldContain("hello");
        stable.Asked.ShouldHaveSingleItem().Headers.Keys.ShouldNotContain("Content-Length");
    }

    /// <summary>An address on which nothing listens.</summary>
    internal static string Nobody => $"http://127.0.0.1:{FreePort.Find()}";

    internal static string Of(HttpDouble server) => server.Url.GetLeftPart(UriPartial.Authority);

    private static async Task<string> RawAsync(World world, string request)
    {
        using var client = new TcpClient("127.0.0.1", world.Gateway.Addresses[0].Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        var (text, piece) = (new StringBuilder(), new byte[8192]);
        try
        {
            for (var read = 1; read > 0; text.Append(Encoding.ASCII.GetString(piece, 0, read)))
            {
                read = await client.GetStream().ReadAsync(piece, TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // It hung up with bytes of ours unread; what it said before is here.
        }

        return text.ToString();
    }
}
