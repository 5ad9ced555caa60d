using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Gateway.Lanes;

/// <summary>The point of a client among the shares.</summary>
internal static class ClientPoint
{
    private const int HashBits = 53;

    /// <summary>The same for the same client on every gateway and after every restart: the first 53 bits of the SHA-256 of its key, over 0 to 100.</summary>
    public static double Of(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> (64 - HashBits)) * (100.0 / (1L << HashBits));
    }
}
