namespace Slipway.Gateway;

/// <summary>What came of starting a gateway.</summary>
public abstract record GatewayStart
{
    private GatewayStart() { }

    /// <summary>It serves.</summary>
    public sealed record Serving(GatewayServer Server) : GatewayStart;

    /// <summary>It does not, and why.</summary>
    public sealed record Refused(IReadOnlyList<string> Faults) : GatewayStart;
}
