using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Kernel;

/// <summary>A signature in an envelope.</summary>
/// <param name="KeyId">Which key made it, see <see cref="VerifyingKey.Id"/>.</param>
/// <param name="Signature">In DER.</param>
public sealed record EnvelopeSignature(string KeyId, byte[] Signature);

/// <summary>
/// A signed message: its type is signed with it, so that what was signed as one thing cannot be shown as another. Source: DSSE 1.0
/// (Dead Simple Signing Envelope).
/// </summary>
/// <param name="PayloadType">What the payload is.</param>
/// <param name="Payload">The bytes that were signed.</param>
/// <param name="Signatures">The signatures; at least one, each by another key.</param>
public sealed record Envelope(string PayloadType, byte[] Payload, IReadOnlyList<EnvelopeSignature> Signatures)
{
    private const int MaximalBytes = 16 * 1024 * 1024;

    /// <summary>An envelope with one signature.</summary>
    public static Envelope Sign(string payloadType, byte[] payload, SigningKey key) =>
        new(payloadType, payload, [new(key.Public.Id, key.Sign(Authenticated(payloadType, payload)))]);

    /// <summary>Whether this key signed it.</summary>
    public bool IsSignedBy(VerifyingKey key) =>
        Signatures.Any(it => it.KeyId == key.Id && key.Verifies(Authenticated(PayloadType, Payload), it.Signature));

    /// <summary>The envelope as canonical JSON, with a line end.</summary>
    public string Write() =>
        CanonicalJson.Write(
            new JsonObject
            {
                ["payload"] = Convert.ToBase64String(Payload),
                ["payloadType"] = PayloadType,
                ["signatures"] = new JsonArray([
                    .. Signatures.Select(it => new JsonObject { ["keyid"] = it.KeyId, ["sig"] = Convert.ToBase64String(it.Signature) }),
                ]),
            }
        ) + "\n";

    /// <summary>Reads an envelope that is spelled exactly as <see cref="Write"/> spells it; null with a reason otherwise.</summary>
    public static (Envelope? Envelope, string Why) Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaximalBytes)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"it is longer than {MaximalBytes} bytes"));
        }

        try
        {
            var members = JsonNode.Parse(json, documentOptions: new() { MaxDepth = 8 }) ?? throw new FormatException("it is null");
            var envelope = new Envelope(
                Text(members, "payloadType"),
                Convert.FromBase64String(Text(members, "payload")),
                [
                    .. Needed(members, "signatures")
                        .AsArray()
                        .Select(it => new EnvelopeSignature(Text(it, "keyid"), Convert.FromBase64String(Text(it, "sig")))),
                ]
            );
            return Encoding.UTF8.GetBytes(envelope.Write()).AsSpan().SequenceEqual(json)
                ? (envelope, "")
                : (null, "it is not spelled as an envelope is written");
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return (null, "it is no envelope of a signature (DSSE)");
        }
    }

    /// <summary>The bytes that are signed: DSSE's pre-authentication encoding.</summary>
    private static byte[] Authenticated(string payloadType, byte[] payload)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        return
        [
            .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {type.Length} {payloadType} {payload.Length} ")),
            .. payload,
        ];
    }

    private static string Text(JsonNode? members, string name) => Needed(members, name).GetValue<string>();

    private static JsonNode Needed(JsonNode? members, string name) => members?[name] ?? throw new FormatException($"{name} is missing");
}
