using Slipway.Checks.Looks;
using Slipway.Checks.Redis;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Queues;

/// <summary>
/// What waits in a queue, for how long, who takes it, and what failed: of BullMQ, lists and streams in Redis, and of RabbitMQ by
/// its management API. A queue that is not there was not seen; it is never an empty one.
/// </summary>
internal sealed class QueueCheck : ICheck
{
    public string Kind => "queue";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("name", Required: true, "The queue: its name, or the key of a list or stream."),
        new("form", Required: false, "What the queue is, in Redis: `bullmq`, `list` or `stream`. Needed there; RabbitMQ has one form."),
        new(
            "url",
            Required: false,
            "`redis://[user:password@]host[:port][/number]`, `rediss://` for TLS, or the management API of RabbitMQ, `http://[user:password@]host:15672`. Default: the environment's source."
        ),
        new("source", Required: false, "Name of a source of the environment (`redis` or `rabbitmq`), where it has several."),
        new("trusted", Required: false, "For `rediss://`: PEM file with the certificates that are trusted. Default: those of the machine."),
        new("prefix", Required: false, "For `bullmq`: what its keys begin with. Default `bull`."),
        new("group", Required: false, "For `stream`: the group of consumers that is meant."),
        new("vhost", Required: false, "For RabbitMQ: the virtual host. Default `/`."),
        new("max-depth", Required: false, "Most jobs that may wait; 0 to 2000000000."),
        new("max-age", Required: false, "Longest time that the oldest may wait. Not for `list`, which does not know it."),
        new(
            "dead",
            Required: false,
            "The queue, list or stream that dead jobs are moved to. Not for `bullmq`, where they are the failed ones."
        ),
        new("max-dead", Required: false, "Most dead jobs that may be there. Default 0; 0 to 2000000000."),
        new(
            "consumers",
            Required: false,
            "Fewest consumers, for RabbitMQ and for `stream` with `group`; 0 to 100000. Default 1. The other forms do not know it."
        ),
        new(
            "seen-within",
            Required: false,
            "For `stream` with `group`: a consumer counts when it was seen within this time. Default `1m`."
        ),
        new("paused", Required: false, "For `bullmq`: `yes` it may be paused, `no` (default) it may not."),
        new(
            "may-be-absent",
            Required: false,
            "`yes`: a list or stream, or the place of the dead, that is not there is empty; `no` (default): it was not seen."
        ),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var address = settings.Text("url") ?? settings.Source("redis", "rabbitmq").Address;
        var isHttp = address.StartsWith("http://", StringComparison.Ordinal) || address.StartsWith("https://", StringComparison.Ordinal);
        var form = isHttp ? "rabbitmq" : settings.OneOf("form", "", "bullmq", "list", "stream");
        if (isHttp && settings.Raw("form") is not null)
        {
            settings.Fault("queue: form is for Redis; RabbitMQ is asked here.");
        }

        var wanted = QueueDemands.Read(settings, form);
        _ = settings.Text("trusted");
        var redis = isHttp ? null : RedisAddress.Read(settings, "queue", address);
        settings.Check();
        var account = new Account();
        var state = isHttp
            ? await RabbitAsync(settings, wanted, address, ct)
            : await RedisAsync(settings, wanted, form, RedisAddress.Needed(redis, "queue"), ct);
        state.Tell(wanted, settings.Here.Clock.GetUtcNow(), account);
        // Where nothing is held against what was seen, there is nothing to pass.
        return wanted.HoldsNothing(form) ? account.Seen() with { Flaws = null } : account.Seen();
    }

    private static async Task<QueueState> RabbitAsync(SettingReader settings, QueueDemands wanted, string address, CancellationToken ct)
    {
        using var http = new LimitedHttp(settings.Here.Clock);
        return await new RabbitQueue(http, settings, address).SeeAsync(wanted, ct);
    }

    private static async Task<QueueState> RedisAsync(
        SettingReader settings,
        QueueDemands wanted,
        string form,
        RedisAddress address,
        CancellationToken ct
    )
    {
        var trusted = settings.Text("trusted") is { } file ? settings.PathOf(file) : null;
        await using var connection = await RedisConnection.OpenAsync(address with { Trusted = trusted }, ct);
        return form switch
        {
            "bullmq" => await BullQueue.SeeAsync(connection, wanted, ct),
            "stream" => await StreamQueue.SeeAsync(connection, wanted, settings.Here.Clock.GetUtcNow(), ct),
            _ => await ListQueue.SeeAsync(connection, wanted, ct),
        };
    }
}
