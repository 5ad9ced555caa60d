using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.EndToEnd.Secrets;

/// <summary>A value as programs print it.</summary>
public static class Leaks
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Each encoding by its name, with what stands around it.</summary>
    public static IEnumerable<(string Encoding, string Text)> Of(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        yield return ("raw", $"value={value} end");
        for (var before = 0; before < 3; before++)
        {
            var encoded = Convert.ToBase64String([.. "u:x"u8[..before], .. bytes, .. "\n"u8]);
            yield return ($"base64, {before} bytes before it", $"Basic {encoded} end");
            yield return (
                $"base64 for URLs, {before} bytes before it",
                $"auth={encoded.Replace('+', '-').Replace('/', '_').TrimEnd('=')}&x"
            );
        }

        var wrapped = Convert.ToBase64String([.. Encoding.UTF8.GetBytes("some: configuration before it\nk="), .. bytes, .. new byte[50]]);
        yield return ("base64, wrapped", string.Join('\n', wrapped.Chunk(20).Select(it => $"  {new string(it)}")));
        yield return ("base64 in JSON", $"{{\"data\":{JsonSerializer.Serialize(Convert.ToBase64String(bytes))}}}");
        yield return ("URL", $"https://host/?k={Uri.EscapeDataString(value)}&x");
        yield return ("URL, form", $"k={WebUtility.UrlEncode(value)}&x");
        yield return ("JSON", $"{{\"k\":{JsonSerializer.Serialize(value)}}}");
        yield return ("JSON, relaxed", $"{{\"k\":{JsonSerializer.Serialize(value, Relaxed)}}}");
        yield return ("JSON in JSON", JsonSerializer.Serialize($"{{\"k\":{JsonSerializer.Serialize(value, Relaxed)}}}", Relaxed));
        yield return ("XML", $"<k v=\"{SecurityElement.Escape(value)}\"/>");
        yield return ("HTML", $"<td>{WebUtility.HtmlEncode(value)}</td>");
        yield return ("HTML, strict", $"<td>{HtmlEncoder.Default.Encode(value)}</td>");
        yield return ("shell, single quotes", $"export K='{value.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        yield return (
            "shell, double quotes",
            $"export K=\"{string.Concat(value.Select(it => "\\\"$`".Contains(it, StringComparison.Ordinal) ? $"\\{it}" : $"{it}"))}\""
        );
        yield return ("hex, small", $"k={Convert.ToHexStringLower(bytes)} end");
        yield return ("hex, capital", $"k=0x{Convert.ToHexString(bytes)} end");
        yield return ("hex, dumped", string.Join('\n', bytes.Chunk(16).Select(it => $" {string.Join(' ', it.Select(b => $"{b:x2}"))}")));
        yield return ("indented", $"key:\n    {value.Replace("\n", "\n    ", StringComparison.Ordinal)}\nend");
        yield return ("in a URL's user part", $"clone https://{Uri.EscapeDataString(value)}:x-oauth@host/x.git");
        yield return ("reversed in a URL's user part", $"clone https://{Uri.EscapeDataString(Reversed(value))}@host/x.git");
        yield return ("over the border of a chunk", $"{new string('.', 65_536 - bytes.Length / 2 - 3)}\nk={value}\nend");
    }

    public static string Reversed(string value) => string.Concat(value.EnumerateRunes().Reverse().Select(it => it.ToString()));
}
