using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Registry;

/// <summary>What an image must be.</summary>
internal sealed record Wanted
{
    /// <summary>Its digest; null for any.</summary>
    public string? Digest { get; init; }

    /// <summary>Platforms that must be there.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Whether it must not run as root.</summary>
    public bool NotRoot { get; init; }

    /// <summary>Labels by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; init; } = [];

    /// <summary>Most bytes of one platform, as they are sent.</summary>
    public double? MostBytes { get; init; }

    /// <summary>Longest time since it was made.</summary>
    public TimeSpan? MaxAge { get; init; }

    public static IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("digest", Required: false, "The digest that it must have: `sha256:` and 64 digits. Default: any."),
        new("platforms", Required: false, "Platforms that must be there, with `,` between them: `linux/amd64,linux/arm64`. Default: any."),
        new(
            "not-root",
            Required: false,
            "`yes`: its configuration must name a user that is not root, for every platform; `no` (default): any."
        ),
        new("label.*", Required: false, "A label that it must have: `label.org.opencontainers.image.revision=${COMMIT}`."),
        new(
            "most-size",
            Required: false,
            "Most bytes of all its layers as they are sent, for each platform, for instance `300 MB`. Default: any."
        ),
        new(
            "max-age",
            Required: false,
            "Longest time since it was made, for instance `2d`; an image that does not say when was not seen. Default: any."
        ),
    ];

    public static Wanted Read(SettingReader settings, ImageName? image) =>
        new()
        {
            Digest = DigestOf(settings, image),
            Platforms =
            [
                .. (settings.Text("platforms") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            ],
            NotRoot = settings.OneOf("not-root", "no", "yes", "no") == "yes",
            Labels = settings.All("label."),
            MostBytes = Size(settings),
            MaxAge = settings.Text("max-age") is null ? null : settings.Duration("max-age", TimeSpan.MaxValue),
        };

    private static string? DigestOf(SettingReader settings, ImageName? image)
    {
        var digest = settings.Text("digest");
        if (digest is not null && !ImageName.IsDigest(digest))
        {
            settings.Fault("registry: digest is sha256: and 64 hexadecimal digits.");
        }

        if (digest is not null && image?.Digest is { } named && named != digest)
        {
            settings.Fault("registry: image names another digest than digest.");
        }

        return digest ?? image?.Digest;
    }

    private static double? Size(SettingReader settings)
    {
        if (settings.Text("most-size") is not { } text)
        {
            return null;
        }

        var bytes = Quantity.TryParse(text) is { Number: > 0 } size ? (size.Unit.Length == 0 ? size.Number : size.In("B")) : null;
        if (bytes is null)
        {
            settings.Fault("registry: most-size is a size such as 300 MB.");
        }

        return bytes;
    }
}
