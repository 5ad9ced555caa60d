using Slipway.Testing;

namespace Slipway.Gateway.Tests;

/// <summary>The share outlives the process, and is never guessed.</summary>
public sealed class StateTests : IDisposable
{
    private const string Old = "http://127.0.0.1:1";
    private const string New = "http://127.0.0.1:2";

    private readonly TempFolder _folder = new();

    private string State => _folder["share"];

    [Fact(Timeout = 30_000)]
    public async Task a_share_outlives_a_restart_and_comes_before_that_of_the_call()
    {
        await using (var first = await World.OfAsync(Old, New, it => it with { StateFile = State, Share = "10" }))
        {
            await first.SetAsync(37.5);
        }

        await using var second = await World.OfAsync(Old, New, it => it with { StateFile = State, Share = "10" });

        second.Gateway.Share.ShouldBe(37.5);
    }

    [Fact(Timeout = 30_000)]
    public async Task counters_begin_anew_with_another_epoch()
    {
        await using var first = await World.OfAsync(Old, New, it => it with { StateFile = State });
        await using var second = await World.OfAsync(Old, New, it => it with { StateFile = State });

        var epochs = new[] { await first.AdminAsync("/v1/lanes"), await second.AdminAsync("/v1/lanes") }.Select(it => it.Body[..50]);

        epochs.Distinct().Count().ShouldBe(2);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("25")]
    [InlineData("{\"share\":25}")]
    [InlineData("""{"format":"slipway-gateway-share/1","share":25,"stable":["http://127.0.0.1:1"],"candidate":["http://127.0.0.1:2"]""")]
    [InlineData("""{"format":"slipway-gateway-share/1","share":101,"stable":["http://127.0.0.1:1"],"candidate":["http://127.0.0.1:2"]}""")]
    [InlineData("""{"format":"slipway-gateway-share/1","share":-0.1,"stable":["http://127.0.0.1:1"],"candidate":["http://127.0.0.1:2"]}""")]
    [InlineData("""{"format":"slipway-gateway-share/1","share":"25","stable":["http://127.0.0.1:1"],"candidate":["http://127.0.0.1:2"]}""")]
    [InlineData("""{"format":"slipway-gateway-share/2","share":25,"stable":["http://127.0.0.1:1"],"candidate":["http://127.0.0.1:2"]}""")]
    [InlineData(
        """{"format":"slipway-gateway-share/1","share":25,"share":0,"stable":["http://127.0.0.1:1"],"candidate":["http://127.0.0.1:2"]}"""
    )]
    [InlineData("""{"format":"slipway-gateway-share/1","share":25,"stable":"http://127.0.0.1:1","candidate":["http://127.0.0.1:2"]}""")]
    public async Task what_is_torn_or_foreign_is_an_error_and_stays(string text)
    {
        _folder.Write("share", text);

        var start = await World.StartAsync(World.CallOf(Old, New, it => it with { StateFile = State }));

        start.ShouldBeOfType<GatewayStart.Refused>().Faults.Single().ShouldContain("is not what a gateway has written");
        _folder.Read("share").ShouldBe(text);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_share_that_one_candidate_earned_is_not_the_next_ones()
    {
        await using (var first = await World.OfAsync(Old, New, it => it with { StateFile = State }))
        {
            await first.SetAsync(100);
        }

        var start = await World.StartAsync(World.CallOf(Old, "http://127.0.0.1:3", it => it with { StateFile = State }));

        start.ShouldBeOfType<GatewayStart.Refused>().Faults.Single().ShouldContain("holds the share of other servers");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_share_that_cannot_be_kept_does_not_hold()
    {
        await using var world = await World.OfAsync(Old, New, it => it with { StateFile = State, Share = "10" });
        Directory.CreateDirectory($"{State}.next");

        var answer = await world.AdminAsync("/v1/lanes", "PUT", """{"share":25}""");

        answer.Status.ShouldBe(500);
        answer.Body.ShouldContain("the share stays 10");
        world.Gateway.Share.ShouldBe(10);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_state_that_cannot_be_written_is_seen_at_the_start()
    {
        var start = await World.StartAsync(World.CallOf(Old, New, it => it with { StateFile = _folder["no/such/folder"] }));

        start.ShouldBeOfType<GatewayStart.Refused>().Faults.Single().ShouldContain("cannot be written");
    }

    [Fact(Timeout = 30_000)]
    public async Task an_address_that_is_taken_is_said()
    {
        await using var first = await World.OfAsync(Old, New);

        var start = await World.StartAsync(World.CallOf(Old, New, it => it with { Listen = [first.Gateway.Addresses[0].ToString()] }));

        start.ShouldBeOfType<GatewayStart.Refused>().Faults.Single().ShouldContain("cannot listen");
    }

    public void Dispose() => _folder.Dispose();
}
