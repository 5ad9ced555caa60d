using System.Text;

namespace Slipway.TestReports.Xml;

/// <summary>How the text of a document is written.</summary>
internal enum DeclaredEncoding
{
    /// <summary>UTF-8, or its part ASCII, or nothing is said.</summary>
    Utf8,

    /// <summary>One byte a character, the first half as in ASCII.</summary>
    OneByte,

    /// <summary>Two bytes a character: said so, although the bytes are not.</summary>
    Wide,

    /// <summary>Another one.</summary>
    Unknown,
}

/// <summary>The line <c>&lt;?xml … ?&gt;</c>.</summary>
internal static class Declaration
{
    /// <summary>The name of the encoding; empty when none is declared.</summary>
    public static string Encoding(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf("encoding"u8);
        if (at < 0)
        {
            return "";
        }

        var rest = line[(at + 8)..];
        var open = rest.IndexOfAny((byte)'"', (byte)'\'');
        if (open < 0)
        {
            return "";
        }

        var value = rest[(open + 1)..];
        var close = value.IndexOf(rest[open]);
        return close is < 0 or > 40 ? "" : System.Text.Encoding.ASCII.GetString(value[..close]);
    }

    public static DeclaredEncoding Of(string name) =>
        name.ToUpperInvariant() switch
        {
            "" or "UTF-8" or "UTF8" or "US-ASCII" or "ASCII" => DeclaredEncoding.Utf8,
            "UTF-16" or "UTF-16LE" or "UTF-16BE" or "UNICODE" or "UCS-2" or "UTF-32" => DeclaredEncoding.Wide,
            var it
                when it.StartsWith("ISO-8859-", StringComparison.Ordinal)
                    || it.StartsWith("WINDOWS-125", StringComparison.Ordinal)
                    || it.StartsWith("CP125", StringComparison.Ordinal)
                    || it is "LATIN1" or "LATIN-1" => DeclaredEncoding.OneByte,
            _ => DeclaredEncoding.Unknown,
        };
}
