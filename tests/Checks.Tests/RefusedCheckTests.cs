using System.Globalization;
using System.Text;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class RefusedCheckTests(RefusedWorld world) : CheckContract, IClassFixture<RefusedWorld>
{
    private readonly SocketDouble _silent = SocketDouble.Silent();
    private readonly HttpDouble _hostile = new(AnswerAsync);

    protected override ICheck Check => CheckKinds.All["refused"];

    protected override CheckSpec Answering => At("/basic");

    protected override CheckSpec? Silent => Spec("url", $"http://127.0.0.1:{_silent.Port}/");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}/")),
            Spec("url", "http://no-such-host.invalid/"),
            Spec("url", "/path-without-base"),
            Spec("url", " , "),
            Spec("url", $"{world.Https}/basic"),
            At("/missing"),
            At("/busy"),
            At("/wrong"),
            At("/proxied"),
            At("/unchanged"),
            At("/down"),
            At("/broken"),
            At("/led"),
            At("/open"),
            At("/empty"),
            At("/led-astray", "sign-in", "/login"),
            At("/led-away", "sign-in", "/login"),
            Spec("url", $"{_hostile.Url}cut"),
            Spec("url", $"{_hostile.Url}packed"),
            Spec("url", $"{world.Http}/basic {world.Http}/down"),
            Spec("url", $"{world.Http}/basic,{world.Http}/missing"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Spec("url", $"{_hostile.Url}long"),
            Spec("url", $"{_hostile.Url}many"),
            Spec("url", $"{_hostile.Url}location", "sign-in", "/login"),
            Spec("url", string.Join(' ', Enumerable.Range(0, 2000).Select(it => $"{_hostile.Url}{it}"))),
        ];

    [Fact(Timeout = 30_000)]
    public async Task every_address_that_refuses_is_counted()
    {
        var seen = await LookAsync(Spec("url", $"{world.Http}/basic, {world.Http}/role\n{world.Http}/deny"));

        seen.Flaws.ShouldBe([]);
        Passes(seen, "count refused = 3 and count asked = 3 and json '$.asked[2].status' = 403 and json '$.controlled' = false");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("/open", "status 200")]
    [InlineData("/empty", "status 204")]
    public async Task what_gets_through_is_a_flaw(string path, string status) =>
        (await LookAsync(At(path))).Flaws.ShouldBe([$"GET {world.Http}{path} got through: {status}"]);

    [Fact(Timeout = 30_000)]
    public async Task what_got_through_fails_also_where_another_address_was_not_seen()
    {
        var seen = await LookAsync(Spec("url", $"{world.Http}/down {world.Http}/open {world.Http}/basic"));

        Check.DefaultExpectation!.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
        seen.Flaws!.Count.ShouldBe(2);
        seen.Flaws[1].ShouldContain("/down: status 503");
        seen.Counts!["refused"].ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_got_through_is_not_forgotten_when_the_time_is_over()
    {
        var seen = await LookAsync(
            Spec("url", $"{world.Http}/open http://127.0.0.1:{_silent.Port}/", "timeout", "300ms"),
            TimeSpan.FromMinutes(1)
        );

        seen.Flaws![0].ShouldContain("/open got through");
        Check.DefaultExpectation!.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_wrong_password_is_refused_and_the_right_one_gets_through()
    {
        (await LookAsync(At("/basic", "user", "ops", "password", "admin"))).Flaws.ShouldBe([]);
        (await LookAsync(At("/basic", "user", "ops", "password", "right-password"))).Flaws!.Single().ShouldContain("got through");
    }

    [Fact(Timeout = 30_000)]
    public async Task the_control_shows_that_the_right_credentials_are_let_in()
    {
        var seen = await LookAsync(At("/basic", "control.user", "ops", "control.password", "right-password"));

        Passes(seen, "count flaws = 0 and json '$.controlled' = 'true' and json '$.asked[0].controlStatus' = 200");
        Passes(seen, "json '$.asked[0].statusAfterControl' = 401");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("/basic", "401")]
    [InlineData("/deny", "403")]
    public async Task a_control_that_is_not_let_in_shows_nothing(string path, string status)
    {
        var seen = await LookAsync(At(path, "control.user", "ops", "control.password", "wrong"));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        seen.Problem!.ShouldContain($"was not let in (status {status})");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_cache_that_hands_out_what_the_control_fetched_is_found()
    {
        var control = new[] { "control.header.Authorization", "Bearer admin-token" };

        (await LookAsync(At("/role", control))).Flaws.ShouldBe([]);
        (await LookAsync(At("/cached", control))).Flaws!.Single().ShouldContain("got through after the control had asked");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_role_that_is_too_low_is_refused_only_while_its_token_is_alive()
    {
        var role = At("/role", "header.Authorization", "Bearer reader-token", "statuses", "403", "live-at", $"{world.Http}/me");

        (await LookAsync(role)).Flaws.ShouldBe([]);
        (await LookAsync(At("/role", "header.Authorization", "Bearer gone", "statuses", "403"))).Problem!.ShouldContain("status 401");
        (await LookAsync(At("/role", "header.Authorization", "Bearer gone", "live-at", $"{world.Http}/me"))).Problem!.ShouldContain(
            "not shown to be alive"
        );
    }

    [Fact(Timeout = 30_000)]
    public async Task a_refusal_that_holds_the_data_all_the_same_is_a_flaw()
    {
        (await LookAsync(At("/tells", "must-not-contain", "iban, customer"))).Flaws!.Single().ShouldContain("holds 'customer'");
        (await LookAsync(At("/tells", "must-not-contain", "iban"))).Flaws.ShouldBe([]);
        (await LookAsync(At("/same", "control.header.Authorization", "Bearer admin-token")))
            .Flaws!.Single()
            .ShouldContain("holds what the control is shown");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_redirect_to_the_sign_in_page_refuses_where_that_is_said_and_its_query_stays_hidden()
    {
        var seen = await LookAsync(At("/led", "sign-in", "/login"));

        seen.Flaws.ShouldBe([]);
        (await LookAsync(At("/led"))).Problem!.ShouldNotContain("s3cr3t");
        (await LookAsync(At("/led-away", "sign-in", "https://elsewhere.example/"))).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 30_000)]
    public async Task not_there_refuses_only_where_that_is_said_and_a_control_shows_that_something_is()
    {
        var control = new[] { "control.header.Authorization", "Bearer admin-token" };

        (await LookAsync(At("/hidden", ["statuses", "404", .. control]))).Flaws.ShouldBe([]);
        (await LookAsync(At("/missing", ["statuses", "404", .. control]))).Problem!.ShouldContain("was not let in (status 404)");
        (await LookAsync(At("/hidden", "statuses", "404"))).Problem!.ShouldContain("a control (control.*) must show");
        (await LookAsync(At("/hidden"))).Problem!.ShouldContain("say statuses=401,403,404 and give a control");
    }

    [Fact(Timeout = 30_000)]
    public async Task over_tls_an_authority_of_ones_own_is_trusted() =>
        (await LookAsync(Spec("url", $"{world.Https}/basic", "ca", world.Folder["root.pem"]))).Flaws.ShouldBe([]);

    [Theory(Timeout = 30_000)]
    [InlineData("header.Authorization", "", "header.Authorization is empty")]
    [InlineData("header.Authorization", "Bearer ", "header.Authorization is empty")]
    [InlineData("control.header.X-Key", " ", "control.header.X-Key is empty")]
    [InlineData("user", "ops", "user and password go together")]
    [InlineData("control.password", "x", "control.user and control.password go together")]
    [InlineData("statuses", "429", "refuse nobody")]
    [InlineData("statuses", "200", "numbers from 400 to 499")]
    [InlineData("statuses", "", "numbers from 400 to 499")]
    [InlineData("sign-in", "/", "sign-in covers the address that is asked itself")]
    [InlineData("sign-in", "/basic/", "sign-in covers the address that is asked itself")]
    [InlineData("must-not-contain", ",", "must-not-contain names nothing")]
    [InlineData("live-at", "/me", "live-at proves credentials")]
    [InlineData("url", "http://ops:secret@127.0.0.1/", "holds a user or a password")]
    public async Task a_setting_that_would_test_nothing_is_named(string name, string value, string fault)
    {
        var seen = await LookAsync(At("/basic", name, value));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        seen.Problem!.ShouldContain(fault);
        seen.Problem!.ShouldNotContain("secret");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_control_that_shows_the_same_as_the_request_is_a_fault() =>
        (
            await LookAsync(
                At("/role", "header.Authorization", "Bearer reader-token", "control.header.Authorization", "Bearer reader-token")
            )
        ).Problem!.ShouldContain("the control shows what the request shows");

    [Fact(Timeout = 30_000)]
    public async Task a_request_with_a_body_is_sent_as_it_is_and_not_once_more()
    {
        using var signIn = new HttpDouble(it => new(it.Body.Contains("right", StringComparison.Ordinal) ? 200 : 401, "{}"));

        var seen = await LookAsync(
            Spec("url", $"{signIn.Url}login", "json", """{"password":"admin"}""", "control.json", """{"password":"right"}""")
        );

        seen.Flaws.ShouldBe([]);
        signIn.Asked.Select(it => $"{it.Method} {it.Headers["Content-Type"]}").ShouldBe(["POST application/json", "POST application/json"]);
    }

    public override void Dispose()
    {
        _silent.Dispose();
        _hostile.Dispose();
        base.Dispose();
    }

    private static Task AnswerAsync(HttpDoubleRequest request, Stream stream, CancellationToken ct) =>
        stream
            .WriteAsync(
                request.Path switch
                {
                    "/cut" => Encoding.ASCII.GetBytes("HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\nhalf"),
                    "/packed" => new HttpDoubleAnswer(401, "x", ("Content-Encoding", "zstd")).Bytes(),
                    "/long" => new HttpDoubleAnswer(401, new string('x', 3_000_000)).Bytes(),
                    "/location" => new HttpDoubleAnswer(302, "", ("Location", $"http://[{new string('x', 20_000)}")).Bytes(),
                    _ => new HttpDoubleAnswer(401, "", [.. Enumerable.Range(0, 900).Select(it => ($"X-{it}", "1"))]).Bytes(),
                },
                ct
            )
            .AsTask();

    private static void Passes(Observation seen, string expected) =>
        Expectation.Parse(expected).Judge(seen).ShouldSatisfyAllConditions(it => it.Verdict.ShouldBe(Verdict.Pass, it.Why));

    private CheckSpec At(string path, params string[] more)
    {
        var with = new Dictionary<string, string>(StringComparer.Ordinal) { ["url"] = $"{world.Http}{path}" };
        foreach (var pair in more.Chunk(2))
        {
            with[pair[0]] = pair[1];
        }

        return new("refused", with);
    }
}
