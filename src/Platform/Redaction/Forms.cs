using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Platform.Redaction;

/// <summary>The forms in which a value is printed by programs.</summary>
internal static class Forms
{
    private const int ShortestLine = 8;

    /// <summary>All forms of a value, of the value without blanks at its ends, and of each of its longer lines (a key printed with indentation).</summary>
    public static IEnumerable<byte[]> Of(string value)
    {
        var lines = value.Split('\n').Select(it => it.Trim()).Where(it => it.Length >= ShortestLine && !Usual.Is(it) && !IsFrame(it));
        return lines
            .Concat([value, value.Trim(), Reversed(value.Trim())])
            .Distinct(StringComparer.Ordinal)
            .SelectMany(it =>
                Texts(it).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes).Concat(Encoded(Encoding.UTF8.GetBytes(it)))
            )
            .Where(it => it.Length >= Redactor.ShortestSecret);
    }

    /// <summary>The forms of a value that a program wraps, indents or prints in groups, as they stand in a squeezed text.</summary>
    public static IEnumerable<byte[]> Squeezed(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value.Trim());
        return Hexadecimal(bytes)
            .Concat(Base64(bytes).SelectMany(it => (string[])[it, ForUrls(it)]))
            .Select(Encoding.ASCII.GetBytes)
            .Append(Squeezing.Of(value))
            .Where(it => it.Length >= ShortestLine);
    }

    /// <summary>The lines around a key (RFC 7468) are in every key.</summary>
    private static bool IsFrame(string line) =>
        line.StartsWith("-----", StringComparison.Ordinal) && line.EndsWith("-----", StringComparison.Ordinal);

    private static string Reversed(string value) => string.Concat(value.EnumerateRunes().Reverse().Select(it => it.ToString()));

    private static string ForUrls(string base64) => base64.Replace('+', '-').Replace('/', '_');

    private static IEnumerable<string> Hexadecimal(byte[] value) => [Convert.ToHexString(value), Convert.ToHexStringLower(value)];

    private static IEnumerable<string> Texts(string value)
    {
        yield return value;
        foreach (var form in Urls(value).Concat(Jsons(value)).Concat(Shells(value)).Concat(Htmls(value)))
        {
            yield return form;
        }
    }

    private static IEnumerable<string> Urls(string value)
    {
        foreach (var form in (string[])[Uri.EscapeDataString(value), WebUtility.UrlEncode(value), EscapedButMarks(value)])
        {
            yield return form;
            yield return LowerHex(form);
        }
    }

    /// <summary>As <c>encodeURI</c> and curl leave the marks that a URL may hold.</summary>
    private static string EscapedButMarks(string value) =>
        string.Concat(
            value
                .EnumerateRunes()
                .Select(it =>
                    it.IsAscii && ";,/?:@&=+$-_.!~*'()#".Contains((char)it.Value) ? it.ToString() : Uri.EscapeDataString(it.ToString())
                )
        );

    private static string LowerHex(string form)
    {
        var text = new StringBuilder(form);
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '%')
            {
                text[i + 1] = char.ToLowerInvariant(text[i + 1]);
                text[i + 2] = char.ToLowerInvariant(text[i + 2]);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Jsons(string value)
    {
        var relaxed = JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        yield return relaxed;
        yield return relaxed.Replace("/", "\\/", StringComparison.Ordinal);
        yield return JsonEncodedText.Encode(value).ToString();
        yield return AsciiOnly(relaxed, "x4");
        yield return AsciiOnly(relaxed, "X4");
        // Logs hold JSON inside JSON: the marks are escaped twice.
        yield return JsonEncodedText.Encode(relaxed, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
    }

    private static string AsciiOnly(string text, string digits) =>
        string.Concat(text.Select(it => it < 0x7f ? it.ToString() : $"\\u{((int)it).ToString(digits, CultureInfo.InvariantCulture)}"));

    private static IEnumerable<string> Shells(string value)
    {
        yield return value.Replace("'", @"'\''", StringComparison.Ordinal);
        yield return value.Replace("'", "'\"'\"'", StringComparison.Ordinal);
        yield return Escaped(value, "\\\"$`");
        yield return Escaped(value, "\\\"$`!");
        yield return Escaped(value, " \t!\"#$&'()*,;<>?[\\]^`{|}~");
        yield return Escaped(value, " \t!\"#$&'()*;<>?[\\]`{|}~");
        // Bash itself escapes # and ~ only where they would mean something: at the beginning, and ~ behind = and :.
        var bash = Escaped(value, " \t!\"$&'()*,;<>?[\\]^`{|}");
        yield return bash;
        yield return bash.Replace("=~", "=\\~", StringComparison.Ordinal).Replace(":~", ":\\~", StringComparison.Ordinal);
        // $'…' of bash, and the traces of set -x.
        yield return Escaped(value, "\\'")
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal);
        yield return Octal(value);
    }

    /// <summary>What is not ASCII as <c>printf %q</c> and <c>set -x</c> write it where the locale is C.</summary>
    private static string Octal(string value) =>
        string.Concat(
            Encoding.UTF8.GetBytes(Escaped(value, "\\'")).Select(it => it < 0x7f ? $"{(char)it}" : $"\\{Convert.ToString(it, 8)}")
        );

    private static string Escaped(string value, string marks) =>
        string.Concat(value.Select(it => marks.Contains(it) ? $"\\{it}" : $"{it}"));

    private static IEnumerable<string> Htmls(string value)
    {
        var least = value
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        yield return least;
        yield return WebUtility.HtmlEncode(value);
        yield return HtmlEncoder.Default.Encode(value);
        foreach (var quote in (string[])["&quot;", "&#34;", "&#x22;"])
        {
            foreach (var apostrophe in (string[])["'", "&#39;", "&#x27;", "&apos;"])
            {
                yield return least.Replace("\"", quote, StringComparison.Ordinal).Replace("'", apostrophe, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<byte[]> Encoded(byte[] value) =>
        Hexadecimal(value).Concat(Base64(value).SelectMany(Carried)).Select(Encoding.ASCII.GetBytes);

    /// <summary>Base64 within JSON and within a URL: its two marks are escaped there.</summary>
    private static IEnumerable<string> Carried(string base64) =>
        (
            (string[])
                [
                    base64,
                    ForUrls(base64),
                    base64.Replace("/", "\\/", StringComparison.Ordinal),
                    JsonEncodedText.Encode(base64).ToString(),
                    Uri.EscapeDataString(base64),
                    LowerHex(Uri.EscapeDataString(base64)),
                ]
        ).Distinct(StringComparer.Ordinal);

    /// <summary>Wherever the value begins in what was encoded: with 0, 1 or 2 bytes of its group before it. Only characters that are wholly the value's.</summary>
    private static IEnumerable<string> Base64(byte[] value)
    {
        for (var before = 0; before < 3; before++)
        {
            var all = Convert.ToBase64String([.. new byte[before], .. value]);
            yield return all[((before * 8 + 5) / 6)..((before + value.Length) * 8 / 6)];
        }
    }
}
