namespace Slipway.Gateway;

/// <summary>One server of a lane.</summary>
/// <param name="Address">Scheme, host and port, with nothing behind them: <c>http://127.0.0.1:9001</c>.</param>
/// <param name="PriorKnowledge">It is spoken to in HTTP/2 without TLS (<c>h2c://</c>); otherwise in HTTP/1.1, or with https in what both can.</param>
public sealed record Endpoint(Uri Address, bool PriorKnowledge)
{
    /// <summary>What the path of a request is put behind.</summary>
    public string Prefix => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>As it is written.</summary>
    public override string ToString() => PriorKnowledge ? $"h2c://{Address.Authority}" : Prefix;
}
