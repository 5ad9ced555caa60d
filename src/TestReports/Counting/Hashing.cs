using System.Buffers.Binary;

namespace Slipway.TestReports.Counting;

/// <summary>A 64-bit hash of names, in the manner of wyhash: multiply, fold the halves. Not for secrets.</summary>
internal static class Hashing
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xD6E8FEB86659FD93;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = First)
    {
        var hash = seed ^ (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), Second);
            bytes = bytes[8..];
        }

        ulong rest = 0;
        foreach (var it in bytes)
        {
            rest = rest << 8 | it;
        }

        return Mix(hash ^ rest, First);
    }

    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
