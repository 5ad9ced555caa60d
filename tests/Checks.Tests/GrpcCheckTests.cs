using System.Globalization;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class GrpcCheckTests(GrpcWorld world) : CheckContract, IClassFixture<GrpcWorld>
{
    private readonly SocketDouble _silent = SocketDouble.Silent();

    protected override ICheck Check => CheckKinds.All["grpc"];

    protected override CheckSpec Answering => Spec("url", world.Plain);

    protected override CheckSpec? Silent => Spec("url", $"http://127.0.0.1:{_silent.Port}");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}")),
            Spec("url", "http://no-such-host.invalid:1"),
            Spec("url", world.Secure),
            Spec("url", world.Secure.Replace("https", "http")),
            Spec("url", $"{world.Plain}/path"),
            Spec("url", world.Bare),
            Spec("url", world.Gone),
            .. Lies.Select(it => Spec("url", world.Lying, "service", it)),
            .. new[] { "shop.Carts", "shop.Stock", "shop.Odd", "shop.Secret", "shop.Busy", "shop.Guarded", "nosuch" }.Select(it =>
                Spec("url", world.Plain, "service", it)
            ),
            Spec("url", world.Plain, "service", "shop.Orders,shop.Secret"),
            Spec("url", world.Plain, "service", "shop.Slow", "timeout", "200ms"),
            Spec("url", world.Plain, "service", " , "),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile => [.. Lies.Select(it => Spec("url", world.Lying, "service", it))];

    private static string[] Lies =>
        [
            "page",
            "503",
            "empty",
            "head-only",
            "failed",
            "packed",
            "cut",
            "two",
            "long",
            "text",
            "garbage",
            "groups",
            "more-fields",
            "last-wins",
            "early",
            "aborted",
            "no-trailers",
            "odd",
            "beyond",
            "twice",
        ];

    [Fact(Timeout = 30_000)]
    public async Task a_server_that_serves_has_no_flaw_with_and_without_tls_and_through_a_proxy()
    {
        (await LookAsync(Spec("url", world.Plain))).Flaws.ShouldBe([]);
        (await LookAsync(Spec("url", world.Through))).Flaws.ShouldBe([]);
        (await LookAsync(Spec("url", world.Secure, "ca", world.Folder["root.pem"]))).Flaws.ShouldBe([]);
        (await LookAsync(Spec("url", world.Etcd))).Flaws.ShouldBe([]);
        (await LookAsync(Spec("url", world.Lying, "service", "good"))).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 30_000)]
    public async Task services_are_asked_for_by_name()
    {
        var seen = await LookAsync(Spec("url", world.Plain, "service", "shop.Orders, shop.Carts"));

        seen.Flaws.ShouldBe(["the service 'shop.Carts' says NOT_SERVING"]);
        Passes(seen, "count serving = 1 and json '$.services[1].status' = 'NOT_SERVING' and value < 20 s");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("nosuch", "the service 'nosuch' is not known: NOT_FOUND ('unknown service')")]
    [InlineData("shop.Stock", "the service 'shop.Stock' says UNKNOWN")]
    [InlineData("shop.Odd", "the service 'shop.Odd' says status 9, which is none")]
    public async Task what_does_not_serve_is_told(string service, string flaw) =>
        (await LookAsync(Spec("url", world.Plain, "service", service))).Flaws.ShouldBe([flaw]);

    [Theory(Timeout = 30_000)]
    [InlineData("shop.Secret", "PERMISSION_DENIED ('not for you')")]
    [InlineData("shop.Busy", "UNAVAILABLE")]
    [InlineData("shop.Guarded", "UNAUTHENTICATED")]
    public async Task a_call_that_failed_says_nothing_of_health(string service, string why) =>
        (await LookAsync(Spec("url", world.Plain, "service", service))).Problem!.ShouldContain(why);

    [Fact(Timeout = 30_000)]
    public async Task metadata_go_with_the_call() =>
        (await LookAsync(Spec("url", world.Plain, "service", "shop.Guarded", "header.authorization", "Bearer token"))).Flaws.ShouldBe([]);

    [Fact(Timeout = 30_000)]
    public async Task a_server_without_the_health_service_was_not_seen() =>
        (await LookAsync(Spec("url", world.Bare))).Problem!.ShouldContain("UNIMPLEMENTED, so it does not speak the health protocol");

    [Fact(Timeout = 30_000)]
    public async Task an_etcd_knows_itself_and_no_other_service() =>
        (await LookAsync(Spec("url", world.Etcd, "service", "nosuch"))).Flaws!.Single().ShouldContain("NOT_FOUND");

    [Theory(Timeout = 30_000)]
    [InlineData("no-trailers", "has no status of gRPC")]
    [InlineData("early", "has no status of gRPC")]
    [InlineData("twice", "has no status of gRPC")]
    [InlineData("head-only", "sends no whole message")]
    [InlineData("failed", "INTERNAL")]
    [InlineData("two", "sends no whole message")]
    [InlineData("packed", "sends no whole message")]
    [InlineData("garbage", "no message of the health protocol")]
    [InlineData("text", "no message of the health protocol")]
    [InlineData("long", "more than 65536 bytes")]
    [InlineData("page", "no gRPC")]
    [InlineData("503", "HTTP status 503")]
    [InlineData("aborted", "broken off")]
    public async Task an_answer_that_is_not_whole_was_not_seen(string how, string why) =>
        (await LookAsync(Spec("url", world.Lying, "service", how))).Problem!.ShouldContain(why);

    [Theory(Timeout = 30_000)]
    [InlineData("more-fields")]
    [InlineData("last-wins")]
    public async Task fields_of_later_versions_are_passed_over_and_the_last_of_two_counts(string how) =>
        (await LookAsync(Spec("url", world.Lying, "service", how))).Flaws!.Single().ShouldContain("NOT_SERVING");

    [Fact(Timeout = 30_000)]
    public async Task what_does_not_serve_fails_also_where_another_service_was_not_seen()
    {
        var seen = await LookAsync(Spec("url", world.Plain, "service", "shop.Secret,shop.Carts,shop.Slow", "timeout", "300ms"));

        seen.Flaws!.Count.ShouldBe(2);
        seen.Flaws[1].ShouldContain("PERMISSION_DENIED");
        seen.Flaws[1].ShouldContain("the time was over");
    }

    public override void Dispose()
    {
        _silent.Dispose();
        base.Dispose();
    }

    private static void Passes(Observation seen, string expected) =>
        Expectation.Parse(expected).Judge(seen).ShouldSatisfyAllConditions(it => it.Verdict.ShouldBe(Verdict.Pass, it.Why));
}
