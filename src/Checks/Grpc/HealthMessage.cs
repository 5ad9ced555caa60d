using System.Text;

namespace Slipway.Checks.Grpc;

/// <summary>The two messages of the health protocol, as bytes (protocol buffers; <c>grpc/health/v1/health.proto</c>).</summary>
internal static class HealthMessage
{
    private const int Varint = 0;
    private const int EightBytes = 1;
    private const int Counted = 2;
    private const int FourBytes = 5;

    private static readonly string[] Statuses = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"];

    /// <summary><c>HealthCheckRequest</c>: <c>string service = 1</c>.</summary>
    public static byte[] Question(string service)
    {
        var name = Encoding.UTF8.GetBytes(service);
        return name.Length == 0 ? [] : [0x0a, .. Written(name.Length), .. name];
    }

    /// <summary>The name of the status of a <c>HealthCheckResponse</c> (<c>ServingStatus status = 1</c>, 0 where it is left out); null when this is none.</summary>
    public static string? StatusOf(ReadOnlySpan<byte> message)
    {
        ulong status = 0;
        while (message.Length > 0)
        {
            if (!Read(ref message, out var tag) || !Skip(ref message, tag, out var value))
            {
                return null;
            }

            if (tag >> 3 == 1)
            {
                if ((tag & 7) != Varint)
                {
                    return null;
                }

                status = value;
            }
        }

        return status < (ulong)Statuses.Length ? Statuses[status] : $"status {status}, which is none";
    }

    private static bool Skip(ref ReadOnlySpan<byte> message, ulong tag, out ulong value)
    {
        value = 0;
        var length = (tag & 7) switch
        {
            Varint => Read(ref message, out value) ? 0 : ulong.MaxValue,
            EightBytes => 8UL,
            FourBytes => 4UL,
            Counted => Read(ref message, out var counted) ? counted : ulong.MaxValue,
            _ => ulong.MaxValue,
        };
        if (tag >> 3 == 0 || length > (ulong)message.Length)
        {
            return false;
        }

        message = message[(int)length..];
        return true;
    }

    private static bool Read(ref ReadOnlySpan<byte> message, out ulong value)
    {
        value = 0;
        for (var i = 0; i < 10 && i < message.Length; i++)
        {
            value |= (ulong)(message[i] & 0x7f) << (7 * i);
            if (message[i] < 0x80)
            {
                message = message[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<byte> Written(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
