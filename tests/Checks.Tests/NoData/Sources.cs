using System.Globalization;

namespace Slipway.Checks.Tests.NoData;

/// <summary>How an answer reaches a check.</summary>
internal enum Carrier
{
    /// <summary>As the body of an HTTP answer.</summary>
    Http,

    /// <summary>As a file.</summary>
    File,

    /// <summary>As what a command puts out.</summary>
    Output,
}

/// <summary>An answer of one source, and what makes it pass.</summary>
/// <param name="Name">Its name in the tests.</param>
/// <param name="Kind">The kind of check that asks it.</param>
/// <param name="By">How it comes.</param>
/// <param name="With">The settings of the check; the address is added for HTTP.</param>
/// <param name="Healthy">An answer that passes.</param>
/// <param name="Evidence">Parts of it without which it must not pass.</param>
internal sealed record Source(
    string Name,
    string Kind,
    Carrier By,
    IReadOnlyDictionary<string, string> With,
    string Healthy,
    params IReadOnlyList<string> Evidence
)
{
    /// <summary>What must be seen; null for what the kind expects.</summary>
    public string? Expect { get; init; }

    /// <summary>The file that carries it.</summary>
    public string File { get; init; } = "";

    /// <summary>The type that the server names.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>Everything that is done to it.</summary>
    public IEnumerable<Mutation> Mutations() => NoData.Mutations.Of(Healthy, Evidence).Where(TakesSomething).DistinctBy(it => it.Text);

    /// <summary>Whether the text has a form of its own, so that an end that is missing can be seen.</summary>
    public bool HasForm { get; init; } = true;

    /// <summary>An end that is missing from text without a form, and a number where one is wanted, take nothing that could be missed.</summary>
    private bool TakesSomething(Mutation it) =>
        it.Text != Healthy
        && (
            HasForm
            || (
                !Evidence.All(part => it.Text.Contains(part, StringComparison.Ordinal))
                && !Healthy.StartsWith(it.Text.TrimEnd(), StringComparison.Ordinal)
                && it.Text != "0"
            )
            || it.Text.Length == 0
        );
}

