using System.Net;
using Slipway.Kernel;

namespace Slipway.Gateway;

/// <summary>How a gateway is to serve, once read and found usable.</summary>
public sealed record GatewaySpec
{
    /// <summary>Where it accepts requests; at least one.</summary>
    public required IReadOnlyList<Listener> Listen { get; init; }

    /// <summary>Servers of the version that serves; at least one.</summary>
    public required IReadOnlyList<Endpoint> Stable { get; init; }

    /// <summary>Servers of the version that is being released; at least one.</summary>
    public required IReadOnlyList<Endpoint> Candidate { get; init; }

    /// <summary>Where its share is read and set. Only with a <see cref="Token"/> an address that others reach.</summary>
    public required IPEndPoint Admin { get; init; }

    /// <summary>What whoever reads or sets the share has to show; null where nobody has to.</summary>
    public Secret? Token { get; init; }

    /// <summary>File in which the share outlives the process; null where it does not.</summary>
    public string? StateFile { get; init; }

    /// <summary>Share of the candidate at a first start, in per cent. Default 0; 0 to 100.</summary>
    public double Share { get; init; }

    /// <summary>How clients stay in their lane; null where each request is drawn by itself.</summary>
    public StickySpec? Sticky { get; init; }

    /// <summary>Who may ask for a lane; null where nobody may.</summary>
    public LaneHeaderSpec? LaneHeader { get; init; }

    /// <summary>Proxies in front whose <c>X-Forwarded-*</c> headers are believed. Default: none.</summary>
    public AddressList TrustedProxies { get; init; } = AddressList.None;

    /// <summary>Copies of requests; null where none are made.</summary>
    public ShadowSpec? Shadow { get; init; }

    /// <summary>Longest time in which nothing moves between the gateway and a server before it counts as no answer. Default 60 s; 10 ms to 1 h.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Time that open requests get to end when the gateway stops. Default 30 s; 0 to 1 h.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);
}
