using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class HeadersCheckTests(HeadersWorld world) : CheckContract, IClassFixture<HeadersWorld>
{
    private readonly SocketDouble _silent = SocketDouble.Silent();
    private readonly HttpDouble _hostile = new(AnswerAsync);

    protected override ICheck Check => CheckKinds.All["headers"];

    protected override CheckSpec Answering => At("good");

    protected override CheckSpec? Silent => Spec("url", $"http://127.0.0.1:{_silent.Port}/");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", $"http://127.0.0.1:{FreePort.Find()}/"),
            Spec("url", "http://no-such-host.invalid/"),
            Spec("url", $"{world.Https}good"),
            Spec("url", $"{world.Https.Replace("localhost", "127.0.0.1")}good", "ca", world.Folder["root.pem"]),
            Spec("url", "/path-without-base"),
            At("good", "ca", "nosuch.pem"),
            At("good", "require", " , "),
            At("error"),
            At("missing"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Spec("url", $"{_hostile.Url}many"), Spec("url", $"{_hostile.Url}long"), Spec("url", $"{_hostile.Url}odd")];

    [Fact(Timeout = 30_000)]
    public async Task a_page_with_all_of_them_has_no_flaw()
    {
        var seen = await LookAsync(At("good", "require", "csp,csp-strict,hsts,nosniff,frames,referrer,permissions,no-version,cookies"));

        seen.Flaws.ShouldBe([]);
        Expectation
            .Parse(
                "status 200 and json '$.cookies.length' = 2 and json '$.cookies[0].sameSite' = 'Lax' and json '$.cookies[1].name' = 'theme'"
            )
            .Judge(seen)
            .ShouldSatisfyAllConditions(it => it.Verdict.ShouldBe(Verdict.Pass, it.Why));
    }

    [Fact(Timeout = 30_000)]
    public async Task a_bare_page_lacks_what_is_usual_and_each_is_told()
    {
        var seen = await LookAsync(At("bare"));

        seen.Flaws!.Select(it => it.Split(' ')[0])
            .ShouldBe(["Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "any", "Referrer-Policy"]);
        (await LookAsync(At("bare", "require", "permissions"))).Flaws!.Single().ShouldBe("Permissions-Policy is missing");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("tells", "no-version", "Server tells a version: 'nginx/")]
    [InlineData("inline", "csp-strict", "too freely: 'unsafe-inline'")]
    [InlineData("bare", "csp-strict", "too freely: there is none")]
    [InlineData("framed", "frames", "frame-ancestors lets any site frame the page: '*'")]
    public async Task what_is_set_wrongly_is_a_flaw(string page, string demand, string flaw) =>
        (await LookAsync(At(page, "require", demand))).Flaws![0].ShouldContain(flaw);

    [Theory(Timeout = 30_000)]
    [InlineData("nonce", "csp-strict")]
    [InlineData("inline", "csp")]
    [InlineData("same-frame", "frames")]
    [InlineData("bare", "no-version,cookies")]
    [InlineData("leads", "csp")]
    public async Task what_browsers_take_as_safe_is_none(string page, string demand) =>
        (await LookAsync(At(page, "require", demand))).Flaws.ShouldBe([]);

    [Fact(Timeout = 30_000)]
    public async Task each_cookie_is_told_apart_and_its_value_stays_where_it_is()
    {
        var seen = await LookAsync(At("cookies", "require", "cookies", "script-cookies", "XSRF-TOKEN"));

        seen.Flaws.ShouldBe([
            "the cookie 'session' lacks Secure and HttpOnly and SameSite",
            "the cookie 'cross' lacks Secure and SameSite",
        ]);
        seen.Body!.ShouldNotContain("s3cr3t-value");
        (await LookAsync(At("cookies", "require", "cookies"))).Flaws!.ShouldContain("the cookie 'XSRF-TOKEN' lacks HttpOnly");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("echo", "the foreign origin https://evil.example is let in, with credentials")]
    [InlineData("star-with", "Access-Control-Allow-Origin is '*' together with credentials")]
    public async Task a_foreign_origin_that_is_let_in_is_a_flaw(string page, string flaw) =>
        (await LookAsync(At(page, "require", "no-version", "origin", "https://evil.example"))).Flaws!.Single().ShouldContain(flaw);

    [Theory(Timeout = 30_000)]
    [InlineData("star")]
    [InlineData("own")]
    [InlineData("bare")]
    public async Task a_page_that_is_public_or_keeps_foreigners_out_has_none(string page) =>
        (await LookAsync(At(page, "require", "no-version", "origin", "https://evil.example"))).Flaws.ShouldBe([]);

    [Fact(Timeout = 30_000)]
    public async Task over_http_the_promise_is_demanded_only_by_name()
    {
        (await LookAsync(Spec("url", $"{world.Http}bare"))).Flaws!.ShouldNotContain(it => it.Contains("Strict-Transport"));
        (await LookAsync(Spec("url", $"{world.Http}good", "require", "hsts"))).Flaws!.Single().ShouldContain("over https only");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_page_that_is_denied_is_looked_at_and_one_that_is_not_there_is_not()
    {
        (await LookAsync(At("denied"))).Looking.ShouldBe(Looking.Saw);
        (await LookAsync(At("missing"))).Problem!.ShouldContain("status 404");
    }

    [Fact(Timeout = 30_000)]
    public async Task what_is_demanded_and_not_known_is_named() =>
        (await LookAsync(At("good", "require", "csp,cps"))).Problem!.ShouldContain("knows no cps; it knows csp,");

    public override void Dispose()
    {
        _silent.Dispose();
        _hostile.Dispose();
        base.Dispose();
    }

    private static Task AnswerAsync(HttpDoubleRequest request, Stream stream, CancellationToken ct) =>
        stream
            .WriteAsync(
                new HttpDoubleAnswer(
                    200,
                    "x",
                    request.Path switch
                    {
                        "/many" => [.. Enumerable.Range(0, 500).Select(it => ("Set-Cookie", $"c{it}=1"))],
                        "/long" => [("Content-Security-Policy", new string(';', 30_000)), ("Server", new string('1', 30_000))],
                        _ =>
                        [
                            ("Set-Cookie", "=;;;==; SameSite"),
                            ("Set-Cookie", ""),
                            ("Strict-Transport-Security", "max-age=9999999999999"),
                        ],
                    }
                ).Bytes(),
                ct
            )
            .AsTask();

    private CheckSpec At(string page, params string[] more)
    {
        var with = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["url"] = $"{world.Https}{page}",
            ["ca"] = world.Folder["root.pem"],
        };
        foreach (var pair in more.Chunk(2))
        {
            with[pair[0]] = pair[1];
        }

        return new("headers", with);
    }
}
