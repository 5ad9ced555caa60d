using System.Globalization;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class RateLimitCheckTests : CheckContract, IClassFixture<RateLimitWorld>
{
    private readonly RateLimitWorld _world;
    private readonly SocketDouble _silent = SocketDouble.Silent();
    private readonly HttpDouble _hostile;
    private int _asked;

    public RateLimitCheckTests(RateLimitWorld world)
    {
        _world = world;
        _hostile = new(AnswerAsync);
    }

    protected override ICheck Check => CheckKinds.All["rate-limit"];

    protected override CheckSpec Answering => At("limited", "requests", "10");

    protected override CheckSpec? Silent => Spec("url", $"http://127.0.0.1:{_silent.Port}/", "requests", "10");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}/"), "requests", "10"),
            Spec("url", "http://no-such-host.invalid/", "requests", "10"),
            Spec("url", "/path-without-base", "requests", "10"),
            .. new[] { "always", "down", "missing", "free", "away", "default-status" }.Select(it => At(it, "requests", "10")),
            At("limited", "requests", "4"),
            At("limited", "requests", "10", "least", "6"),
            At("limited", "requests", "10", "most", "4"),
            At("limited", "requests", "1"),
            At("limited", "requests", "1001"),
            Spec("url", $"{_hostile.Url}breaks", "requests", "10"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Spec("url", $"{_hostile.Url}long", "requests", "3"), Spec("url", $"{_hostile.Url}moment", "requests", "3", "retry-after", "yes")];

    [Fact(Timeout = 30_000)]
    public async Task a_limit_that_holds_has_no_flaw_and_ends_the_sending()
    {
        var seen = await LookAsync(At("limited", "requests", "100"));

        seen.Flaws.ShouldBe([]);
        Passes(seen, "count through = 5 and count limited = 1 and count sent = 6 and value = 5");
    }

    [Fact(Timeout = 30_000)]
    public async Task with_a_bound_all_are_sent_and_counted()
    {
        var seen = await LookAsync(At("limited", "requests", "30", "least", "5", "most", "6", "concurrency", "5"));

        seen.Flaws.ShouldBe([]);
        Passes(seen, "count sent = 30 and count limited > 23");
        (await LookAsync(At("limited", "requests", "30", "most", "4")))
            .Flaws!.Single()
            .ShouldContain("let 5 of 30 requests through; at most 4");
    }

    [Fact(Timeout = 30_000)]
    public async Task what_limits_nobody_or_too_early_is_told()
    {
        (await LookAsync(At("free", "requests", "20"))).Flaws!.Single().ShouldContain("none of 20 requests");
        (await LookAsync(At("limited", "requests", "20", "least", "8")))
            .Flaws!.Single()
            .ShouldContain("let 5 requests through before it limited");
    }

    [Fact(Timeout = 30_000)]
    public async Task the_moment_to_come_again_is_demanded_where_it_is_said()
    {
        (await LookAsync(At("limited", "requests", "10", "retry-after", "yes"))).Flaws!.Single().ShouldContain("without a Retry-After");
        var seen = await LookAsync(At("says-when", "requests", "10", "retry-after", "yes"));
        seen.Flaws.ShouldBe([]);
        Passes(seen, "json '$.retryAfter' = '2'");
        (await LookAsync(Spec("url", $"{_hostile.Url}moment", "requests", "3", "retry-after", "yes"))).Flaws!.Count.ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task after_a_while_it_must_let_through_again()
    {
        Passes(await LookAsync(At("quick", "requests", "10", "recovers", "150ms")), "count flaws = 0 and json '$.recovered' = 'true'");
        (await LookAsync(At("strict", "requests", "10", "recovers", "50ms"))).Flaws!.Single().ShouldContain("still limits 0.05 s later");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_limit_that_answers_with_another_status_is_named()
    {
        (await LookAsync(At("default-status", "requests", "10"))).Problem!.ShouldContain("neither let through nor limited: status 503");
        (await LookAsync(At("default-status", "requests", "10", "status", "503"))).Flaws.ShouldBe([]);
        (await LookAsync(At("sign-in", "requests", "10", "through", "401", "json", "{}"))).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_limits_from_the_first_request_on_shows_nothing() =>
        (await LookAsync(At("always", "requests", "10"))).Problem!.ShouldContain("it limited from the first one on");

    [Theory(Timeout = 30_000)]
    [InlineData("requests", "1001")]
    [InlineData("requests", "")]
    [InlineData("most", "10")]
    [InlineData("least", "10")]
    [InlineData("through", "429")]
    [InlineData("status", "500")]
    [InlineData("through", "200")]
    [InlineData("recovers", "1h")]
    public async Task a_setting_that_could_only_pass_or_only_fail_is_named_and_nothing_is_sent(string name, string value)
    {
        using var server = new HttpDouble(_ => new(200));
        var with = new Dictionary<string, string>
        {
            ["url"] = server.Url.AbsoluteUri,
            ["requests"] = "10",
            [name] = value,
        };

        (await LookAsync(new("rate-limit", with))).Problem!.ShouldContain(name == "most" ? "less than requests" : name);
        server.Asked.ShouldBeEmpty();
    }

    public override void Dispose()
    {
        _silent.Dispose();
        _hostile.Dispose();
        base.Dispose();
    }

    private Task AnswerAsync(HttpDoubleRequest request, Stream stream, CancellationToken ct) =>
        stream
            .WriteAsync(
                request.Path switch
                {
                    "/breaks" => "HTTP/1.1 429 No\r\nContent-Length: 9\r\n\r\nx"u8.ToArray(),
                    "/moment" => new HttpDoubleAnswer(
                        Interlocked.Increment(ref _asked) % 2 == 1 ? 200 : 429,
                        "",
                        ("Retry-After", new string('9', 10_000))
                    ).Bytes(),
                    _ => new HttpDoubleAnswer(200, new string('x', 2_000_000)).Bytes(),
                },
                ct
            )
            .AsTask();

    private static void Passes(Observation seen, string expected) =>
        Expectation.Parse(expected).Judge(seen).ShouldSatisfyAllConditions(it => it.Verdict.ShouldBe(Verdict.Pass, it.Why));

    /// <summary>Each question has an allowance of its own.</summary>
    private CheckSpec At(string page, params string[] more) => Spec(["url", $"{_world.Http}/{page}?{Guid.NewGuid()}", .. more]);
}
