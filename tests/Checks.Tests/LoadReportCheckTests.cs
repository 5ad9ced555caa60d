using System.Globalization;
using System.Text.Json;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>wrk and hey really run, once for all tests; the forms of k6, autocannon, JMeter and Lighthouse are those of their documentation.</summary>
public sealed class LoadReportCheckTests(LoadReportCheckTests.World world) : CheckContract, IClassFixture<LoadReportCheckTests.World>
{
    private const string K6 = """
        {"metrics":{"http_reqs":{"type":"counter","contains":"default","values":{"count":1000,"rate":50}},
        "http_req_failed":{"type":"rate","contains":"default","values":{"rate":0.01,"passes":10,"fails":990}},
        "http_req_duration":{"type":"trend","contains":"time","values":{"avg":20,"min":1,"med":15,"max":400,"p(90)":40,"p(95)":60},
        "thresholds":{"p(95)<500":{"ok":true}}}}}
        """;

    private const string K6Exported = """
        {"metrics":{"http_reqs":{"count":1000,"rate":50},"http_req_failed":{"passes":10,"fails":990,"value":0.01},
        "http_req_duration":{"avg":20,"min":1,"med":15,"max":400,"p(90)":40,"p(95)":60,"thresholds":{"p(95)<500":false}}}}
        """;

    private const string Autocannon = """
        {"url":"http://a.test","requests":{"average":250,"total":500,"sent":500},"latency":{"average":100.1,"p50":67,"p90":126,"p97_5":378,"p99":386,
        "p99_9":424,"max":424,"totalCount":500},"errors":0,"timeouts":0,"mismatches":0,"non2xx":0,"start":"2020-11-06T09:38:31.027Z","finish":"2020-11-06T09:38:33.089Z"}
        """;

    private const string Lighthouse = """
        {"lighthouseVersion":"12.0.0","fetchTime":"2026-01-02T03:04:05.000Z","categories":{"performance":{"score":0.87},"seo":{"score":null}},
        "audits":{"largest-contentful-paint":{"numericValue":2600.5,"numericUnit":"millisecond"},"cumulative-layout-shift":{"numericValue":0.02,"numericUnit":"unitless"}}}
        """;

    private const string JmeterHeader =
        "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes";

    protected override ICheck Check => CheckKinds.All["load-report"];

    protected override CheckSpec Answering => Report(world.Wrk, "p99", "5s", "rate", "1");

