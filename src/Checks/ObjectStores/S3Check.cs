using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.ObjectStores;

/// <summary>Whether an object lies in a bucket over the API of S3, young, whole and copied, and whether the bucket keeps what it holds. Only GET and HEAD are sent.</summary>
internal sealed class S3Check : ICheck
{
    public string Kind => "s3";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("bucket", Required: true, "The bucket."),
        new(
            "url",
            Required: false,
            "Address of the service, for instance `https://s3.eu-central-1.amazonaws.com`; the bucket stands in the path. Default: the environment's source of this kind."
        ),
        new("source", Required: false, "Name of a source of the environment, where it has several of this kind."),
        new("region", Required: false, "The region that requests are signed for. Default `us-east-1`."),
        new(
            "access-key",
            Required: false,
            "Who asks, for instance `${BACKUP_KEY}`. Default: the variable AWS_ACCESS_KEY_ID of the environment; without it nothing is signed."
        ),
        new("secret-key", Required: false, "Its secret, for instance `${BACKUP_SECRET}`. Default: the variable AWS_SECRET_ACCESS_KEY."),
        new("session-token", Required: false, "The token of a session, where the key is of one. Default: the variable AWS_SESSION_TOKEN."),
        new("key", Required: false, "The object."),
        new("prefix", Required: false, "What the keys of many objects begin with, of which the newest counts."),
        new("max-age", Required: false, "Oldest age of the object, for instance `26h`."),
        new("min-size", Required: false, "Smallest size of the object, for instance `10 MB`. Default 1 byte."),
        new("sha256", Required: false, "The SHA-256 that the service must have of the object, 64 hexadecimal digits."),
        new("copy", Required: false, "Another bucket that must hold the same object under the same key."),
        new("copy-url", Required: false, "Address of the service of `copy`. Default: the same."),
        new("copy-region", Required: false, "The region of `copy`. Default: the same."),
        new("versioning", Required: false, "`on`: the bucket must keep what is written over or deleted; `any` (default)."),
        new("lifecycle", Required: false, "`on`: the bucket must have a rule of its life cycle that is enabled; `any` (default)."),
        new(
            "retention",
            Required: false,
            "Shortest time for which the bucket must keep everybody from deleting new objects, for instance `30d`."
        ),
        Authorities.Setting,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var demands = S3Demands.Of(settings);
        var keys = S3Keys.Of(settings);
        settings.Check();
        using var http = new LimitedHttp(settings.Here.Clock, await Authorities.OfAsync(settings, "s3", ct));
        var client = new S3Client(http, keys, settings.Here);
        var account = new Account();
        if (demands.Names is not null)
        {
            await new S3ObjectLook(client, demands, account, settings.Here.Clock.GetUtcNow()).TellAsync(ct);
        }

        await new S3BucketLook(client, demands, account).TellAsync(ct);
        return account.Seen();
    }
}
