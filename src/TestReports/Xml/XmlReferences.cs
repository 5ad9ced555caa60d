using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Slipway.TestReports.Xml;

/// <summary>References in text and values: the five names and numbers, and nothing else.</summary>
internal static class XmlReferences
{
    private const int Longest = 12;

    /// <summary>How much of a text that goes on can be taken now: without a reference or a character that is not complete.</summary>
    public static int Whole(ReadOnlySpan<byte> text)
    {
        var tail = text.Length > Longest ? text[^Longest..] : text;
        var open = tail.LastIndexOf((byte)'&');
        return open >= 0 && !tail[open..].Contains((byte)';') ? text.Length - tail.Length + open : WholeCharacters(text);
    }

    /// <summary>Length without a character of UTF-8 that is not complete at the end.</summary>
    public static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var it = bytes[^back];
            if (it >= 0xC0)
            {
                var needs = it switch
                {
                    >= 0xF0 => 4,
                    >= 0xE0 => 3,
                    _ => 2,
                };
                return needs > back ? bytes.Length - back : bytes.Length;
            }

            if (it < 0x80)
            {
                break;
            }
        }

        return bytes.Length;
    }

    /// <summary>What is wrong with the first reference that says nothing; null when all are sound.</summary>
    public static string? Faulty(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'&') is >= 0 and var at)
        {
            text = text[at..];
            if (Resolve(text, out var length) is null)
            {
                return length > 0
                    ? $"{Encoding.ASCII.GetString(text[..length])} stands for no character that XML allows"
                    : "a '&' begins no reference";
            }

            text = text[length..];
        }

        return null;
    }

    /// <summary>The text with its references resolved; one that says nothing stays as it is.</summary>
    public static string Decode(ReadOnlySpan<byte> raw, int most, Encoding encoding)
    {
        if (raw.Length > most)
        {
            raw = raw[..(Encoding.UTF8.Equals(encoding) ? CharacterEnd(raw, most) : most)];
        }

        if (!raw.Contains((byte)'&'))
        {
            return encoding.GetString(raw);
        }

        var text = new StringBuilder(raw.Length);
        while (raw.IndexOf((byte)'&') is >= 0 and var at)
        {
            text.Append(encoding.GetString(raw[..at]));
            raw = raw[at..];
            if (Resolve(raw, out var length) is { } rune)
            {
                text.Append(rune.ToString());
            }
            else
            {
                length = Math.Max(1, length);
                text.Append(encoding.GetString(raw[..length]));
            }

            raw = raw[length..];
        }

        return text.Append(encoding.GetString(raw)).ToString();
    }

    private static int CharacterEnd(ReadOnlySpan<byte> text, int most)
    {
        while (most > 0 && (text[most] & 0xC0) == 0x80)
        {
            most--;
        }

        return most;
    }

    /// <summary>The character of the reference at the beginning; null when it stands for none. Its length is 0 when it is no reference at all.</summary>
    private static Rune? Resolve(ReadOnlySpan<byte> text, out int length)
    {
        var end = text[..Math.Min(text.Length, Longest)].IndexOf((byte)';');
        length = end + 1;
        var name = end < 2 ? default : text[1..end];
        if (name.IsEmpty || name.ContainsAny(" &\t\r\n"u8))
        {
            length = 0;
            return null;
        }

        if (name[0] == '#')
        {
            return Numbered(name[1..]);
        }

        return name switch
        {
            _ when name.SequenceEqual("lt"u8) => new Rune('<'),
            _ when name.SequenceEqual("gt"u8) => new Rune('>'),
            _ when name.SequenceEqual("amp"u8) => new Rune('&'),
            _ when name.SequenceEqual("quot"u8) => new Rune('"'),
            _ when name.SequenceEqual("apos"u8) => new Rune('\''),
            _ => null,
        };
    }

    private static Rune? Numbered(ReadOnlySpan<byte> digits)
    {
        uint number;
        if (digits.Length > 1 && digits[0] == 'x')
        {
            if (!uint.TryParse(digits[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number))
            {
                return null;
            }
        }
        else if (!Utf8Parser.TryParse(digits, out number, out var used) || used != digits.Length)
        {
            return null;
        }

        return number is 9 or 10 or 13 or >= 32 and not (0xFFFE or 0xFFFF) && Rune.IsValid(number) ? new Rune(number) : null;
    }
}
