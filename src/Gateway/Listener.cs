using System.Net;

namespace Slipway.Gateway;

/// <summary>Where the gateway accepts requests.</summary>
/// <param name="Address">Address and port; port 0 lets the system choose one.</param>
/// <param name="PriorKnowledge">HTTP/2 without TLS (<c>h2c://</c>) and nothing else; otherwise HTTP/1.1. Without TLS a connection cannot say which of the two it speaks, so each has a port of its own.</param>
public sealed record Listener(IPEndPoint Address, bool PriorKnowledge)
{
    /// <summary>As it is written.</summary>
    public override string ToString() => $"{(PriorKnowledge ? "h2c" : "http")}://{Address}";
}
