namespace Slipway.Gateway;

/// <summary>What came of reading a <see cref="GatewayCall"/>.</summary>
public abstract record GatewayRead
{
    private GatewayRead() { }

    /// <summary>It can be served.</summary>
    public sealed record Usable(GatewaySpec Spec) : GatewayRead;

    /// <summary>It cannot, and this is all that is wrong with it.</summary>
    public sealed record Faulty(IReadOnlyList<string> Faults) : GatewayRead;
}
