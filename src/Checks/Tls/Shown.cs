using System.Security.Cryptography.X509Certificates;

namespace Slipway.Checks.Tls;

/// <summary>What a server showed in one handshake.</summary>
internal sealed class Shown : IDisposable
{
    /// <summary>Its certificate.</summary>
    public required X509Certificate2 Leaf { get; init; }

    /// <summary>The others that it sent, in its order.</summary>
    public required IReadOnlyList<X509Certificate2> Others { get; init; }

    /// <summary>The agreed version, for instance <c>TLS 1.3</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The agreed cipher suite, in the words of IANA.</summary>
    public required string Cipher { get; init; }

    /// <summary>Head of the answer to one HTTP question; null when it speaks no HTTP or was not asked.</summary>
    public HttpHead? Head { get; init; }

    public void Dispose()
    {
        Leaf.Dispose();
        foreach (var it in Others)
        {
            it.Dispose();
        }
    }
}
