using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Registry;

/// <summary>Holds an image against what it must be.</summary>
internal sealed class ImageAccount(ImageName image, Wanted wanted, DateTimeOffset now)
{
    private readonly Account _account = new();

    /// <summary>The registry says that it does not have it.</summary>
    public Observation Missing()
    {
        _account.Facts["image"] = image.ToString();
        _account.Facts["exists"] = false;
        _account.Counts["exists"] = 0;
        _account.Flaw($"{image} is not in the registry");
        return _account.Seen();
    }

    /// <summary>The registry has it.</summary>
    /// <exception cref="NotSeenException">It does not say what is asked.</exception>
    public Observation Seen(string digest, IReadOnlyList<PlatformImage> images)
    {
        _account.Facts["image"] = image.ToString();
        _account.Facts["exists"] = true;
        _account.Counts["exists"] = 1;
        _account.Facts["digest"] = digest;
        _account.Facts["platforms"] = new JsonArray([.. images.Select(Told)]);
        if (wanted.Digest is { } named && named != digest)
        {
            _account.Flaw($"{image.Reference} has the digest {digest}, not {named}");
        }

        foreach (
            var it in wanted.Platforms.Where(it =>
                !images.Any(one => one.Platform == it || one.Platform.StartsWith($"{it}/", StringComparison.Ordinal))
            )
        )
        {
            _account.Flaw($"there is no image for {it}; there are {string.Join(", ", images.Select(one => one.Platform))}");
        }

        foreach (var it in images)
        {
            Hold(it);
        }

        return _account.Seen();
    }

    private void Hold(PlatformImage it)
    {
        if (wanted.NotRoot && it.IsRoot)
        {
            _account.Flaw($"{it.Platform} runs as root ({(it.User.Length == 0 ? "no user is set" : $"the user is '{it.User}'")})");
        }

        if (wanted.MostBytes is { } most && it.SizeBytes > most)
        {
            _account.Flaw(string.Create(CultureInfo.InvariantCulture, $"{it.Platform} has {it.SizeBytes} bytes, more than {most:0}"));
        }

        foreach (var (name, value) in wanted.Labels)
        {
            var actual = it.Labels.GetValueOrDefault(name);
            if (actual != value)
            {
                _account.Flaw(
                    $"{it.Platform} has the label {name} {(actual is null ? "not at all" : $"with '{Short(actual)}'")}, not with '{Short(value)}'"
                );
            }
        }

        if (wanted.MaxAge is { } age)
        {
            HoldAge(it, age);
        }
    }

    private void HoldAge(PlatformImage it, TimeSpan most)
    {
        if (it.CreatedAt is not { } at)
        {
            throw new NotSeenException($"The image for {it.Platform} does not say when it was made, so max-age cannot be held.");
        }

        if (now - at < TimeSpan.FromMinutes(-5))
        {
            throw new NotSeenException(
                $"The image for {it.Platform} says that it was made in the future ({at:yyyy-MM-dd'T'HH:mm:ss'Z'}): its age is not known."
            );
        }

        if (now - at > most)
        {
            _account.Flaw($"{it.Platform} was made at {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, longer ago than {Durations.Write(most)}");
        }
    }

    private JsonNode Told(PlatformImage it) =>
        new JsonObject
        {
            ["platform"] = it.Platform,
            ["digest"] = it.Digest,
            ["user"] = it.User,
            ["sizeBytes"] = it.SizeBytes,
            ["layers"] = it.Layers,
            ["createdAt"] = it.CreatedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["ageSeconds"] = it.CreatedAt is { } at ? Math.Round((now - at).TotalSeconds) : null,
            ["labels"] = new JsonObject(it.Labels.Take(100).Select(label => KeyValuePair.Create(label.Key, (JsonNode?)Short(label.Value)))),
        };

    private static string Short(string text) => text.Length <= 200 ? text : $"{text[..199]}…";
}
