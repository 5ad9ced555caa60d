namespace Slipway.Gateway;

/// <summary>How a gateway was asked for, word for word; <see cref="GatewaySpecReader"/> makes a <see cref="GatewaySpec"/> of it.</summary>
public sealed record GatewayCall
{
    /// <summary><c>--listen</c>: <c>http://ADDRESS:PORT</c>, or <c>h2c://</c>.</summary>
    public IReadOnlyList<string> Listen { get; init; } = [];

    /// <summary><c>--stable</c>.</summary>
    public IReadOnlyList<string> Stable { get; init; } = [];

    /// <summary><c>--candidate</c>.</summary>
    public IReadOnlyList<string> Candidate { get; init; } = [];

    /// <summary><c>--admin</c>: <c>http://ADDRESS:PORT</c>.</summary>
    public string Admin { get; init; } = "http://127.0.0.1:8081";

    /// <summary><c>--token-file</c>, absolute.</summary>
    public string? TokenFile { get; init; }

    /// <summary><c>--state</c>, absolute.</summary>
    public string? StateFile { get; init; }

    /// <summary><c>--share</c>: per cent.</summary>
    public string Share { get; init; } = "0";

    /// <summary><c>--sticky</c>: <c>cookie:NAME</c> or <c>header:NAME</c>.</summary>
    public string? Sticky { get; init; }

    /// <summary><c>--lane-header</c>: <c>addresses:LIST</c>, or <c>secret-file:FILE</c> with an absolute path.</summary>
    public string? LaneHeader { get; init; }

    /// <summary><c>--trusted-proxies</c>: addresses and networks.</summary>
    public string? TrustedProxies { get; init; }

    /// <summary><c>--shadow</c>.</summary>
    public string? Shadow { get; init; }

    /// <summary><c>--shadow-share</c>: per cent.</summary>
    public string ShadowShare { get; init; } = "100";

    /// <summary><c>--timeout</c>.</summary>
    public string Timeout { get; init; } = "60s";

    /// <summary><c>--drain</c>.</summary>
    public string Drain { get; init; } = "30s";
}