    protected override CheckSpec? Silent => null;

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("files", "nosuch.txt"),
            Report(""),
            Report(" \n"),
            Report("{}"),
            Report("[]"),
            Report("all is well\n"),
            Report(world.Wrk[..(world.Wrk.Length / 2)]),
            Report(world.Hey[..(world.Hey.Length / 2)]),
            Report(world.HeyOfNobody, "errors", "100 %"),
            Report($"{world.Wrk}{world.WrkOfMissing}", "errors", "99 %"),
            Report($"{world.Hey}{world.HeyOfNobody}", "errors", "99 %"),
            Report(world.WrkOfNobody),
            Report(world.WrkWithoutLatency, "p99", "10s"),
            Report(world.Wrk, "p95", "10s"),
            Report(Autocannon, "p95", "10s"),
            Report(K6, "p99", "10s", "errors", "1 %"),
            Report(K6.Replace("http_req_failed", "other", StringComparison.Ordinal)),
            Report(K6.Replace("1000", "0", StringComparison.Ordinal)),
            Report("""{"metrics":{"iterations":{"count":5}}}"""),
            Report(
                K6Exported.Replace("\"http_reqs\"", "\"dropped_iterations\":{\"count\":3},\"http_reqs\"", StringComparison.Ordinal),
                "errors",
                "1 %"
            ),
            Report(K6.Replace("{\"ok\":true}", "\"fine\"", StringComparison.Ordinal), "errors", "1 %"),
            Report(Autocannon.Replace("\"non2xx\":0,", "", StringComparison.Ordinal)),
            Report(Autocannon, "max-age", "1d"),
            Report(Lighthouse),
            Report(Lighthouse, "score.seo", "1"),
            Report(Lighthouse, "score.performance", "1", "p95", "1s"),
            Report(Lighthouse, "audit.speed-index", "1s"),
            Report(Lighthouse, "audit.largest-contentful-paint", "3 MB"),
            Report(
                Lighthouse.Replace("\"categories\"", "\"runtimeError\":{\"code\":\"NO_FCP\"},\"categories\"", StringComparison.Ordinal),
                "score.performance",
                "1"
            ),
            Report(K6, "score.performance", "50", "errors", "1 %"),
            Report(JmeterHeader),
            Report($"{JmeterHeader}\n1577836800000,12,home,200,OK,t,text,true,,5\n1577836800000,12,ho"),
            Report($"{JmeterHeader}\n1577836800000,12,home,200,OK,t,text,maybe,,5"),
            Report($"{JmeterHeader}\n1577836800000,-1,home,200,OK,t,text,true,,5"),
            Report($"{JmeterHeader}\n1577836800000,12,home,200,\"OK,t,text,true,,5"),
            Report($"{JmeterHeader}\n1577836800000,12,home,200,OK,t,text,true,,5", "p95", "1s"),
            Report("timeStamp,elapsed,label\n1577836800000,12,home"),
            Report($"{JmeterHeader}\n1577836800000,12,home,500,no,t,text,false,,5", "errors", "100 %"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Report(new string('{', 100_000)),
            Report($"{JmeterHeader}\n{new string('"', 600_001)}"),
            Report($"Running 1s test @ http://a\n{new string(' ', 60_000)}"),
            Report($"Running 1s test @ http://a\n{string.Concat(Enumerable.Repeat("  1 requests in 1s\n", 50_000))}"),
            Report(
                $"Summary:\n{string.Concat(Enumerable.Repeat("  [200]\t999999999999999 responses\n", 9_000))}\nStatus code distribution:\n"
            ),
            Report(K6.Replace("1000", "1e308", StringComparison.Ordinal)),
            Report(K6.Replace("0.01", "7", StringComparison.Ordinal)),
            Report(Lighthouse.Replace("0.87", "99", StringComparison.Ordinal), "score.performance", "1"),
        ];

    [Fact(Timeout = 30_000)]
    public async Task what_wrk_prints_is_read_with_its_errors()
    {
        var good = await LookAsync(Report(world.Wrk));
        var bad = await LookAsync(Report(world.WrkOfMissing, "errors", "99 %"));

        Check.DefaultExpectation!.Judge(good).Verdict.ShouldBe(Verdict.Pass);
        var facts = Facts(good);
        facts.GetProperty("tool").GetString().ShouldBe("wrk");
        facts.GetProperty("requests").GetInt64().ShouldBe(Number(world.Wrk, " requests in"));
        facts.GetProperty("p50Ms").GetDouble().ShouldBeLessThanOrEqualTo(facts.GetProperty("p99Ms").GetDouble());
        bad.Problem!.ShouldContain("succeeded, so nothing was measured");
    }

    [Fact(Timeout = 30_000)]
    public async Task what_hey_prints_is_read_with_its_errors_and_its_percentiles_of_nothing_are_none()
    {
        var good = await LookAsync(Report(world.Hey, "p95", "5s", "p99", "5s"));
        var few = await LookAsync(Report(world.HeyOfFew, "p99", "5s"));

        good.Flaws.ShouldBe([], good.Problem);
        (Facts(good).GetProperty("requests").GetInt64(), good.Counts!["errors"]).ShouldBe((200L, 0L));
        good.Value!.Value.Unit.ShouldBe("ms");
        world.HeyOfFew.ShouldContain("  0% in 0.0000 secs");
        few.Problem!.ShouldContain("does not tell p99");
        world.HeyOfNobody.ShouldContain("NaN secs");
    }

    [Fact(Timeout = 30_000)]
    public async Task both_forms_of_k6_say_the_same()
    {
        foreach (var form in new[] { K6, K6Exported })
        {
            var seen = await LookAsync(Report(form, "errors", "1 %", "p95", "50ms", "p50", "15ms", "rate", "51"));

            seen.Flaws!.Select(it => it.Split(": ")[1])
                .ShouldBe(["50 requests a second were reached; at least 51 are asked", "p95 is 60 ms; at most 50 ms are asked"]);
            (seen.Counts!["requests"], seen.Counts["errors"]).ShouldBe((1000L, 10L));
            seen.Value.ShouldBe(new Quantity(60, "ms"));
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task a_threshold_of_k6_that_was_crossed_is_a_flaw_in_both_forms()
    {
        var summary = K6.Replace("{\"ok\":true}", "{\"ok\":false}", StringComparison.Ordinal);
        var exported = K6Exported.Replace("<500\":false", "<500\":true", StringComparison.Ordinal);

        foreach (var form in new[] { summary, exported })
        {
            (await LookAsync(Report(form, "errors", "1 %")))
                .Flaws!.ShouldHaveSingleItem()
                .ShouldEndWith("the threshold p(95)<500 of http_req_duration was crossed");
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task autocannon_is_read_and_its_age_is_that_of_its_finish()
    {
        var seen = await LookAsync(Report(Autocannon, "p99", "300ms", "requests", "501"));

        seen.Flaws!.Select(it => it.Split(": ")[1])
            .ShouldBe(["500 requests were made; at least 501 are asked", "p99 is 386 ms; at most 300 ms are asked"]);
        (await LookAsync(Report(Autocannon, "max-age", "1d"))).Problem!.ShouldContain("at most 1d is asked");
    }

    [Fact(Timeout = 30_000)]
    public async Task lighthouse_is_held_to_scores_and_audits()
    {
        var seen = await LookAsync(
            Report(Lighthouse, "score.performance", "90", "audit.largest-contentful-paint", "2.5s", "audit.cumulative-layout-shift", "0.1")
        );

        seen.Flaws!.Select(it => it.Split(": ")[1])
            .ShouldBe(["performance scores 87; at least 90 are asked", "largest-contentful-paint is 2600.5 ms; at most 2.5 s are asked"]);
        Check.DefaultExpectation!.Judge(await LookAsync(Report(Lighthouse, "score.performance", "87"))).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_samples_of_jmeter_are_counted_also_with_quotes_over_several_lines()
    {
        var rows = Enumerable.Range(0, 100).Select(it => $"{1577836800000 + it * 10},{it + 1},home,200,OK,t 1-1,text,true,,5");
        var broken = "1577836801000,500,pay,500,\"no,\n\"\"no\"\"\",t 1-1,text,false,\"a\nb\",5";

        var seen = await LookAsync(Report($"\uFEFF{JmeterHeader}\r\n{string.Join("\r\n", rows.Append(broken))}\r\n"));

        seen.Flaws!.ShouldHaveSingleItem().ShouldContain("1 of 101 requests failed (0.9901 %); at most 0 % may");
        var facts = Facts(seen);
        facts.GetProperty("p50Ms").GetDouble().ShouldBeInRange(51, 51.4);
        facts.GetProperty("maxMs").GetDouble().ShouldBe(500);
        facts.GetProperty("rate").GetDouble().ShouldBe(101 / 1.5, 0.01);
    }

    [Fact(Timeout = 30_000)]
    public async Task several_reports_are_each_held_and_the_worst_is_the_value()
    {
        Folder.Write("a/one.json", K6);
        Folder.Write("a/two.json", K6.Replace("\"p(95)\":60", "\"p(95)\":90", StringComparison.Ordinal));

        var seen = await LookAsync(Spec("files", "a/*.json", "errors", "1 %", "p95", "70ms"));

        seen.Flaws.ShouldBe(["a/two.json: p95 is 90 ms; at most 70 ms are asked"]);
        seen.Value.ShouldBe(new Quantity(90, "ms"));
        seen.Counts!["requests"].ShouldBe(2000);
    }

    /// <summary>A report in a file of its own.</summary>
    private CheckSpec Report(string text, params string[] more)
    {
        var name = $"report-{Guid.CreateVersion7()}";
        Folder.Write(name, text);
        return Spec(["files", name, .. more]);
    }

    private static JsonElement Facts(Observation seen)
    {
        using var document = JsonDocument.Parse(seen.Body.ShouldNotBeNull(seen.Problem));
        return document.RootElement.GetProperty("reports")[0].Clone();
    }

    private static long Number(string text, string before) =>
        long.Parse(text[..text.IndexOf(before, StringComparison.Ordinal)].Split(' ')[^1].Trim(), CultureInfo.InvariantCulture);

    /// <summary>What wrk and hey print of a real nginx.</summary>
    public sealed class World : IAsyncLifetime
    {
        public string Wrk { get; private set; } = "";

        public string WrkOfMissing { get; private set; } = "";

        public string WrkWithoutLatency { get; private set; } = "";

        public string WrkOfNobody { get; private set; } = "";

        public string Hey { get; private set; } = "";

        public string HeyOfFew { get; private set; } = "";

        public string HeyOfNobody { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            using var folder = new TempFolder();
            var port = FreePort.Find();
            var servers = $"server {{ listen 127.0.0.1:{port}; location / {{ return 200 ok; }} location /missing {{ return 404; }} }}";
            await using var nginx = await NginxServer.StartAsync(folder, servers, port);
            var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
            async Task<string> Of(string program, params string[] arguments) =>
                (await OutsideProgram.RunAsync(program, folder.Path, program, arguments)).Out;

            var wrks = new[]
            {
                Of("wrk", "-t1", "-c2", "-d1s", "--latency", $"{url}/"),
                Of("wrk", "-t1", "-c2", "-d1s", "--latency", $"{url}/missing"),
                Of("wrk", "-t1", "-c2", "-d1s", $"{url}/"),
                Of("wrk", "-t1", "-c2", "-d1s", "http://127.0.0.1:1/"),
            };
            Hey = await Of("hey", "-n", "200", "-c", "5", $"{url}/");
            HeyOfFew = await Of("hey", "-n", "20", "-c", "5", $"{url}/");
            HeyOfNobody = await Of("hey", "-n", "10", "-c", "5", "http://127.0.0.1:1/");
            (Wrk, WrkOfMissing, WrkWithoutLatency, WrkOfNobody) = (await wrks[0], await wrks[1], await wrks[2], await wrks[3]);
        }

        public ValueTask DisposeAsync() => default;
    }
}
