using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class TlsCheckTests(TlsWorld world) : CheckContract, IClassFixture<TlsWorld>
{
    private readonly SocketDouble _silent = SocketDouble.Silent();
    private readonly SocketDouble _nonsense = SocketDouble.Saying(new byte[100_000]);
    private readonly SocketDouble _endless = SocketDouble.Saying([
        .. Enumerable.Repeat("\x16\x03\x03\xff\xff"u8.ToArray(), 100_000).SelectMany(it => it),
    ]);
    private readonly SocketDouble _hangingUp = SocketDouble.Saying([]);

    protected override ICheck Check => CheckKinds.All["tls"];

    protected override CheckSpec Answering => At("good");

    protected override CheckSpec? Silent => Spec("host", "127.0.0.1", "port", _silent.Port);

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("host", "127.0.0.1", "port", $"{FreePort.Find()}"),
            Spec("host", "no-such-host.invalid"),
            At("stays"),
            At("good", "ca", "nosuch.pem"),
            At("good", "ca", world.Folder["nginx.conf"]),
            At("good", "redirect", $"{FreePort.Find()}"),
            At("client-certificate", "hsts", "1d"),
            Spec("host", "127.0.0.1", "port", _hangingUp.Port),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Spec("host", "127.0.0.1", "port", _nonsense.Port), Spec("host", "127.0.0.1", "port", _endless.Port), At("stays", "hsts", "1d")];

    [Fact(Timeout = 30_000)]
    public async Task a_good_server_gets_the_best_grade_and_every_fact_is_told()
    {
        var seen = await LookAsync(At("good", "redirect", world["leads"], "hsts", "180d"));

        seen.Flaws!.ShouldBeEmpty();
        seen.Grade.ShouldBe("A+");
        seen.Value.ShouldBe(new Quantity(365, "d"));
        Expectation
            .Parse(
                "grade >= A and value > 30 d and json '$.versions.tls10' = false and json '$.versions.tls13' = true and json '$.trusted' = true"
            )
            .Judge(seen)
            .Verdict.ShouldBe(Verdict.Pass);
        var facts = JsonNode.Parse(seen.Body!)!;
        ((string?)facts["subject"], (string?)facts["issuer"], (string?)facts["names"]![0]).ShouldBe(
            ("CN=shop.test", "CN=Test Intermediate", "shop.test")
        );
        facts["chain"]!.AsArray().Count.ShouldBe(3);
        ((string?)facts["keyType"], (int?)facts["keySize"], (int?)facts["redirect"]!["status"]).ShouldBe(("ECDSA", 256, 301));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("expired", "'CN=shop.test' expired at", "F")]
    [InlineData("future", "'CN=shop.test' is not valid before", "F")]
    [InlineData("wrong-name", "does not cover the name shop.test; it covers other.test", "F")]
    [InlineData("incomplete", "is not complete: 'CN=shop.test' was issued by 'CN=Test Intermediate'", "F")]
    [InlineData("self-signed", "is signed by itself", "F")]
    [InlineData("weak", "is weak: RSA of 1024 bits", "C")]
    [InlineData("soon", "is valid for 10 more days", "A")]
    public async Task a_wrong_certificate_is_a_flaw(string server, string flaw, string grade)
    {
        var seen = await LookAsync(At(server));

        seen.Flaws!.Single().ShouldContain(flaw);
        seen.Grade.ShouldBe(grade);
        Expected.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact(Timeout = 30_000)]
    public async Task an_authority_that_nobody_trusts_is_a_flaw()
    {
        var seen = await LookAsync(Spec("host", "127.0.0.1", "port", world["good"], "server-name", "shop.test"));

        seen.Flaws!.Single().ShouldContain("was issued by 'CN=Test Root', which the server did not send and nobody here trusts");
    }

    [Fact(Timeout = 30_000)]
    public async Task old_versions_are_seen_although_the_libraries_of_today_do_not_speak_them()
    {
        var seen = await LookAsync(At("old"));

        seen.Flaws!.Count.ShouldBe(2);
        seen.Flaws.ShouldAllBe(it => it.Contains("accepts TLS 1."));
        seen.Grade.ShouldBe("B");
        (await LookAsync(At("old", "min-version", "TLS1.0"))).Flaws!.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_version_is_old_when_the_settings_say_so()
    {
        (await LookAsync(At("only-tls12", "min-version", "TLS1.3"))).Flaws!.Single().ShouldContain("accepts TLS 1.2");
        (await LookAsync(At("only-tls13", "min-version", "TLS1.3"))).Flaws!.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task without_tls13_or_a_long_promise_the_grade_is_not_the_best()
    {
        (await LookAsync(At("only-tls12"))).Grade.ShouldBe("A");
        (await LookAsync(At("plain"))).Grade.ShouldBe("A");
        (await LookAsync(At("plain", "hsts", "180d"))).Flaws!.Single().ShouldContain("for 0.04 days; wanted are 180");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("leads-away", "leads to another host (evil.test)")]
    [InlineData("leads-to-http", "leads to an address that is not https")]
    [InlineData("stays", "answers 200 and does not lead to https")]
    public async Task plain_http_must_lead_to_https_of_the_same_host(string server, string flaw) =>
        (await LookAsync(At("good", "redirect", world[server]))).Flaws!.Single().ShouldContain(flaw);

    [Fact(Timeout = 30_000)]
    public async Task a_port_that_speaks_no_tls_says_so_and_was_not_seen()
    {
        var seen = await LookAsync(At("stays"));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        seen.Problem!.ShouldContain("the TLS handshake failed");
    }

    [Fact(Timeout = 30_000)]
    public async Task the_clock_of_the_run_decides_what_has_expired()
    {
        var late = Here(TimeSpan.FromSeconds(20)) with { Clock = new LaterClock(TimeSpan.FromDays(400)) };

        (await Check.LookAsync(At("good"), late, Ct)).Flaws!.Single().ShouldContain("'CN=shop.test' expired at");
    }

    public override void Dispose()
    {
        _silent.Dispose();
        _nonsense.Dispose();
        _endless.Dispose();
        _hangingUp.Dispose();
        base.Dispose();
    }

    /// <summary>A later setting of the same name wins.</summary>
    private CheckSpec At(string server, params string[] more)
    {
        var with = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = "127.0.0.1",
            ["port"] = world[server],
            ["server-name"] = "shop.test",
            ["ca"] = world.Root,
        };
        foreach (var pair in more.Chunk(2))
        {
            with[pair[0]] = pair[1];
        }

        return new("tls", with);
    }

    private sealed class LaterClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
