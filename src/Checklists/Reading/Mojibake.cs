using System.Buffers;
using System.Text;

namespace Slipway.Checklists.Reading;

/// <summary>
/// Undoes the accident of UTF-8 that was read as a single-byte code page and saved again. Without it "≥ 80 %" reads "â‰¥ 80 %" and
/// the operator of the bound is lost.
/// </summary>
internal static class Mojibake
{
    /// <summary>A repair stands only when at least this share of the characters in question turns out to be UTF-8.</summary>
    private const double LeastShare = 0.7;

    /// <summary>The repaired text and, per character and for the end, the index it came from; null when nothing is garbled.</summary>
    public static Repaired? Repair(string text)
    {
        if (Ascii.IsValid(text))
        {
            return null;
        }

        var best = new[] { SingleByte.Windows1252, SingleByte.MacRoman }.Select(it => Try(text, it)).MaxBy(it => it.Share)!;
        return best.Share >= LeastShare ? best : null;
    }

    private static Repaired Try(string text, SingleByte codec)
    {
        var into = new StringBuilder(text.Length);
        var from = new List<int>(text.Length + 1);
        var inQuestion = 0;
        var recovered = 0;
        Span<char> utf16 = stackalloc char[2];
        for (var at = 0; at < text.Length; )
        {
            if (text[at] < 0x80)
            {
                into.Append(text[at]);
                from.Add(at++);
                continue;
            }

            var length = ReadSequence(text, at, codec, out var rune);
            if (length == 0)
            {
                inQuestion += codec.UpperByteOf(text[at]) is null ? 0 : 1;
                into.Append(text[at]);
                from.Add(at++);
                continue;
            }

            inQuestion += length;
            recovered += length;
            for (var units = rune.EncodeToUtf16(utf16); units > 0; units--)
            {
                from.Add(at);
            }

            into.Append(utf16[..rune.Utf16SequenceLength]);
            at += length;
        }

        from.Add(text.Length);
        return new(into.ToString(), from, codec.Name, inQuestion == 0 ? 0 : (double)recovered / inQuestion);
    }

    /// <summary>How many characters from <paramref name="at"/> are the bytes of one UTF-8 sequence; 0 when they are none.</summary>
    private static int ReadSequence(string text, int at, SingleByte codec, out Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < 4 && at + count < text.Length && codec.UpperByteOf(text[at + count]) is { } value)
        {
            bytes[count++] = value;
        }

        return Rune.DecodeFromUtf8(bytes[..count], out rune, out var length) == OperationStatus.Done && length > 1 ? length : 0;
    }

    /// <summary>A text as it was meant.</summary>
    internal sealed record Repaired(string Text, IReadOnlyList<int> From, string Codec, double Share);
}
