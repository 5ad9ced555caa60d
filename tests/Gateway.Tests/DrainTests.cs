using Microsoft.AspNetCore.Http;
using Slipway.Testing;

namespace Slipway.Gateway.Tests;

/// <summary>A gateway that stops lets what is open end.</summary>
public sealed class DrainTests
{
    [Fact(Timeout = 30_000)]
    public async Task open_requests_end_and_no_others_begin()
    {
        using var came = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        await using var stable = await Backend.StartAsync(
            "stable",
            async context =>
            {
                came.Release();
                await goOn.WaitAsync(context.RequestAborted);
                await context.Response.WriteAsync("whole");
            }
        );
        await using var world = await World.OfAsync(stable, stable);
        var address = world.Gateway.Addresses[0];
        var open = world.AskAsync();
        await came.WaitAsync(TestContext.Current.CancellationToken);

        var drained = world.Gateway.DrainAsync();
        await Eventually.Holds("nothing listens", () => !Listens(address.Port), TestContext.Current.CancellationToken);
        drained.IsCompleted.ShouldBeFalse();
        goOn.Release();

        (await open).Body.ShouldBe("whole");
        (await drained).ShouldBe(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_does_not_end_in_time_is_cut_off_and_said()
    {
        using var came = new SemaphoreSlim(0);
        await using var stable = await Backend.StartAsync(
            "stable",
            async context =>
            {
                came.Release();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            }
        );
        await using var world = await World.OfAsync(stable, stable, it => it with { Drain = "200ms" });
        var open = world.AskAsync();
        await came.WaitAsync(TestContext.Current.CancellationToken);

        (await world.Gateway.DrainAsync()).ShouldBe(1);

        await Should.ThrowAsync<HttpRequestException>(open);
    }

    private static bool Listens(int port)
    {
        try
        {
            using var client = new System.Net.Sockets.TcpClient("127.0.0.1", port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
