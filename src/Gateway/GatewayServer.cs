using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Slipway.Gateway.Admin;
using Slipway.Gateway.Counting;
using Slipway.Gateway.Forwarding;
using Slipway.Gateway.Lanes;
using Slipway.Gateway.Serving;
using Slipway.Gateway.Shadowing;
using Slipway.Gateway.Storing;

namespace Slipway.Gateway;

/// <summary>A gateway that serves: requests go to one of two lanes by their share, and the share is set over its admin API.</summary>
public sealed class GatewayServer : IAsyncDisposable
{
    private readonly GatewaySpec _spec;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _connections = Connections.Make();
    private readonly ShadowCopies? _shadow;
    private readonly Figures _figures;
    private readonly ShareControl _share;
    private readonly WebApplication _traffic;
    private readonly WebApplication _admin;

    private GatewayServer(GatewaySpec spec, double share, ShareFile? file, TimeProvider clock)
    {
        (_spec, _clock) = (spec, clock);
        _share = new(new(share), file);
        _figures = Figures.StartedAt(clock.GetUtcNow());
        _shadow = spec.Shadow is null ? null : new(spec, _figures.Shadow, clock);
        var (stable, candidate) = (ServersOf(spec.Stable), ServersOf(spec.Candidate));
        _traffic = WebServers.OfTraffic(
            spec.Listen,
            forwarder =>
            {
                LaneForwarder Of(string name, LaneServers servers, LaneFigures figures) =>
                    new(name, servers, figures, spec, forwarder, _connections, clock);
                return new RequestHandler(
                    _share,
                    new(spec.LaneHeader, spec.Sticky),
                    Of("stable", stable, _figures.Stable),
                    Of("candidate", candidate, _figures.Candidate),
                    _shadow,
                    _figures
                ).HandleAsync;
            }
        );
        _admin = WebServers.OfAdmin(spec.Admin, new AdminApi(spec, _share, _figures, stable, candidate, clock).HandleAsync);
    }

    /// <summary>Where it accepts requests, with the ports that the system chose.</summary>
    public IReadOnlyList<Uri> Addresses => WebServers.AddressesOf(_traffic);

    /// <summary>Where its admin API is.</summary>
    public Uri AdminAddress => WebServers.AddressesOf(_admin)[0];

    /// <summary>The share of the candidate now, in per cent.</summary>
    public double Share => _share.Now.Share;

    /// <summary>Starts one. The share that was kept comes before that of the call; what cannot be read or written is refused.</summary>
    public static async Task<GatewayStart> StartAsync(GatewaySpec spec, TimeProvider clock, CancellationToken ct)
    {
        var file = spec.StateFile is { } path ? new ShareFile(path, Names(spec.Stable), Names(spec.Candidate)) : null;
        var kept = file?.Read();
        if (kept is ShareRead.Faulty faulty)
        {
            return new GatewayStart.Refused([faulty.Fault]);
        }

        var share = kept is ShareRead.Known known ? known.Share : spec.Share;
        if (file?.Write(share) is { } unwritable)
        {
            return new GatewayStart.Refused([unwritable]);
        }

        var server = new GatewayServer(spec, share, file, clock);
        try
        {
            await server._admin.StartAsync(ct);
            await server._traffic.StartAsync(ct);
            return new GatewayStart.Serving(server);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            await server.DisposeAsync();
            return new GatewayStart.Refused([$"the gateway cannot listen: {taken.Message}"]);
        }
    }

    /// <summary>Accepts no more, and lets open requests end within the time of the specification.</summary>
    /// <returns>How many requests were cut off; 0 when all ended.</returns>
    public async Task<long> DrainAsync()
    {
        using var limit = new CancellationTokenSource(_spec.Drain, _clock);
        var cut = 0L;
        await using (limit.Token.Register(() => cut = _figures.Stable.InFlight + _figures.Candidate.InFlight))
        {
            await _traffic.StopAsync(limit.Token);
        }

        await _admin.StopAsync(CancellationToken.None);
        return cut;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _traffic.DisposeAsync();
        await _admin.DisposeAsync();
        if (_shadow is not null)
        {
            await _shadow.DisposeAsync();
        }

        _connections.Dispose();
    }

    private LaneServers ServersOf(IReadOnlyList<Endpoint> endpoints) =>
        new([.. endpoints.Select(it => new Server(it, _spec.Timeout, _clock))]);

    private static IReadOnlyList<string> Names(IReadOnlyList<Endpoint> endpoints) => [.. endpoints.Select(it => it.ToString())];
}
