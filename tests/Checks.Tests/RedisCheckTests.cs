using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Checks.Redis;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class RedisCheckTests : CheckContract, IAsyncLifetime
{
    private readonly SilentListener _silent = new();
    private readonly List<SilentListener> _hostile = [];
    private RedisServer _server = null!;

    protected override ICheck Check => CheckKinds.All["redis"];

    protected override CheckSpec Answering => Ask();

    protected override CheckSpec Silent => Spec("url", $"redis://127.0.0.1:{_silent.Port}");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", $"redis://127.0.0.1:{FreePort.Find()}"),
            Spec("url", "http://127.0.0.1"),
            Spec("url", $"rediss://127.0.0.1:{_server.Port}"),
            Spec("url", _server.Url + "/99"),
            Spec(),
            Ask("fact", "nosuch"),
            Ask("fact", "replication"),
            Ask("type", "list"),
            Ask("fact", "server", "policy", "noeviction"),
            Says("+PONG\r\n$0\r\n\r\n"),
            Says("+PONG\r\n$36\r\nredis_version:7\r\nrole:master\r\nused:1\r\n"),
            Says("+PONG\r\n-NOPERM no permissions\r\n"),
            Says("+PONG\r\n$-1\r\n"),
            Says("+PONG\r\n$500\r\nredis_version:7\r\n"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Says("HTTP/1.1 400 Bad Request\r\n\r\n"),
            Says("+" + new string('x', 2_000_000)),
            Says("$999999999999\r\n"),
            Says("*1000000\r\n"),
            Says("*-5\r\n"),
            Says(string.Concat(Enumerable.Repeat("*1\r\n", 10_000))),
            Says("+PONG\r\n$1000000\r\n" + new string('x', 1_000_000) + "\r\n"),
            Says("+PONG\r\n%3\r\n+a\r\n:1\r\n"),
            Says("\0\0\0\0\r\n"),
        ];

    [Fact(Timeout = 60_000)]
    public async Task a_healthy_server_tells_its_facts()
    {
        await _server.DoAsync(Ct, "SET", "a", "1");

        var seen = await LookAsync(Ask("fact", "server,memory,clients,persistence,keyspace", "acts-as", "primary"));

        seen.Flaws!.ShouldBeEmpty();
        var facts = JsonNode.Parse(seen.Body!)!;
        facts["server"]!["role"]!.GetValue<string>().ShouldBe("master");
        facts["memory"]!["usedBytes"]!.GetValue<long>().ShouldBeGreaterThan(0);
        facts["keyspace"]!["keys"]!.GetValue<long>().ShouldBe(1);
        (await LookAsync(Ask("fact", "server", "acts-as", "replica"))).Flaws!.ShouldBe(["the server is a primary, not a replica"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_password_is_needed_and_never_told()
    {
        await _server.DoAsync(Ct, "CONFIG", "SET", "requirepass", "s3cret p@ss");
        var word = Uri.EscapeDataString("s3cret p@ss");

        (await LookAsync(At($"redis://:{word}@127.0.0.1:{_server.Port}/1"))).Flaws!.ShouldBeEmpty();
        (await LookAsync(At($"redis://default:{word}@127.0.0.1:{_server.Port}"))).Flaws!.ShouldBeEmpty();
        (await LookAsync(Ask())).Problem!.ShouldContain("NOAUTH");
        var wrong = await LookAsync(Spec("url", $"redis://:wr0ng@127.0.0.1:{_server.Port}"));
        wrong.Problem!.ShouldBe("The server refuses the password (WRONGPASS).");
    }

    [Fact(Timeout = 60_000)]
    public async Task memory_is_held_against_its_bound_and_its_policy()
    {
        await _server.DoAsync(Ct, "CONFIG", "SET", "maxmemory", "100kb");
        var full = await LookAsync(Ask("fact", "memory", "policy", "noeviction"));
        await _server.DoAsync(Ct, "CONFIG", "SET", "maxmemory-policy", "allkeys-lru", "maxmemory", "0");
        await _server.DoAsync(Ct, "SET", "a", "1");
        await _server.DoAsync(Ct, "CONFIG", "SET", "maxmemory", "100kb");
        await _server.DoAsync(Ct, "SET", "b", "1");
        var evicts = await LookAsync(Ask("fact", "memory", "policy", "noeviction"));

        full.Value!.Value.Number.ShouldBeGreaterThan(100);
        full.Flaws!.ShouldHaveSingleItem().ShouldContain("% of the memory that is allowed is used");
        evicts.Flaws!.ShouldContain("when memory is full the policy is allkeys-lru, not noeviction");
        evicts.Flaws!.ShouldContain(it => it.Contains("keys were evicted"));
    }

    [Fact(Timeout = 60_000)]
    public async Task a_background_save_that_failed_is_a_flaw()
    {
        await _server.DoAsync(Ct, "SET", "a", "1");
        Directory.Delete(_server.Data, recursive: true);
        await _server.DoAsync(Ct, "BGSAVE");

        var seen = await UntilAsync(Ask("fact", "persistence"));

        seen.Flaws!.ShouldBe(["the last background save failed"]);
        (await LookAsync(Ask("fact", "persistence", "appends", "yes"))).Flaws!.ShouldContain(
            "the server does not append what changes to a file (appendonly is off)"
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task a_server_that_answers_late_is_a_flaw_and_one_that_answers_too_late_was_not_seen()
    {
        var slow = await AsleepAsync(Spec("url", _server.Url, "fact", "server"));
        var silent = await AsleepAsync(Ask("timeout", "200ms"));

        slow.Flaws!.ShouldHaveSingleItem().ShouldContain("ms to answer PING, longer than 100 ms");
        silent.Problem!.ShouldBe("No answer within 0.2 s.");
    }

    [Fact(Timeout = 60_000)]
    public async Task connections_that_were_rejected_are_a_flaw()
    {
        // Whoever sets the limit keeps the only place until others were sent away.
        using (var holder = new TcpClient("127.0.0.1", _server.Port))
        {
            await holder.GetStream().WriteAsync("CONFIG SET maxclients 1\r\n"u8.ToArray(), Ct);
            await holder.GetStream().ReadExactlyAsync(new byte["+OK\r\n".Length], Ct);
            await Eventually.Holds("one is rejected", () => Rejected(_server), Ct);
        }

        var seen = await UntilAsync(Ask("fact", "clients", "most-clients", "50"));

        seen.Flaws!.ShouldContain(it => it.Contains("rejected since the server started"));
        seen.Flaws!.ShouldContain("1 of 1 connections are taken, more than 50 %");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_replica_is_seen_from_both_sides_and_missed_when_it_is_gone()
    {
        await using (
            var replica = await RedisServer.StartAsync(Ct, "--replicaof", "127.0.0.1", $"{_server.Port}", "--repl-diskless-sync-delay", "0")
        )
        {
            await _server.DoAsync(Ct, "CONFIG", "SET", "repl-diskless-sync-delay", "0");

            var primary = await UntilAsync(Ask("fact", "replication", "replicas", "1"), it => it.Flaws is []);
            var copy = await UntilAsync(At(replica.Url, "fact", "replication,server", "acts-as", "replica"), it => it.Flaws is []);
            primary.Value!.Value.Unit.ShouldBe("s");
            copy.Flaws!.ShouldBeEmpty();
            await replica.DoAsync(Ct, "REPLICAOF", "127.0.0.1", "1");
            (await UntilAsync(At(replica.Url, "fact", "replication"))).Flaws![0].ShouldStartWith("the link to the primary is down");
        }

        var alone = await UntilAsync(Ask("fact", "replication", "replicas", "1"));
        alone.Flaws!.ShouldBe(["0 replicas are online, fewer than 1"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_key_is_held_against_type_length_and_expiry()
    {
        await _server.DoAsync(Ct, "RPUSH", "jobs", "a", "b", "c");
        await _server.DoAsync(Ct, "SET", "lease", "x", "EX", "100");

        (await LookAsync(Ask("key", "jobs", "type", "list", "least-length", "3", "most-length", "3", "expires", "no"))).Value.ShouldBe(
            new Quantity(3, "")
        );
        (await LookAsync(Ask("key", "jobs", "type", "set", "most-length", "2", "expires", "yes"))).Flaws!.ShouldBe([
            "the key jobs is a list, not a set",
            "the key jobs has the length 3, more than 2",
            "the key jobs never expires",
        ]);
        (await LookAsync(Ask("key", "lease", "expires", "no"))).Flaws!.ShouldHaveSingleItem().ShouldStartWith("the key lease expires in ");
        (await LookAsync(Ask("key", "nosuch"))).Flaws!.ShouldBe(["there is no key nosuch"]);
        (await LookAsync(At(_server.Url + "/3", "key", "jobs"))).Flaws!.ShouldBe(["there is no key jobs"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task tls_is_spoken_with_a_server_whose_certificate_is_trusted_and_with_no_other()
    {
        var (key, certificate) = (Folder["key.pem"], Folder["cert.pem"]);
        using var made = Process.Start(
            new ProcessStartInfo(
                "openssl",
                $"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=test -addext subjectAltName=IP:127.0.0.1 -days 2 -keyout {key} -out {certificate}"
            )
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        await made.WaitForExitAsync(Ct);
        var port = FreePort.Find();
        await using var server = await RedisServer.StartAsync(
            Ct,
            "--tls-port",
            $"{port}",
            "--tls-cert-file",
            certificate,
            "--tls-key-file",
            key,
            "--tls-auth-clients",
            "no"
        );

        (await LookAsync(At($"rediss://127.0.0.1:{port}", "trusted", "cert.pem"))).Flaws.ShouldNotBeNull().ShouldBeEmpty();
        (await LookAsync(Spec("url", $"rediss://127.0.0.1:{port}"))).Problem!.ShouldStartWith($"TLS with 127.0.0.1:{port} failed");
        (await LookAsync(At($"rediss://127.0.0.1:{port}", "trusted", "key.pem"))).Looking.ShouldBe(Looking.CouldNotLook);
    }

    [Fact(Timeout = 10_000)]
    public async Task replies_of_the_third_version_of_the_protocol_are_read()
    {
        var bytes = Encoding.UTF8.GetBytes(
            "|1\r\n+ttl\r\n:5\r\n%2\r\n+a\r\n:1\r\n+b\r\n~2\r\n#t\r\n_\r\n=7\r\ntxt:abc\r\n!3\r\nERR\r\n,1.5\r\n"
        );
        var reader = new RedisReader(new MemoryStream(bytes));

        var map = await reader.ReadAsync(Ct);
        map.Of("a")!.Number.ShouldBe(1);
        map.Of("b")!.Items.Count.ShouldBe(2);
        (await reader.ReadAsync(Ct)).Said.ShouldBe("abc");
        (await reader.ReadAsync(Ct)).ShouldBe(new RedisReply.Error("ERR"));
        (await reader.ReadAsync(Ct)).Said.ShouldBe("1.5");
        await Should.ThrowAsync<IOException>(reader.ReadAsync(Ct));
    }

    [Fact(Timeout = 60_000)]
    public async Task no_command_that_writes_can_be_sent()
    {
        var address = new RedisAddress("127.0.0.1", _server.Port, false, null, null, 0);
        await using var connection = await RedisConnection.OpenAsync(address, Ct);

        await Should.ThrowAsync<InvalidOperationException>(connection.TryAsync(Ct, "SET", "a", "1"));
    }

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        Dispose();
        _silent.Dispose();
        _hostile.ForEach(it => it.Dispose());
        await _server.DisposeAsync();
    }

    private static bool Rejected(RedisServer server)
    {
        using var client = server.Client("PING");
        return !client.StandardOutput.ReadToEnd().Contains("PONG", StringComparison.Ordinal);
    }

    private CheckSpec Ask(params string[] more) => At(_server.Url, more);

    /// <summary>Whatever else the machine does, only the test of late answers is about them.</summary>
    private CheckSpec At(string url, params string[] more) => Spec(["url", url, "slowest", "10s", .. more]);

    private CheckSpec Says(string words)
    {
        _hostile.Add(new(Encoding.UTF8.GetBytes(words), closes: true));
        return Spec("url", $"redis://127.0.0.1:{_hostile[^1].Port}");
    }

    /// <summary>Looks while the server sleeps: what it was sent first it does first, and it does one thing at a time.</summary>
    private async Task<Observation> AsleepAsync(CheckSpec spec)
    {
        using var client = new TcpClient("127.0.0.1", _server.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("PING\r\n"u8.ToArray(), Ct);
        await stream.ReadExactlyAsync(new byte["+PONG\r\n".Length], Ct);
        await stream.WriteAsync("DEBUG SLEEP 1.5\r\n"u8.ToArray(), Ct);
        var seen = await LookAsync(spec);
        await stream.ReadExactlyAsync(new byte["+OK\r\n".Length], Ct);
        return seen;
    }

    private async Task<Observation> UntilAsync(CheckSpec spec, Predicate<Observation>? done = null)
    {
        Observation? seen = null;
        for (var start = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30); )
        {
            seen = await LookAsync(spec);
            if (done?.Invoke(seen) ?? seen.Flaws?.Count > 0)
            {
                break;
            }
        }

        return seen!;
    }
}
