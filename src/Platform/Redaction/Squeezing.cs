using System.Text;

namespace Slipway.Platform.Redaction;

/// <summary>
/// A text without what programs put into the middle of a value when they print it over several lines or in groups: blanks, ends
/// of lines (also those that JSON and C write as two characters), and the colon between the octets of a dump.
/// </summary>
internal static class Squeezing
{
    /// <summary>The bytes that are left, and where each of them stood.</summary>
    public static (byte[] Bytes, int[] Places) Of(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var places = new int[text.Length];
        var count = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)':')
            {
                continue;
            }

            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is (byte)'n' or (byte)'r' or (byte)'t')
            {
                at++;
                continue;
            }

            (bytes[count], places[count++]) = (text[at], at);
        }

        return (bytes[..count], places[..count]);
    }

    /// <summary>A value as it stands in a squeezed text.</summary>
    public static byte[] Of(string value) => Of(Encoding.UTF8.GetBytes(value)).Bytes;
}
