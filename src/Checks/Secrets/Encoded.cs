using System.Text;
using System.Text.Json;

namespace Slipway.Checks.Secrets;

/// <summary>What stands behind Base64: whether a shape is really what it looks like.</summary>
internal static class Encoded
{
    /// <summary>Whether the head of a JSON Web Token names how it was signed.</summary>
    public static bool IsTokenHead(string token)
    {
        try
        {
            using var head = JsonDocument.Parse(Decode(token.Split('.')[0].Replace('-', '+').Replace('_', '/')) ?? []);
            return head.RootElement.ValueKind == JsonValueKind.Object
                && head.RootElement.TryGetProperty("alg", out var how)
                && how.ValueKind == JsonValueKind.String
                && !how.ValueEquals("none")
                && !Placeholders.IsMadeUp(token.Split('.')[^1]);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether it is a user, a colon and a password that is no placeholder.</summary>
    public static bool IsUserAndPassword(string text)
    {
        var plain = Encoding.Latin1.GetString(Decode(text) ?? []);
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0
            && !plain.Any(char.IsControl)
            && plain.All(char.IsAscii)
            && plain.Length - colon > 6
            && !Placeholders.IsPlaceholder(plain.AsSpan(colon + 1))
            && !WeakWords.IsUsual(plain.AsSpan(colon + 1), plain.AsSpan(0, colon));
    }

    private static byte[]? Decode(string text)
    {
        var padded = text.TrimEnd('=');
        padded += (padded.Length % 4) switch
        {
            2 => "==",
            3 => "=",
            _ => "",
        };
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : null;
    }
}
