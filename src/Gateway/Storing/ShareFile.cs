using System.Text.Json;
using Slipway.Platform;

namespace Slipway.Gateway.Storing;

/// <summary>
/// The file in which a share outlives the process. It names the servers that the share was set for: a share that one candidate
/// earned says nothing about another. Written anew as a whole, so that a crash leaves the old one or the new one.
/// </summary>
internal sealed class ShareFile(string path, IReadOnlyList<string> stable, IReadOnlyList<string> candidate)
{
    private const string Format = "slipway-gateway-share/1";
    private const int MostBytes = 64 * 1024;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>What is in it. Never a guess: what cannot be read is a fault.</summary>
    public ShareRead Read()
    {
        try
        {
            if (!File.Exists(path))
            {
                return new ShareRead.Nothing();
            }

            if (new FileInfo(path).Length > MostBytes)
            {
                return Foreign();
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Strict);
            return Understood(document.RootElement);
        }
        catch (JsonException)
        {
            return Foreign();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new ShareRead.Faulty($"--state {path} cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Keeps the share. Null when it is durable; otherwise why it may not be.</summary>
    public string? Write(double share)
    {
        try
        {
            var next = $"{path}.next";
            DurableStorage.Write(next, Bytes(share));
            File.Move(next, path, overwrite: true);
            DurableStorage.SyncFolder(Path.GetDirectoryName(path)!);
            return null;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return $"--state {path} cannot be written: {unwritable.Message}";
        }
    }

    private ShareRead Understood(JsonElement root)
    {
        if (
            root.ValueKind != JsonValueKind.Object
            || root.EnumerateObject().Count() != 4
            || !root.TryGetProperty("format", out var format)
            || format.ValueKind != JsonValueKind.String
            || format.GetString() != Format
            || !root.TryGetProperty("share", out var share)
            || share.ValueKind != JsonValueKind.Number
            || !share.TryGetDouble(out var number)
            || !Lanes.Split.IsShare(number)
            || Names(root, "stable") is not { } itsStable
            || Names(root, "candidate") is not { } itsCandidate
        )
        {
            return Foreign();
        }

        return itsStable.SequenceEqual(stable) && itsCandidate.SequenceEqual(candidate)
            ? new ShareRead.Known(number)
            : new ShareRead.Faulty(
                $"--state {path} holds the share of other servers (stable {string.Join(", ", itsStable)}; candidate {string.Join(", ", itsCandidate)}), which says nothing about these: remove the file to begin with --share, or name another one"
            );
    }

    private static IReadOnlyList<string>? Names(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list)
        && list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().All(it => it.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(it => it.GetString()!)]
            : null;

    private ShareRead.Faulty Foreign() =>
        new(
            $"--state {path} is not what a gateway has written (torn, or of something else): remove the file to begin with --share, or name another one"
        );

    private byte[] Bytes(double share)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("share", share);
            WriteNames(json, "stable", stable);
            WriteNames(json, "candidate", candidate);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyList<string> names)
    {
        json.WriteStartArray(name);
        foreach (var it in names)
        {
            json.WriteStringValue(it);
        }

        json.WriteEndArray();
    }
}

/// <summary>What was found where a share is kept.</summary>
internal abstract record ShareRead
{
    private ShareRead() { }

    /// <summary>This share, of these servers.</summary>
    public sealed record Known(double Share) : ShareRead;

    /// <summary>No file: none was kept yet.</summary>
    public sealed record Nothing : ShareRead;

    /// <summary>A file that tells no share of these servers, and why.</summary>
    public sealed record Faulty(string Fault) : ShareRead;
}
