using Slipway.Checks.Looks;
using Slipway.Checks.Reports;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Registry;

/// <summary>Whether an image is in a registry, and is the one that is meant. Nothing is pulled but manifests and configurations.</summary>
internal sealed class RegistryCheck : ICheck
{
    public string Kind => "registry";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "image",
            Required: true,
            "The image: `registry.internal/shop/api:1.4.2`, with or without `@sha256:…`. Without a tag and a digest it is `latest`."
        ),
        new(
            "url",
            Required: false,
            "Address of the registry, where it is not `https://` and the host of the image. Default: the source, if one is named or the image names no host."
        ),
        new("source", Required: false, "Name of a source of the environment (`registry`)."),
        .. Wanted.Settings,
        new("user", Required: false, "User who asks. Default: nobody."),
        new("password", Required: false, "Password of the user: `${NAME}`."),
        new("token", Required: false, "A token that is sent as it is, instead of a user: `${NAME}`."),
        Authorities.Setting,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var image = ImageName.Parse(settings.Text("image") ?? "");
        var wanted = Wanted.Read(settings, image);
        var user = new RegistryUser(settings.Text("user"), settings.Text("password"), settings.Text("token"));
        _ = settings.Text("ca");
        if (image is null)
        {
            settings.Fault("registry: image is no name of an image such as registry.internal/shop/api:1.4.2.");
        }

        var root = Root(settings, image);
        settings.Check();
        using var http = new LimitedHttp(settings.Here.Clock, await Authorities.OfAsync(settings, "registry", ct));
        var client = new RegistryClient(http, root, image!.Repository, user, settings.Here.Limit);
        return await LookAsync(client, image, wanted, settings.Here.Clock.GetUtcNow(), ct);
    }

    private static async Task<Observation> LookAsync(
        RegistryClient client,
        ImageName image,
        Wanted wanted,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var accept = $"{ImageParts.Index}, {ImageParts.List}, {ImageParts.Manifest}, {ImageParts.DockerManifest}";
        var answer = await client.GetAsync($"manifests/{image.Reference}", accept, ct);
        var account = new ImageAccount(image, wanted, now);
        if (answer.Status == 404)
        {
            return IsMissing(answer)
                ? account.Missing()
                : throw new NotSeenException(
                    "The registry answered with status 404 and does not say that the image is missing: is it a registry?"
                );
        }

        if (answer.Status is < 200 or >= 300)
        {
            throw new NotSeenException($"The registry answered with status {answer.Status}.");
        }

        var digest = Digests.Of(answer.Body, image.Tag is null ? image.Digest : wanted.Digest);
        if (image.Tag is null)
        {
            Digests.Demand(answer.Body, image.Digest!, "the digest");
        }

        var said = answer.Headers.GetValueOrDefault("Docker-Content-Digest");
        if (said is not null && said.Split(':')[0] == digest.Split(':')[0] && said != digest)
        {
            throw new NotSeenException(
                $"The registry says the digest {(said.Length > 100 ? said[..100] : said)} of a manifest whose digest is {digest}."
            );
        }

        return account.Seen(digest, await new ImageParts(client).ReadAsync(answer.Body, digest, ct));
    }

    /// <summary>Any web server answers with 404; only a registry says of what.</summary>
    private static bool IsMissing(HttpOutcome.Answer answer)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(answer.Body);
            return document
                .RootElement.ListAt("errors")
                .Any(it => it.TextAt("code") is "MANIFEST_UNKNOWN" or "NAME_UNKNOWN" or "NOT_FOUND");
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static Uri Root(SettingReader settings, ImageName? image)
    {
        var address =
            settings.Text("url")
            ?? (
                settings.Raw("source") is null && image?.Host is { } host
                    ? $"https://{(host == "docker.io" ? "registry-1.docker.io" : host)}"
                    : settings.Source("registry").Address
            );
        if (Uri.TryCreate(address, UriKind.Absolute, out var root) && root.Scheme is "http" or "https")
        {
            return root;
        }

        settings.Fault("registry: the address of the registry is no http or https address.");
        return new("http://nowhere.invalid/");
    }
}
