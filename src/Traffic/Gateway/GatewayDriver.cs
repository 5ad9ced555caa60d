using Slipway.Platform;
using Slipway.Traffic.Making;
using Slipway.Traffic.Web;

namespace Slipway.Traffic.Gateway;

/// <summary>
/// Moves traffic by the admin API of Slipway's own gateway: <c>GET</c> and <c>PUT</c> of <c>/v1/lanes</c>, both answered with the whole
/// <see cref="LaneDocument"/>, the share and the counters of both lanes in one.
/// </summary>
internal sealed class GatewayDriver(Uri lanes, string token, TimeSpan limit, TimeProvider clock) : ITrafficDriver
{
    private readonly BoundedHttp _http = new(new LimitedHttp(clock), token, limit);
    private readonly Bounded _bounded = new("gateway", limit, clock);

    public string Name => "gateway";

    public static DriverMade Make(DriverPlace place)
    {
        var settings = new DriverSettings(place);
        var (url, token, limit) = (settings.Address("url"), settings.Text("token"), settings.Limit());
        return settings.Made(() => new GatewayDriver(new($"{url!.AbsoluteUri.TrimEnd('/')}/v1/lanes"), token, limit, place.Clock));
    }

    public Task<Told<double>> ReadAsync(CancellationToken ct) => _bounded.AskAsync(async it => (await LanesAsync(it)).Share(), ct);

    public Task<Told<double>> SetAsync(double share, CancellationToken ct)
    {
        var body = $"{{\"share\":{Shares.Write(Shares.Checked(share))}}}";
        return _bounded.AskAsync(async it => LaneDocument.Read(await _http.AskAsync("PUT", lanes, body, it)).Share(), ct);
    }

    public Task<Told<LaneCounts>> CountAsync(CancellationToken ct) =>
        _bounded.AskAsync(async it => (await LanesAsync(it)).Counts(clock.GetUtcNow()), ct);

    private async Task<LaneDocument> LanesAsync(CancellationToken ct) => LaneDocument.Read(await _http.AskAsync("GET", lanes, null, ct));
}
