using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Slipway.Testing;

namespace Slipway.Gateway.Tests;

/// <summary>What goes through is not changed, but for what a server must know of its client.</summary>
public sealed class ForwardingTests
{
    [Fact(Timeout = 30_000)]
    public async Task a_server_learns_where_a_request_comes_from_and_nothing_that_the_client_made_up()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable, stable);

        await world.AskAsync(
            "/a%2Fb?x=1&y=%20",
            "GET",
            null,
            ("Host", "shop.example"),
            ("X-Forwarded-For", "1.2.3.4"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "evil.example"),
            ("X-Forwarded-Prefix", "/evil"),
            ("X-Real-IP", "1.2.3.4"),
            ("Forwarded", "for=1.2.3.4")
        );

        stable.Asked.TryDequeue(out var asked).ShouldBeTrue();
        asked!.Target.ShouldBe("/a%2Fb?x=1&y=%20");
        asked.Headers["Host"].ShouldBe("shop.example");
        asked.Headers["X-Forwarded-For"].ShouldBe("127.0.0.1");
        asked.Headers["X-Forwarded-Proto"].ShouldBe("http");
        asked.Headers["X-Forwarded-Host"].ShouldBe("shop.example");
        asked.Headers.Keys.ShouldNotContain("X-Forwarded-Prefix");
        asked.Headers.Keys.ShouldNotContain("X-Real-IP");
        asked.Headers.Keys.ShouldNotContain("Forwarded");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_trusted_proxy_is_believed_and_its_own_address_put_behind()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable, stable, it => it with { TrustedProxies = "127.0.0.0/8" });

        await world.AskAsync("/", "GET", null, ("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Proto", "https"));

        stable.Asked.TryDequeue(out var asked).ShouldBeTrue();
        asked!.Headers["X-Forwarded-For"].ShouldBe("1.2.3.4, 127.0.0.1");
        asked.Headers["X-Forwarded-Proto"].ShouldBe("https");
    }

    [Fact(Timeout = 30_000)]
    public async Task headers_of_one_connection_stay_on_it()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable, stable);

        await world.AskAsync(
            "/",
            "GET",
            null,
            ("Keep-Alive", "5"),
            ("Proxy-Connection", "keep-alive"),
            ("TE", "trailers"),
            ("Proxy-Authorization", "x")
        );

        stable.Asked.TryDequeue(out var asked).ShouldBeTrue();
        asked!
            .Headers.Keys.Intersect(["Keep-Alive", "Proxy-Connection", "TE", "Proxy-Authorization"], StringComparer.OrdinalIgnoreCase)
            .ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task redirects_cookies_and_compressed_bodies_come_back_as_they_are()
    {
        await using var stable = await Backend.StartAsync(
            "stable",
            context =>
            {
                context.Response.StatusCode = 302;
                context.Response.Headers.Location = "/elsewhere";
                context.Response.Headers.SetCookie = "a=b";
                context.Response.Headers.ContentEncoding = "gzip";
                return context.Response.WriteAsync("not really gzip");
            }
        );
        await using var world = await World.OfAsync(stable, stable);

        var answer = await world.AskAsync();

        (answer.Status, answer.Body).ShouldBe((302, "not really gzip"));
        answer.Headers["Location"].ShouldBe("/elsewhere");
        answer.Headers["Content-Encoding"].ShouldBe("gzip");
        (await world.AskAsync()).Headers["Set-Cookie"].ShouldBe("a=b");
        stable.Asked.ShouldAllBe(it => !it.Headers.ContainsKey("Cookie"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task bodies_go_both_ways(string method)
    {
        await using var stable = await Backend.StartAsync("stable", context => context.Request.Body.CopyToAsync(context.Response.Body));
        await using var world = await World.OfAsync(stable, stable);
        var body = new string('x', 300_000);

        (await world.AskAsync("/", method, body)).Body.ShouldBe(body);
    }

    /// <summary>The second piece is sent only when the first has come through, so nothing may be held back.</summary>
    [Fact(Timeout = 30_000)]
    public async Task a_stream_is_not_held_back()
    {
        using var goOn = new SemaphoreSlim(0);
        await using var stable = await Backend.StartAsync(
            "stable",
            async context =>
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync("data: 1\n\n");
                await context.Response.Body.FlushAsync();
                await goOn.WaitAsync(context.RequestAborted);
                await context.Response.WriteAsync("data: 2\n\n");
            }
        );
        await using var world = await World.OfAsync(stable, stable);
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, world.Gateway.Addresses[0]);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        await using var stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var piece = new byte[100];
        var read = await stream.ReadAtLeastAsync(piece, 9, cancellationToken: TestContext.Current.CancellationToken);
        var counted = (await world.LaneAsync("stable")).Requests;
        goOn.Release();
        using var rest = new StreamReader(stream);

        Encoding.ASCII.GetString(piece, 0, read).ShouldBe("data: 1\n\n");
        counted.ShouldBe(1, "a stream is counted when it begins");
        (await rest.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("data: 2\n\n");
        (await world.LaneAsync("stable")).Requests.ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_web_socket_goes_through_and_outlives_a_change_of_the_share()
    {
        await using var stable = await Backend.StartAsync(
            "stable",
            async context =>
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                var piece = new byte[100];
                for (
                    var got = await socket.ReceiveAsync(piece, default);
                    got.MessageType == WebSocketMessageType.Text;
                    got = await socket.ReceiveAsync(piece, default)
                )
                {
                    await socket.SendAsync(piece.AsMemory(0, got.Count), WebSocketMessageType.Text, true, default);
                }

                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
            }
        );
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new UriBuilder(world.Gateway.Addresses[0]) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken);

        await world.SetAsync(100);
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        var back = new byte[100];
        var got = await client.ReceiveAsync(back, TestContext.Current.CancellationToken);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

        Encoding.ASCII.GetString(back, 0, got.Count).ShouldBe("hello");
        (await world.CountedAsync("stable", 1)).ShouldBe((1, 0));
    }

    [Fact(Timeout = 30_000)]
    public async Task http2_without_tls_goes_through_by_prior_knowledge()
    {
        await using var stable = await Backend.StartAsync(
            "stable",
            async context =>
            {
                context.Response.DeclareTrailer("grpc-status");
                await context.Response.WriteAsync(context.Request.Protocol);
                context.Response.AppendTrailer("grpc-status", "0");
            },
            priorKnowledge: true
        );
        await using var world = await World.OfAsync(stable, stable, it => it with { Listen = ["h2c://127.0.0.1:0"] });
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, world.Gateway.Addresses[0])
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        answer.Version.ShouldBe(HttpVersion.Version20);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("HTTP/2");
        answer.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_metrics_are_as_prometheus_reads_them()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var world = await World.OfAsync(stable, stable);
        await world.AskAsync();
        await world.CountedAsync("stable", 1);
        using var folder = new TempFolder();
        var file = folder.Write("metrics", (await world.AdminAsync("/metrics")).Body);

        using var promtool = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"promtool check metrics < {file}"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var said = await promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);

        promtool.ExitCode.ShouldBe(0, said);
        (await world.MetricAsync("request_duration_seconds_count{lane=\"stable\"}")).ShouldBe(1);
        (await world.MetricAsync("request_duration_seconds_bucket{lane=\"stable\",le=\"+Inf\"}")).ShouldBe(1);
    }
}
