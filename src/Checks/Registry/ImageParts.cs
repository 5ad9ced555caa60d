using System.Globalization;
using System.Text.Json;
using Slipway.Checks.Looks;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Registry;

/// <summary>The image for one platform, as its manifest and its configuration say.</summary>
internal sealed record PlatformImage(string Platform, string Digest, long SizeBytes, int Layers)
{
    /// <summary>The user that it runs as; empty where none is set, which is root.</summary>
    public required string User { get; init; }

    /// <summary>When it was made; null where it does not say it, or says a moment that stands for none.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Its labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Whether it runs as root.</summary>
    public bool IsRoot => User.Split(':')[0] is "" or "root" || (User.Split(':')[0] is var id && id.All(it => it == '0'));
}

/// <summary>Reads images: an index leads to one manifest a platform, each manifest to its configuration. Everything is held against its digest.</summary>
internal sealed class ImageParts(RegistryClient registry)
{
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string List = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    private const int MostPlatforms = 50;
    private const int MostLayers = 1000;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>The images behind a manifest, one for each platform.</summary>
    /// <exception cref="NotSeenException">Something is not there, is not what its digest says, or is no image.</exception>
    public async Task<IReadOnlyList<PlatformImage>> ReadAsync(string text, string digest, CancellationToken ct)
    {
        using var document = Parse(text, "The manifest");
        var root = document.RootElement;
        if (!root.HasList("manifests"))
        {
            return [await PlatformAsync(root, digest, ct)];
        }

        var images = new List<PlatformImage>();
        foreach (var it in root.ListAt("manifests").Where(it => !IsAttestation(it)))
        {
            if (images.Count == MostPlatforms)
            {
                throw new NotSeenException($"The index names more than {MostPlatforms} platforms.");
            }

            images.Add(await EntryAsync(it, ct));
        }

        return images.Count > 0 ? images : throw new NotSeenException("The index names no platform.");
    }

    private async Task<PlatformImage> EntryAsync(JsonElement entry, CancellationToken ct)
    {
        var digest = DigestOf(entry, "The index");
        var text = await GetAsync($"manifests/{digest}", $"{Manifest}, {DockerManifest}", digest, ct);
        using var document = Parse(text, "A manifest of the index");
        var image = await PlatformAsync(document.RootElement, digest, ct);
        var named = PlatformOf(entry.At("platform") ?? default);
        return
            named.Length == 0
            || named == image.Platform
            || named.StartsWith($"{image.Platform}/", StringComparison.Ordinal)
            || image.Platform.StartsWith($"{named}/", StringComparison.Ordinal)
            ? image with
            {
                Platform = named.Length > 0 ? named : image.Platform,
            }
            : throw new NotSeenException($"The index says {named} of what is made for {image.Platform}.");
    }

    private async Task<PlatformImage> PlatformAsync(JsonElement manifest, string digest, CancellationToken ct)
    {
        if (manifest.At("config") is not { ValueKind: JsonValueKind.Object } named || !manifest.HasList("layers"))
        {
            throw new NotSeenException("The manifest is of no image that is known (schema 2 of Docker, or OCI).");
        }

        var layers = manifest.ListAt("layers").Take(MostLayers + 1).ToList();
        var text = await GetAsync($"blobs/{DigestOf(named, "The manifest")}", "*/*", DigestOf(named, "The manifest"), ct);
        using var document = Parse(text, "The configuration of the image");
        var config = document.RootElement;
        var platform = PlatformOf(config);
        return platform.Length == 0
            ? throw new NotSeenException("The configuration names no platform: it is of no image to run.")
            : new(platform, digest, layers.Append(named).Sum(SizeOf), layers.Count)
            {
                User = config.TextAt("config", "User") ?? "",
                CreatedAt = CreatedAt(config.TextAt("created")),
                Labels = config
                    .MembersAt("config", "Labels")
                    .Where(it => it.Value.ValueKind == JsonValueKind.String)
                    .ToDictionary(it => it.Name, it => it.Value.GetString()!, StringComparer.Ordinal),
            };
    }

    private async Task<string> GetAsync(string path, string accept, string digest, CancellationToken ct)
    {
        var answer = await registry.GetAsync(path, accept, ct);
        if (answer.Status is < 200 or >= 300)
        {
            throw new NotSeenException($"The registry names {path} and answers with status {answer.Status}: the image is not whole.");
        }

        Digests.Demand(answer.Body, digest, path.Split('/')[0]);
        return answer.Body;
    }

    private static JsonDocument Parse(string text, string what)
    {
        try
        {
            return JsonDocument.Parse(text, Reading);
        }
        catch (JsonException)
        {
            throw new NotSeenException($"{what} is no JSON.");
        }
    }

    private static string DigestOf(JsonElement descriptor, string what) =>
        descriptor.TextAt("digest") is { } it && ImageName.Parse($"x@{it}") is { Digest: { } digest }
            ? digest
            : throw new NotSeenException($"{what} names something without a proper digest.");

    private static long SizeOf(JsonElement descriptor) =>
        descriptor.NumberAt("size") is { } size and >= 0 and < 1e15
            ? (long)size
            : throw new NotSeenException("The manifest does not say how large each part is.");

    private static string PlatformOf(JsonElement it) =>
        (it.TextAt("os"), it.TextAt("architecture"), it.TextAt("variant")) switch
        {
            ({ Length: > 0 and < 50 } os, { Length: > 0 and < 50 } architecture, { Length: > 0 and < 50 } variant) =>
                $"{os}/{architecture}/{variant}",
            ({ Length: > 0 and < 50 } os, { Length: > 0 and < 50 } architecture, _) => $"{os}/{architecture}",
            _ => "",
        };

    /// <summary>Builders put proofs beside images, for a platform that there is not.</summary>
    private static bool IsAttestation(JsonElement entry) => PlatformOf(entry.At("platform") ?? default) == "unknown/unknown";

    /// <summary>Builds that are repeatable write the beginning of the epoch: that says nothing of when they were made.</summary>
    private static DateTimeOffset? CreatedAt(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year > 1980
            ? at
            : null;
}
