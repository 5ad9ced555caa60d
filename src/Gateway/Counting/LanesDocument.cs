using System.Globalization;
using System.Text.Json;
using Slipway.Traffic;

namespace Slipway.Gateway.Counting;

/// <summary>What <c>GET /v1/lanes</c> answers. Drivers read it, so its names are for ever.</summary>
internal static class LanesDocument
{
    /// <summary>The document, as UTF-8.</summary>
    public static byte[] Write(Figures figures, double share, DateTimeOffset at)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("epoch", figures.Epoch);
            json.WriteString("at", at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteNumber("share", share);
            WriteLane(json, "stable", figures.Stable.Read());
            WriteLane(json, "candidate", figures.Candidate.Read());
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteLane(Utf8JsonWriter json, string name, LaneCount lane)
    {
        json.WriteStartObject(name);
        json.WriteNumber("requests", lane.Requests);
        json.WriteNumber("errors", lane.Errors);
        json.WriteStartArray("latency");
        foreach (var count in lane.Latency)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
