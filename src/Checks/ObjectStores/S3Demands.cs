using System.Text.RegularExpressions;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.ObjectStores;

/// <summary>A bucket of a service.</summary>
internal sealed record S3Place(Uri Service, string Region, string Bucket);

/// <summary>What is looked at, and what it is held against.</summary>
internal sealed partial record S3Demands(S3Place Place, string? Key, string? Prefix)
{
    /// <summary>What is about an object, and is idle where none is named.</summary>
    private static readonly string[] OfObjects = ["max-age", "min-size", "sha256", "copy"];

    /// <summary>The object or objects that are asked for; null where only the bucket is.</summary>
    public string? Names => Key ?? Prefix;

    public TimeSpan? MaxAge { get; private init; }

    public double MinBytes { get; private init; }

    /// <summary>In base 64, as the service writes it.</summary>
    public string? Sha256 { get; private init; }

    public S3Place? Copy { get; private init; }

    public bool Versioning { get; private init; }

    public bool Lifecycle { get; private init; }

    public TimeSpan? Retention { get; private init; }

    public static S3Demands Of(SettingReader settings)
    {
        var (key, prefix) = (Name(settings, "key"), Name(settings, "prefix"));
        var service = Service(settings, "url", settings.Address("url", "s3"));
        var region = Word(settings, "region") ?? "us-east-1";
        var demands = new S3Demands(new(service, region, Bucket(settings, "bucket") ?? ""), key, prefix)
        {
            MaxAge = settings.Raw("max-age") is null ? null : settings.Duration("max-age", TimeSpan.Zero),
            MinBytes = Size(settings),
            Sha256 = Digest(settings),
            Copy = settings.Raw("copy") is null
                ? null
                : new(
                    settings.Text("copy-url") is { } url ? Service(settings, "copy-url", url) : service,
                    Word(settings, "copy-region") ?? region,
                    Bucket(settings, "copy") ?? ""
                ),
            Versioning = settings.OneOf("versioning", "any", "on", "any") == "on",
            Lifecycle = settings.OneOf("lifecycle", "any", "on", "any") == "on",
            Retention = settings.Raw("retention") is null ? null : settings.Duration("retention", TimeSpan.Zero),
        };
        Idle(settings, demands);
        return demands;
    }

    private static void Idle(SettingReader settings, S3Demands demands)
    {
        if (demands.Key is not null && demands.Prefix is not null)
        {
            settings.Fault("s3: key names one object and prefix many; give one of them.");
        }

        if (demands.Names is null && OfObjects.FirstOrDefault(it => settings.Raw(it) is not null) is { } idle)
        {
            settings.Fault($"s3: {idle} is about an object; say key=KEY or prefix=BEGINNING.");
        }

        if (demands.Names is null && !demands.Versioning && !demands.Lifecycle && demands.Retention is null)
        {
            settings.Fault("s3: nothing says what must be there; give key, prefix, versioning, lifecycle or retention.");
        }

        if (demands.Copy is null && new[] { "copy-url", "copy-region" }.FirstOrDefault(it => settings.Raw(it) is not null) is { } alone)
        {
            settings.Fault($"s3: {alone} is about the copy; say copy=BUCKET.");
        }

        if (demands.Copy == demands.Place)
        {
            settings.Fault("s3: the copy is the bucket itself.");
        }
    }

    private static string? Bucket(SettingReader settings, string name)
    {
        var text = settings.Text(name);
        if (text is not null && !BucketName().IsMatch(text))
        {
            settings.Fault($"s3: {name} is the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens.");
        }

        return text;
    }

    /// <summary>A part of dots alone would be taken out of the address, and lead to another object.</summary>
    private static string? Name(SettingReader settings, string name)
    {
        var text = settings.Text(name);
        if (text is not null && (text.Length is 0 or > 1024 || text.Any(char.IsControl) || text.Split('/').Any(it => it is "." or "..")))
        {
            settings.Fault($"s3: {name} has 1 to 1024 characters, and no part that is . or ..");
        }

        return text;
    }

    private static string? Word(SettingReader settings, string name)
    {
        var text = settings.Text(name);
        if (text is not null && !RegionName().IsMatch(text))
        {
            settings.Fault($"s3: {name} is a word such as eu-central-1.");
        }

        return text;
    }

    private static Uri Service(SettingReader settings, string name, string address)
    {
        if (
            Uri.TryCreate(address, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.UserInfo.Length == 0
            && url.Query.Length == 0
        )
        {
            return url;
        }

        if (address.Length > 0 || settings.Raw(name) is not null)
        {
            settings.Fault($"s3: {name} is an http or https address without user and query; keys are settings of their own.");
        }

        return new("http://nowhere.invalid/");
    }

    private static double Size(SettingReader settings)
    {
        if (settings.Text("min-size") is not { } text)
        {
            return 1;
        }

        var bytes = Quantity.TryParse(text) is { } size ? (size.Unit.Length == 0 ? size.Number : size.In("B")) : null;
        if (bytes is null or < 0)
        {
            settings.Fault($"s3: min-size is a size such as 10 MB, not '{text}'.");
        }

        return bytes ?? 1;
    }

    private static string? Digest(SettingReader settings)
    {
        if (settings.Text("sha256") is not { } text)
        {
            return null;
        }

        if (text.Length == 64 && text.All(char.IsAsciiHexDigit))
        {
            return Convert.ToBase64String(Convert.FromHexString(text));
        }

        settings.Fault("s3: sha256 has 64 hexadecimal digits.");
        return null;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketName();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,62}\z")]
    private static partial Regex RegionName();
}