/// <summary>The sources, one of each form that a check reads.</summary>
internal static class Sources
{
    private static string Seconds { get; } = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Moment { get; } =
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static IReadOnlyList<Source> All { get; } =
    [
        Http("a number in JSON", "http", """{"queue":{"lag":3},"db":"up"}""", "\"lag\"", "\"queue\"", "3") with
        {
            Expect = "json '$.queue.lag' < 5",
        },
        Http("a word in JSON", "http", """{"db":"up","cache":"up"}""", "\"db\":\"up\"") with
        {
            Expect = "json '$.db' = 'up'",
        },
        Http("a word in a page", "http", "<html><h1>Shop is ready</h1></html>", "ready") with
        {
            Expect = "body contains 'Shop is ready'",
            MediaType = "text/html",
            HasForm = false,
        },
        Http(
            "a measure of Prometheus",
            "prometheus",
            $$$"""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[{{{Seconds}}},"0.2"]}]}}""",
            "\"0.2\"",
            "\"value\"",
            "\"result\"",
            "\"data\"",
            "success",
            "\"vector\""
        ) with
        {
            With = Settings("query", "error_rate"),
            Expect = "value < 1",
        },
        Http(
            "targets of Prometheus",
            "prometheus",
            $$$"""{"status":"success","data":{"activeTargets":[{"labels":{"job":"shop","instance":"a:1"},"scrapePool":"shop","scrapeUrl":"http://a:1/metrics","lastError":"","lastScrape":"{{{Moment}}}","health":"up","scrapeInterval":"15s"}]}}""",
            "\"up\"",
            "\"health\"",
            "\"activeTargets\"",
            "success"
        ) with
        {
            With = Settings("fact", "targets"),
        },
        Http(
            "rules of Prometheus",
            "prometheus",
            $$$"""{"status":"success","data":{"groups":[{"name":"shop","file":"r.yml","interval":15,"lastEvaluation":"{{{Moment}}}","rules":[{"name":"HighErrors","type":"alerting","query":"x > 1","health":"ok","state":"inactive","lastEvaluation":"{{{Moment}}}","labels":{},"alerts":[]}]}]}}""",
            "\"health\"",
            "\"ok\"",
            "\"HighErrors\"",
            "\"rules\"",
            "\"groups\"",
            "success"
        ) with
        {
            With = Settings("fact", "rules", "names", "HighErrors", "max-age", "1d"),
        },
        Report(
            "JUnit",
            "tests",
            "junit.xml",
            """<testsuite name="a" tests="2" failures="0" errors="0"><testcase classname="a" name="x" time="1.5"/><testcase classname="a" name="y" time="1"/></testsuite>""",
            "testsuite",
            "testcase"
        ),
        Report(
            "TRX",
            "tests",
            "run.trx",
            """<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results><UnitTestResult testId="1" testName="a" outcome="Passed"/></Results><ResultSummary outcome="Completed"><Counters total="1" executed="1" passed="1" failed="0"/></ResultSummary></TestRun>""",
            "UnitTestResult",
            "TestRun",
            "outcome=\"Passed\""
        ),
        Report(
            "Cobertura",
            "coverage",
            "cobertura.xml",
            """<coverage line-rate="1"><packages><package name="shop"><classes><class name="A" filename="a.cs"><lines><line number="1" hits="3"/><line number="2" hits="1"/></lines></class></classes></package></packages></coverage>""",
            "hits=",
            "<line ",
            "\"1\" hits",
            "coverage"
        ) with
        {
            With = Settings("files", "cobertura.xml", "min", "80"),
        },
        Report(
            "LCOV",
            "coverage",
            "lcov.info",
            "TN:\nSF:src/a.js\nDA:1,1\nDA:2,4\nLF:2\nLH:2\nend_of_record\n",
            "DA:",
            "SF:",
            "end_of_record"
        ) with
        {
            With = Settings("files", "lcov.info", "min", "80"),
        },
        Report(
            "SARIF",
            "scan",
            "scan.sarif",
            """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Semgrep"}},"results":[]}]}""",
            "\"results\"",
            "\"tool\"",
            "\"runs\"",
            "[]"
        ),
        Report(
            "npm audit",
            "scan",
            "audit.json",
            """{"auditReportVersion":2,"vulnerabilities":{},"metadata":{"dependencies":{"total":30}}}""",
            "\"total\"",
            "30",
            "\"metadata\"",
            "\"vulnerabilities\"",
            "{}"
        ),
        Report(
            "Trivy",
            "scan",
            "trivy.json",
            """{"SchemaVersion":2,"ArtifactName":"shop:1","Results":[{"Target":"shop:1","Class":"os-pkgs"}]}""",
            "\"Results\"",
            "\"Target\""
        ),
        Report(
            "Grype",
            "scan",
            "grype.json",
            """{"matches":[],"source":{"type":"image"},"descriptor":{"name":"grype"}}""",
            "\"matches\"",
            "\"source\""
        ),
        Report(
            "OSV",
            "scan",
            "osv.json",
            """{"results":[{"packages":[{"package":{"name":"a"}}]}]}""",
            "\"results\"",
            "\"packages\"",
            "\"package\""
        ),
        Report(
            "dotnet list",
            "scan",
            "dotnet.json",
            """{"version":1,"parameters":"--vulnerable","projects":[{"path":"a.csproj"}]}""",
            "--vulnerable",
            "\"projects\"",
            "\"path\""
        ),
        Report("a log", "log", "app.log", $"{Moment} INFO started\n{Moment} INFO ready\n", "ready") with
        {
            With = Settings("files", "app.log", "lacks", "ERROR|FATAL", "contains", "ready"),
            HasForm = false,
        },
        Report("a log that only must not hold something", "log", "app.log", $"{Moment} INFO started\n", Moment) with
        {
            With = Settings("files", "app.log", "lacks", "ERROR|FATAL"),
            HasForm = false,
        },
        Http(
            "back ends of HAProxy",
            "backends",
            "# pxname,svname,scur,status,weight,bck,lastchg,type,check_status,tracked,agent_status,\nshop,a,0,UP,1,0,1,2,L4OK,,,\n",
            "UP",
            "L4OK",
            "shop",
            "status"
        ) with
        {
            With = Settings("backend", "shop"),
            MediaType = "text/plain",
        },
        Report(
            "k6",
            "load-report",
            "k6.json",
            """{"metrics":{"http_reqs":{"type":"counter","values":{"count":1000,"rate":50}},"http_req_failed":{"type":"rate","values":{"rate":0.001,"passes":1,"fails":999}},"http_req_duration":{"type":"trend","values":{"avg":20,"min":1,"med":15,"max":400,"p(90)":40,"p(95)":60}}}}""",
            "\"http_reqs\"",
            "\"http_req_failed\"",
            "\"http_req_duration\"",
            "\"p(95)\"",
            "1000"
        ) with
        {
            With = Settings("files", "k6.json", "p95", "100ms", "errors", "1 %"),
        },
        Report(
            "autocannon",
            "load-report",
            "cannon.json",
            """{"url":"http://a.test","requests":{"average":250,"total":500,"sent":500},"latency":{"average":100.1,"p50":67,"p90":126,"p97_5":378,"p99":386,"p99_9":424,"max":424,"totalCount":500},"errors":0,"timeouts":0,"mismatches":0,"non2xx":0,"start":"2020-11-06T09:38:31.027Z","finish":"2020-11-06T09:38:33.089Z"}""",
            "\"p99\"",
            "386",
            "\"non2xx\"",
            "\"latency\"",
            "\"requests\""
        ) with
        {
            With = Settings("files", "cannon.json", "p99", "500ms", "errors", "1 %"),
        },
        Report(
            "Lighthouse",
            "load-report",
            "lighthouse.json",
            """{"lighthouseVersion":"12.0.0","fetchTime":"2026-01-02T03:04:05.000Z","categories":{"performance":{"score":0.87}},"audits":{}}""",
            "\"score\"",
            "0.87",
            "\"performance\"",
            "\"categories\""
        ) with
        {
            With = Settings("files", "lighthouse.json", "score.performance", "80"),
        },
        Report(
            "a changelog",
            "changelog",
            "CHANGELOG.md",
            "# Changelog\n\n## [1.4.2] - 2026-01-02\n\n- Orders are confirmed.\n",
            "1.4.2"
        ) with
        {
            With = Settings("file", "CHANGELOG.md", "version", "1.4.2"),
            HasForm = false,
        },
        Report("a configuration", "config", "app.json", """{"pool":{"max":20},"mode":"prod"}""", "\"max\"", "\"pool\"", "20") with
        {
            With = Settings("file", "app.json", "key", "pool.max"),
            Expect = "value >= 10",
        },
        Report("a version in a file", "version", "said", "20.11.1\n", "20.11.1") with
        {
            With = Settings("file", "said", "min", "18"),
            HasForm = false,
        },
        Http("a version that a server tells", "version", """{"version":"20.11.1"}""", "20.11.1", "\"version\"") with
        {
            With = Settings("min", "18"),
        },
        Report("a number that a command puts out", "command", "said", "3\n", "3") with
        {
            With = Settings("run", "cat said"),
            Expect = "value < 5",
            By = Carrier.Output,
            HasForm = false,
        },
        Report("words that a command puts out", "command", "said", "shop is healthy\n", "healthy") with
        {
            With = Settings("run", "cat said"),
            Expect = "stdout contains 'shop is healthy'",
            By = Carrier.Output,
            HasForm = false,
        },
    ];

    private static Source Http(string name, string kind, string healthy, params string[] evidence) =>
        new(name, kind, Carrier.Http, new Dictionary<string, string>(), healthy, evidence);

    private static Source Report(string name, string kind, string file, string healthy, params string[] evidence) =>
        new(name, kind, Carrier.File, Settings("files", file), healthy, evidence) { File = file };

    private static Dictionary<string, string> Settings(params string[] namesAndValues) =>
        namesAndValues.Chunk(2).ToDictionary(it => it[0], it => it[1], StringComparer.Ordinal);
}
