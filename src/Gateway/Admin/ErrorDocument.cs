using System.Text.Json;

namespace Slipway.Gateway.Admin;

/// <summary>What the admin API says when it did not do what was asked.</summary>
internal static class ErrorDocument
{
    public static byte[] Write(string why)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("error", why);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
