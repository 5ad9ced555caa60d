using Slipway.Testing;
using Slipway.Traffic.Tests.Worlds;

namespace Slipway.Traffic.Tests.Haproxy;

/// <summary>Servers that are down, that are in no lane, and that share in several back ends.</summary>
public sealed class HaproxyServersTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly SilentListener _up = new();
    private HaproxyServer? _proxy;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _proxy = await HaproxyServer.StartAsync(
            _folder,
            $"""
            backend app
              default-server inter 100ms rise 1 fall 1
              server v1a 127.0.0.1:{_up.Port} check weight 100
              server v1b 127.0.0.1:{_up.Port} check weight 100
              server v2 127.0.0.1:{_up.Port} check weight 0
              server dead 127.0.0.1:1 check weight 0
            backend api
              server v1 127.0.0.1:{_up.Port} weight 100
              server v2 127.0.0.1:{_up.Port} weight 0
            """,
            it => it.Contains("app,dead,", StringComparison.Ordinal) && it.Contains(",DOWN,", StringComparison.Ordinal),
            Ct
        );

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        _up.Dispose();
        _folder.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task several_servers_and_back_ends_share_alike()
    {
        (await Of("app/v1a app/v1b api/v1", "app/v2 api/v2").SetAsync(20, Ct)).ShouldBe(new Told<double>.Known(20));

        _proxy!.Do("get weight app/v1b").ShouldStartWith("2 ");
        _proxy.Do("get weight app/v2").ShouldStartWith("1 ");
        _proxy.Do("get weight api/v1").ShouldStartWith("4 ");
        _proxy.Do("get weight api/v2").ShouldStartWith("1 ");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_candidate_that_is_down_gets_no_traffic_and_loses_it()
    {
        var driver = Of("app/v1a app/v1b", "app/dead");

        (await driver.SetAsync(10, Ct)).ShouldBeOfType<Told<double>.Unknown>().Why.ShouldContain("app/dead DOWN");
        _proxy!.Do("get weight app/dead").ShouldStartWith("0 ");
        (await driver.SetAsync(0, Ct)).ShouldBe(new Told<double>.Known(0));
    }

    [Fact(Timeout = 60_000)]
    public async Task a_server_that_gets_traffic_and_is_in_no_lane_makes_the_share_unknown() =>
        (await Of("app/v1a", "app/v2").ReadAsync(Ct)).ShouldBeOfType<Told<double>.Unknown>().Why.ShouldContain("app/v1b gets traffic");

    [Fact(Timeout = 60_000)]
    public async Task a_server_that_is_not_there_makes_the_share_unknown() =>
        (await Of("app/v1a app/v1b", "app/v3").ReadAsync(Ct)).ShouldBeOfType<Told<double>.Unknown>().Why.ShouldContain("app/v3");

    private ITrafficDriver Of(string stable, string candidate) =>
        TrafficWorld.Make(
            "haproxy",
            _folder.Path,
            ("address", $"unix:{_folder["admin.sock"]}"),
            ("stable", stable),
            ("candidate", candidate),
            ("limit", "5s")
        );
}
