using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Redis;

/// <summary>What is wrong with a Redis. Only commands that read are sent.</summary>
internal sealed class RedisCheck : ICheck
{
    public string Kind => "redis";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "url",
            Required: false,
            "`redis://[user:password@]host[:port][/number]`, or `rediss://` for TLS. Default: the environment's source of this kind."
        ),
        new("source", Required: false, "Name of a source of the environment, where it has several of this kind."),
        new("trusted", Required: false, "PEM file with the certificates that are trusted for TLS. Default: those of the machine."),
        new(
            "fact",
            Required: false,
            "What is asked, one or several with commas between them: `server`, `memory`, `clients`, `persistence`, `replication`, `keyspace`. Default `server,memory,clients,persistence`, or none where `key` is given."
        ),
        new("slowest", Required: false, "Longest time that the server may take to answer PING. Default `100ms`."),
        new("acts-as", Required: false, "For `server`: what it must be: `primary`, `replica` or `any` (default)."),
        new(
            "most-memory",
            Required: false,
            "For `memory`: highest share of the allowed memory that may be used, in per cent. Default 90; 1 to 100."
        ),
        new(
            "policy",
            Required: false,
            "For `memory`: the policy for full memory that must be set, for instance `noeviction`, which a queue needs; then no key may have been evicted."
        ),
        new(
            "most-clients",
            Required: false,
            "For `clients`: highest share of the allowed connections that may be taken, in per cent. Default 80; 1 to 100."
        ),
        new(
            "saved-within",
            Required: false,
            "For `persistence`: longest time that changes may be unsaved where nothing is appended to a file. Default `1h`."
        ),
        new("appends", Required: false, "For `persistence`: `yes` every change must be appended to a file, `no` (default) it need not."),
        new(
            "replicas",
            Required: false,
            "For `replication`, asked of a primary: fewest replicas that must be online. Default 0; 0 to 100."
        ),
        new(
            "most-lag",
            Required: false,
            "For `replication`: longest time since a replica and its primary heard of each other. Default `10s`."
        ),
        new("key", Required: false, "A key that must exist."),
        new("type", Required: false, "For `key`: what it must be: `string`, `list`, `set`, `zset`, `hash` or `stream`."),
        new("expires", Required: false, "For `key`: `yes` it must expire, `no` it must not, `any` (default)."),
        new("least-length", Required: false, "For `key`: fewest parts (bytes of a string); 0 to 2000000000."),
        new("most-length", Required: false, "For `key`: most parts (bytes of a string); 0 to 2000000000."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var slowest = settings.Duration("slowest", TimeSpan.FromMilliseconds(100));
        var bounds = Bounds(settings);
        var key = Key(settings);
        var facts = Facts(settings, key is not null);
        var address = RedisAddress.Read(settings, "redis", settings.Address("url", "redis"));
        _ = settings.Text("trusted");
        settings.Check();
        var trusted = settings.Text("trusted") is { } file ? settings.PathOf(file) : null;
        await using var connection = await RedisConnection.OpenAsync(RedisAddress.Needed(address, "redis") with { Trusted = trusted }, ct);
        var account = new Account();
        await PingAsync(connection, slowest, settings.Here.Clock, account, ct);
        if (facts.Count > 0)
        {
            var info = await RedisInfo.OfAsync(connection, ct);
            facts.ForEach(it => RedisFacts.Tell(it, info, bounds, settings.Here.Clock.GetUtcNow(), account));
        }

        if (key is not null)
        {
            await key.TellAsync(connection, account, ct);
        }

        account.Value = facts.Count + (key is null ? 0 : 1) == 1 ? account.Value : null;
        return account.Seen();
    }

    private static async Task PingAsync(
        RedisConnection connection,
        TimeSpan slowest,
        TimeProvider clock,
        Account account,
        CancellationToken ct
    )
    {
        var start = clock.GetTimestamp();
        var answer = await connection.TryAsync(ct, "PING");
        if (answer is RedisReply.Error { Text: var error } && error.StartsWith("LOADING", StringComparison.Ordinal))
        {
            account.Flaw("the server is still loading its data and answers nobody");
        }
        else if (answer.Said != "PONG")
        {
            var said = answer is RedisReply.Error it
                ? $"with an error: {(it.Text.Length <= 300 ? it.Text : it.Text[..300])}"
                : "and not with PONG";
            throw new IOException($"The server answered PING {said}.");
        }

        var took = clock.GetElapsedTime(start);
        account.Facts["pingMs"] = Math.Round(took.TotalMilliseconds, 3);
        if (took > slowest)
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the server took {took.TotalMilliseconds:0.#} ms to answer PING, longer than {slowest.TotalMilliseconds:0.#} ms"
                )
            );
        }
    }

    private static RedisBounds Bounds(SettingReader settings) =>
        new(
            settings.Whole("most-memory", 90, 1, 100),
            settings.Whole("most-clients", 80, 1, 100),
            settings.Duration("saved-within", TimeSpan.FromHours(1)),
            settings.Duration("most-lag", TimeSpan.FromSeconds(10)),
            settings.Text("policy"),
            settings.OneOf("acts-as", "any", "primary", "replica", "any"),
            settings.Whole("replicas", 0, 0, 100),
            settings.OneOf("appends", "no", "yes", "no") == "yes"
        );

    private static RedisKey? Key(SettingReader settings)
    {
        var type = settings.Text("type");
        if (type is not null && !RedisKey.Types.Contains(type))
        {
            settings.Fault($"redis: type is one of {string.Join(", ", RedisKey.Types)}, not '{type}'.");
        }

        var key = new RedisKey(
            settings.Text("key") ?? "",
            type,
            settings.OneOf("expires", "any", "yes", "no", "any"),
            Length("least-length"),
            Length("most-length")
        );
        if (
            settings.Raw("key") is null
            && new[] { "type", "expires", "least-length", "most-length" }.FirstOrDefault(it => settings.Raw(it) is not null) is { } idle
        )
        {
            settings.Fault($"redis: {idle} is about a key; say key=NAME.");
        }

        return settings.Raw("key") is null ? null : key;

        long? Length(string name) => settings.Raw(name) is null ? null : settings.Whole(name, 0, 0, 2_000_000_000);
    }

    private static List<string> Facts(SettingReader settings, bool hasKey)
    {
        var otherwise = hasKey ? "" : "server,memory,clients,persistence";
        var facts = (settings.Text("fact") ?? otherwise)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct()
            .ToList();
        if (facts.Any(it => !RedisFacts.Names.Contains(it)) || (facts.Count == 0 && !hasKey))
        {
            settings.Fault($"redis: fact is one or several of {string.Join(", ", RedisFacts.Names)}.");
        }

        Needs("memory", "policy", "most-memory");
        Needs("server", "acts-as");
        Needs("clients", "most-clients");
        Needs("persistence", "saved-within", "appends");
        Needs("replication", "replicas", "most-lag");
        return facts;

        // A bound that nothing is held against would look as if it were kept.
        void Needs(string fact, params string[] names)
        {
            foreach (var name in names.Where(it => settings.Raw(it) is not null && !facts.Contains(fact)))
            {
                settings.Fault($"redis: {name} is about the fact {fact}, which is not asked.");
            }
        }
    }
}
