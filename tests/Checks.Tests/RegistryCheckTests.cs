using System.Text.Json;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class RegistryCheckTests : CheckContract, IClassFixture<RegistryWorld>
{
    private readonly RegistryWorld _world;
    private readonly SilentListener _silent = new();
    private readonly HttpDouble _lying;
    private string _manifest = "{}";

    public RegistryCheckTests(RegistryWorld world)
    {
        _world = world;
        _lying = new(it =>
            it.Path.Split('/')[^1] switch
            {
                "web" => new(404, "<html>not found</html>"),
                "busy" => new(429, "{}"),
                "down" => new(503, "{}"),
                "forbidden" => new(403, """{"errors":[{"code":"DENIED"}]}"""),
                "text" => new(200, "no json"),
                "huge" => new(200, new string(' ', 5_000_000)),
                "deep" => new(200, new string('[', 100_000)),
                "many" => new(
                    200,
                    $"{{\"manifests\":[{string.Join(',', Enumerable.Repeat($"{{\"digest\":\"sha256:{new string('0', 64)}\",\"platform\":{{}}}}", 1000))}]}}"
                ),
                "none" => new(200, """{"schemaVersion":2,"manifests":[]}"""),
                "basic" => new(401, "", ("WWW-Authenticate", "Basic realm=\"x\"")),
                "odd" => new(401, "", ("WWW-Authenticate", "Negotiate")),
                "plain-realm" => new(401, "", ("WWW-Authenticate", "Bearer realm=\"ftp://127.0.0.1/\"")),
                "headed" => new(200, _manifest, ("Docker-Content-Digest", $"sha256:{new string('1', 64)}")),
                _ => new(200, _manifest),
            }
        );
    }

    protected override ICheck Check => CheckKinds.All["registry"];

    protected override CheckSpec Answering => At(_world.Open, "1.4.2");

    protected override CheckSpec Silent => Spec("image", "shop/api:1.4.2", "url", $"http://127.0.0.1:{_silent.Port}");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            At(_world.Open, "2.0.0"),
            At(_world.Closed, "1.4.2"),
            At(_world.Closed, "1.4.2", "user", "reader", "password", "wrong"),
            At(_world.Guarded, "1.4.2"),
            At(_world.Guarded, "1.4.2", "token", "wrong"),
            At(_world.Open, "nobody-said", "max-age", "1d"),
            Spec("image", "shop/api:1", "url", $"http://127.0.0.1:{FreePort.Find()}"),
            Spec("image", "shop/api:1"),
            .. new[] { "web", "busy", "down", "forbidden", "text", "none", "basic", "odd", "plain-realm", "headed", "empty" }.Select(Lying),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Lying("huge"),
            Lying("deep"),
            Lying("many"),
            Spec("image", $"{new string('a', 300)}/..:x"),
            Spec("image", "-x:1", "url", _world.Open.Url),
        ];

    [Fact(Timeout = 30_000)]
    public async Task the_index_is_told_with_its_digest_and_every_platform()
    {
        var seen = await LookAsync(
            At(
                _world.Open,
                "1.4.2",
                "digest",
                _world.Index,
                "platforms",
                "linux/amd64,linux/arm64",
                "not-root",
                "yes",
                "label.commit",
                "abc",
                "most-size",
                "10 KB"
            )
        );

        Check.DefaultExpectation!.Judge(seen).ShouldBe(new(Verdict.Pass, Check.DefaultExpectation!.Judge(seen).Why));
        var facts = JsonDocument.Parse(seen.Body!).RootElement;
        facts.GetProperty("digest").GetString().ShouldBe(_world.Index);
        facts
            .GetProperty("platforms")
            .EnumerateArray()
            .Select(it => it.GetProperty("platform").GetString())
            .ShouldBe(["linux/amd64", "linux/arm64"]);
        facts.GetProperty("platforms")[0].GetProperty("createdAt").GetString().ShouldBe("2026-01-02T03:04:05Z");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("1.4.2", "platforms", "linux/s390x", "there is no image for linux/s390x; there are linux/amd64, linux/arm64")]
    [InlineData("root", "not-root", "yes", "linux/amd64 runs as root (the user is '0:0')")]
    [InlineData("nobody-said", "not-root", "yes", "linux/amd64 runs as root (no user is set)")]
    [InlineData("root", "label.commit", "def", "linux/amd64 has the label commit with 'abc', not with 'def'")]
    [InlineData("root", "label.author", "x", "linux/amd64 has the label author not at all, not with 'x'")]
    [InlineData("missing", "not-root", "yes", "shop/api:missing is not in the registry")]
    public async Task what_is_not_as_it_must_be_is_a_flaw(string tag, string setting, string value, string flaw) =>
        (await LookAsync(At(_world.Open, tag, setting, value))).Flaws.ShouldBe([flaw]);

    [Fact(Timeout = 30_000)]
    public async Task another_digest_too_many_bytes_and_too_old_are_flaws()
    {
        var other = $"sha256:{new string('a', 64)}";

        var seen = await LookAsync(At(_world.Open, "root", "digest", other, "most-size", "5 KB", "max-age", "1d"));

        seen.Flaws!.Count.ShouldBe(3);
        seen.Flaws[0].ShouldMatch($"^root has the digest sha256:[0-9a-f]{{64}}, not {other}$");
        seen.Flaws[1].ShouldMatch("^linux/amd64 has 5[0-9]{3} bytes, more than 5000$");
        seen.Flaws[2].ShouldMatch("^linux/amd64 was made at 2026-01-02T03:04:05Z, longer ago than 1d$");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_password_is_sent_where_it_is_asked_for_and_a_token_is_fetched()
    {
        (
            await LookAsync(At(_world.Closed, "1.4.2", "user", "reader", "password", "${PASSWORD}", "digest", _world.Index))
        ).Flaws.ShouldBe([]);
        (
            await LookAsync(At(_world.Guarded, "1.4.2", "user", "reader", "password", "${PASSWORD}", "digest", _world.Index))
        ).Flaws.ShouldBe([]);
        _world.AskedForTokens.ShouldContain(it => it.Path == "/token?scope=repository%3Ashop%2Fapi%3Apull&service=shop");
    }

    [Fact(Timeout = 30_000)]
    public async Task the_digest_is_worked_out_from_what_came_and_not_taken_from_the_head()
    {
        var named = await LookAsync(Spec("image", $"shop/api@sha256:{new string('2', 64)}", "url", _lying.Url.AbsoluteUri));
        var headed = await LookAsync(Lying("headed"));

        named.Problem!.ShouldContain("it is not sha256:2222");
        headed.Problem!.ShouldContain("of a manifest whose digest is sha256:44136fa3");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_configuration_that_is_not_what_its_digest_says_was_not_seen()
    {
        _manifest =
            $$$"""{"schemaVersion":2,"config":{"digest":"sha256:{{{new string('3', 64)}}}","size":2},"layers":[],"architecture":"amd64","os":"linux"}""";

        (await LookAsync(Lying("other"))).Problem!.ShouldContain("it is not sha256:3333");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_source_of_the_environment_is_asked()
    {
        var here = Here(TimeSpan.FromSeconds(20)) with
        {
            Sources = new Dictionary<string, (string, string)> { ["images"] = ("registry", _world.Open.Url) },
        };

        (await Check.LookAsync(Spec("image", "shop/api:1.4.2"), here, Ct)).Flaws.ShouldBe([]);
        (await Check.LookAsync(Spec("image", "nosuch.invalid/shop/api:1.4.2", "source", "images"), here, Ct)).Flaws.ShouldBe([]);
    }

    public override void Dispose()
    {
        _silent.Dispose();
        _lying.Dispose();
        base.Dispose();
    }

    protected override Surroundings Here(TimeSpan limit) =>
        base.Here(limit) with
        {
            Variables = new Dictionary<string, string> { ["PASSWORD"] = "pass-1" },
        };

    private CheckSpec At(RegistryServer server, string tag, params string[] settings) =>
        Spec(["image", $"shop/api:{tag}", "url", server.Url, .. settings]);

    private CheckSpec Lying(string tag) => Spec("image", $"shop/api:{tag}", "url", _lying.Url.AbsoluteUri);
}
