using Slipway.Checks.Tests;
using Slipway.Kernel;
using Slipway.Testing;

[assembly: AssemblyFixture(typeof(PrometheusServer))]

namespace Slipway.Checks.Tests;

public sealed class PrometheusCheckTests(PrometheusServer server) : CheckContract
{
    private readonly HttpDouble _double = new(AnswerAsync);

    protected override ICheck Check => CheckKinds.All["prometheus"];

    protected override CheckSpec Answering => Ask("fact", "targets", "job", "self");

    protected override CheckSpec Silent => Spec("url", $"{_double.Url}silent", "query", "up");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Ask("query", "nosuch"),
            Ask("query", "up{job=\"nosuch\"}"),
            Ask("query", "this is no promql("),
            Ask("query", "\"a string\""),
            Ask("query", "up[5m]", "range", "1h"),
            Ask("fact", "targets", "job", "nosuch"),
            Ask("fact", "targets", "job", "dead"),
            Ask("fact", "rules", "names", "NoSuchRule"),
            Ask("fact", "series", "query", "nosuch"),
            Ask("fact", "alerts", "names", "NoSuchAlert"),
            Ask("fact", "alerts", "severity", "no-such-severity"),
            Ask("fact", "alerts"),
            Spec("url", $"http://127.0.0.1:{FreePort.Find()}", "query", "up"),
            .. new[] { "html", "json", "warning", "empty", "no-type", "torn", "null", "pairs", "histogram", "redirect" }.SelectMany(it =>
                Facts.Select(fact => Spec([.. fact, "url", $"{_double.Url}{it}"]))
            ),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [.. new[] { "endless", "deep", "twice" }.Select(it => Spec("query", "up", "url", $"{_double.Url}{it}"))];

    private static string[][] Facts { get; } =
    [
        ["query", "up"],
        ["fact", "targets"],
        ["fact", "rules"],
        ["fact", "series", "query", "up"],
        ["fact", "alerts"],
    ];

