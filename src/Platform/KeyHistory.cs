using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Platform;

/// <summary>A key of a folder that signs no more.</summary>
/// <param name="Key">It, to verify what it signed.</param>
/// <param name="Until">What it signs from here on does not count.</param>
/// <param name="Reason">Why it was revoked; null when another one took its place.</param>
/// <param name="Successor">The key that took its place, signed by it; null when it was revoked.</param>
public sealed record PastKey(PublicKey Key, DateTimeOffset Until, string? Reason, Envelope? Successor);

/// <summary>The past keys of a name, as they stand beside the present one: <c>NAME.past.json</c>.</summary>
internal static class KeyHistory
{
    /// <summary>What the payload of <see cref="PastKey.Successor"/> is: the public key, in PEM.</summary>
    public const string Rotation = "application/vnd.slipway.key-rotation+pem";

    public static string Write(IReadOnlyList<PastKey> past) =>
        CanonicalJson.Write(new JsonObject { ["past"] = new JsonArray([.. past.Select(Write)]) }) + "\n";

    /// <summary>The keys, the oldest first.</summary>
    /// <exception cref="IOException">It cannot be read as what it is.</exception>
    public static IReadOnlyList<PastKey> Read(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            return [.. JsonNode.Parse(File.ReadAllText(file))!["past"]!.AsArray().Select(it => Read(it!))];
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new IOException($"{file} is not what Slipway wrote there: {unreadable.Message}", unreadable);
        }
    }

    private static JsonNode Write(PastKey it)
    {
        var written = new JsonObject
        {
            ["key"] = it.Key.Text,
            ["until"] = it.Until.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        };
        if (it.Reason is not null)
        {
            written["reason"] = it.Reason;
        }

        if (it.Successor is not null)
        {
            written["successor"] = it.Successor.Write();
        }

        return written;
    }

    private static PastKey Read(JsonNode it) =>
        new(
            PublicKey.Read(it["key"]!.GetValue<string>()) is ({ } key, _) ? key : throw new FormatException("a key in it is none"),
            DateTimeOffset.Parse(it["until"]!.GetValue<string>(), CultureInfo.InvariantCulture),
            it["reason"]?.GetValue<string>(),
            it["successor"] is { } next ? Envelope.Read(Encoding.UTF8.GetBytes(next.GetValue<string>())).Envelope : null
        );
}
