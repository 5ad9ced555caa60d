using Slipway.Testing;

namespace Slipway.Traffic.Tests.Worlds;

/// <summary>A real HAProxy with one back end of two servers.</summary>
public abstract class OnHaproxy : TrafficWorld
{
    private HaproxyServer? _proxy;

    public override double Near => 0.1;

    public override bool KnowsLatency => false;

    public override bool CountsResetsTwice => true;

    /// <summary>The driver of HAProxy itself.</summary>
    public ITrafficDriver Haproxy => Of($"unix:{Folder["admin.sock"]}", "5s");

    public override async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>A driver of HAProxy at this address.</summary>
    protected ITrafficDriver Of(string address, string limit) =>
        Make("haproxy", Folder.Path, ("address", address), ("stable", "app/v1"), ("candidate", "app/v2"), ("limit", limit));

    protected override async Task StartAsync() =>
        _proxy = await HaproxyServer.StartAsync(
            Folder,
            $"""
            listen app
              bind 127.0.0.1:{Port}
              retries 0
              server v1 {Stable.Address} weight 100
              server v2 {Candidate.Address} weight 0
            """,
            it => it.Contains("app,v2,", StringComparison.Ordinal),
            CancellationToken.None
        );

    protected override async Task StopAsync()
    {
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
            _proxy = null;
        }
    }
}