    [Fact(Timeout = 30_000)]
    public async Task a_query_gives_its_number_with_the_unit_of_the_settings()
    {
        var seen = await LookAsync(Ask("query", "count(up) * 100", "unit", "ms"));

        seen.Value.ShouldBe(new Quantity(200, "ms"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("sum", 1)]
    [InlineData("count", 2)]
    [InlineData("min", 0)]
    [InlineData("max", 1)]
    [InlineData("avg", 0.5)]
    public async Task several_series_become_one_number_as_the_settings_say(string reduce, double value) =>
        (await LookAsync(Ask("query", "up", "reduce", reduce))).Value.ShouldBe(new Quantity(value, ""));

    [Theory(Timeout = 30_000)]
    [InlineData("up")]
    [InlineData("vector(0) / 0")]
    [InlineData("vector(1) / 0")]
    public async Task several_series_and_what_is_no_number_are_an_error_of_the_question(string query)
    {
        var seen = await LookAsync(Ask("query", query));

        Expectation.Parse("value < 5").Judge(seen).Verdict.ShouldBe(Verdict.Error);
        Expectation.Parse("value > 0").Judge(seen).Verdict.ShouldBe(Verdict.Error);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_range_brings_its_history_home_oldest_first()
    {
        var seen = await LookAsync(Ask("query", "time()", "range", "1m"));

        seen.History!.Count.ShouldBeGreaterThan(50);
        seen.History!.ShouldBe(seen.History!.Order());
        Expectation.Parse("increasing").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_query_without_an_expectation_does_not_pass() =>
        Check.DefaultExpectation!.Judge(await LookAsync(Ask("query", "vector(1)"))).Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact(Timeout = 30_000)]
    public async Task a_target_that_is_down_is_named_with_what_prometheus_says_of_it()
    {
        var judged = Check.DefaultExpectation!.Judge(await LookAsync(Ask("fact", "targets")));

        judged.Verdict.ShouldBe(Verdict.Fail);
        judged.Why.ShouldContain("http://127.0.0.1:1/metrics is down");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("AlwaysFires,Rests,one", Verdict.Pass)]
    [InlineData("AlwaysFires,Gone", Verdict.Fail)]
    public async Task a_rule_that_is_not_loaded_is_a_flaw(string names, Verdict verdict) =>
        Check.DefaultExpectation!.Judge(await LookAsync(Ask("fact", "rules", "names", names))).Verdict.ShouldBe(verdict);

    [Fact(Timeout = 30_000)]
    public async Task a_rule_that_was_last_evaluated_too_long_ago_is_a_flaw() =>
        Check.DefaultExpectation!.Judge(await LookAsync(Ask("fact", "rules", "max-age", "1ms"))).Verdict.ShouldBe(Verdict.Fail);

    [Theory(Timeout = 30_000)]
    [InlineData("1m", Verdict.Pass)]
    [InlineData("1ms", Verdict.Fail)]
    public async Task series_are_fresh_when_their_latest_sample_is_young(string maxAge, Verdict verdict) =>
        Check.DefaultExpectation!.Judge(await LookAsync(Ask("fact", "series", "query", "up", "max-age", maxAge))).Verdict.ShouldBe(verdict);

    [Theory(Timeout = 30_000)]
    [InlineData("severity", "critical", Verdict.Fail)]
    [InlineData("severity", "warning", Verdict.Pass)]
    [InlineData("names", "Rests", Verdict.Pass)]
    [InlineData("except", "AlwaysFires", Verdict.Pass)]
    public async Task an_alert_that_fires_is_a_flaw_unless_it_is_not_meant(string setting, string value, Verdict verdict) =>
        Check.DefaultExpectation!.Judge(await LookAsync(Ask("fact", "alerts", setting, value))).Verdict.ShouldBe(verdict);

    [Fact(Timeout = 30_000)]
    public async Task the_source_of_the_environment_is_asked_where_no_address_is_given()
    {
        var here = Here(TimeSpan.FromSeconds(10)) with
        {
            Sources = new Dictionary<string, (string, string)> { ["metrics"] = ("prometheus", server.Address) },
        };

        (await Check.LookAsync(Spec("query", "vector(7)"), here, Ct)).Value.ShouldBe(new Quantity(7, ""));
    }

    public override void Dispose()
    {
        _double.Dispose();
        base.Dispose();
    }

    private CheckSpec Ask(params string[] namesAndValues) => Spec([.. namesAndValues, "url", server.Address]);

    private static async Task AnswerAsync(HttpDoubleRequest request, Stream stream, CancellationToken ct)
    {
        var body = request.Path.Split('/')[1] switch
        {
            "silent" => null,
            "html" => "<html>It works!</html>",
            "json" => """{"status":"ok"}""",
            "warning" =>
                """{"status":"success","warnings":["a store is away"],"data":{"resultType":"vector","result":[{"metric":{},"value":[1,"1"]}],"activeTargets":[],"groups":[],"alerts":[]}}""",
            "empty" => """{"status":"success","data":{"resultType":"vector","result":[],"activeTargets":[],"groups":[],"alerts":[]}}""",
            "no-type" => """{"status":"success","data":{}}""",
            "torn" => """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"1""",
            "null" => """{"status":"success","data":null}""",
            "pairs" =>
                """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":["1",1]}],"activeTargets":[7],"groups":[7],"alerts":[7]}}""",
            "histogram" =>
                """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"histogram":[1,{}]}],"activeTargets":[],"groups":[{}],"alerts":[]}}""",
            "deep" => new string('[', 100_000),
            "twice" => """{"status":"success","status":"success","data":{"resultType":"scalar","result":[1,"1"]}}""",
            "endless" => new string(' ', 20_000_000),
            _ => "",
        };
        if (body is null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            return;
        }

        await stream.WriteAsync(
            new HttpDoubleAnswer(request.Path.StartsWith("/redirect", StringComparison.Ordinal) ? 302 : 200, body).Bytes(),
            ct
        );
    }
}
