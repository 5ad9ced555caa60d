using System.Diagnostics;
using System.Runtime.Versioning;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

[SupportedOSPlatform("linux")]
public sealed class ScanCheckTests : CheckContract
{
    private const string Clean = """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Semgrep"}},"results":[]}]}""";

    public ScanCheckTests()
    {
        Folder.Write("clean.sarif", Clean);
        Folder.Write("empty.json", "");
        Folder.Write("torn.json", Clean[..^10]);
        Folder.Write("text.json", "no problems found");
        Folder.Write("object.json", "{}");
        Folder.Write("leaks.json", "[]");
        Folder.Write("numbers.json", "[1,2]");
        Folder.Write("no-run.sarif", """{"version":"2.1.0","runs":[]}""");
        Folder.Write("no-tool.sarif", """{"version":"2.1.0","runs":[{"results":[]}]}""");
        Folder.Write("no-results.sarif", """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}}}]}""");
        Folder.Write("null-results.sarif", """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":null}]}""");
        Folder.Write(
            "broken-run.sarif",
            """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"invocations":[{"executionSuccessful":false}],"results":[]}]}"""
        );
        Folder.Write("npm-none.json", """{"auditReportVersion":2,"vulnerabilities":{},"metadata":{"dependencies":{"total":0}}}""");
        Folder.Write("pnpm-none.json", """{"advisories":{},"metadata":{"dependencies":0,"totalDependencies":0}}""");
        Folder.Write("dotnet-plain.json", """{"version":1,"parameters":"","projects":[{"path":"a.csproj"}]}""");
        Folder.Write(
            "dotnet-problem.json",
            """{"version":1,"parameters":"--vulnerable","problems":[{"level":"error","text":"no assets"}],"projects":[{"path":"a"}]}"""
        );
        Folder.Write("trivy-none.json", """{"SchemaVersion":2,"ArtifactName":"scratch","Results":[]}""");
        Folder.Write("grype-none.json", """{"matches":[],"descriptor":{"name":"grype"}}""");
        Folder.Write("osv-none.json", """{"results":[]}""");
        Folder.Write("yarn-none.json", """{"type":"auditSummary","data":{"totalDependencies":0}}""");
        Folder.Write("deep.json", new string('[', 100_000));
        Folder.Write(
            "many.sarif",
            $$$"""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[{{{string.Join(',', Enumerable.Repeat("""{"ruleId":"a","level":"error"}""", 20_000))}}}]}]}"""
        );
        Folder.Write(
            "long.sarif",
            $$$"""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"{{{new string('x', 2_000_000)}}}"}},"results":[{"ruleId":"{{{new string('y', 2_000_000)}}}","level":"error"}]}]}"""
        );
        Process.Start("mkfifo", Folder["pipe"])!.WaitForExit();
    }

    protected override ICheck Check => CheckKinds.All["scan"];

    protected override CheckSpec Answering => Spec("files", "clean.sarif");

    /// <summary>A pipe that nobody writes to.</summary>
    protected override CheckSpec Silent => Spec("files", "pipe");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            .. new[]
            {
                "nosuch.sarif",
                "empty.json",
                "torn.json",
                "text.json",
                "object.json",
                "leaks.json",
                "numbers.json",
                "no-run.sarif",
                "no-tool.sarif",
                "no-results.sarif",
                "null-results.sarif",
                "broken-run.sarif",
                "npm-none.json",
                "pnpm-none.json",
                "dotnet-plain.json",
                "dotnet-problem.json",
                "trivy-none.json",
                "grype-none.json",
                "osv-none.json",
                "yarn-none.json",
                "clean.sarif;empty.json",
            }.Select(it => Spec("files", it)),
            Spec("files", "clean.sarif", "max-age", "1ms"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [.. new[] { "deep.json", "many.sarif", "long.sarif", "/dev/zero", "/proc/self/mem" }.Select(it => Spec("files", it))];

    [Theory(Timeout = 30_000)]
    // CodeQL: the rule has a score, the result a level
    [InlineData(
        """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"CodeQL","rules":[{"id":"js/xss","properties":{"security-severity":"7.8"}}]}},"results":[{"ruleId":"js/xss","level":"error","locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.js"},"region":{"startLine":7}}}]}]}]}""",
        "js/xss (high) in a.js:7"
    )]
    // what was decided, or holds, is no finding
    [InlineData(
        """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[{"ruleId":"a","level":"error","suppressions":[{"kind":"inSource"}]},{"ruleId":"b","kind":"pass"},{"ruleId":"c","level":"error","baselineState":"absent"},{"ruleId":"d","level":"error","suppressions":[{"kind":"external","status":"rejected"}]}]}]}""",
        "d (high)"
    )]
    [InlineData(
        """{"auditReportVersion":2,"vulnerabilities":{"ms":{"name":"ms","severity":"high","via":[{"source":1,"name":"ms","url":"https://github.com/advisories/GHSA-1","severity":"high"}]},"debug":{"name":"debug","severity":"high","via":["ms"]}},"metadata":{"dependencies":{"total":3}}}""",
        "GHSA-1 (high) in ms"
    )]
    [InlineData(
        """{"auditReportVersion":2,"vulnerabilities":{"a":{"severity":"high","via":["b"]}},"metadata":{"dependencies":{"total":3}}}""",
        "a (high) in a"
    )]
    [InlineData(
        """{"actions":[],"advisories":{"9":{"module_name":"ms","severity":"critical","github_advisory_id":"GHSA-1"}},"metadata":{"totalDependencies":3}}""",
        "GHSA-1 (critical) in ms"
    )]
    [InlineData(
        """
            {"type":"auditAdvisory","data":{"resolution":{"path":"ms"},"advisory":{"id":9,"module_name":"ms","severity":"high"}}}
            {"type":"auditSummary","data":{"vulnerabilities":{"high":1},"totalDependencies":3}}
            """,
        "9 (high) in ms"
    )]
    [InlineData(
        """{"version":1,"parameters":"--vulnerable","projects":[{"path":"a.csproj","frameworks":[{"framework":"net10.0","topLevelPackages":[{"id":"A","resolvedVersion":"1.0.0","vulnerabilities":[{"severity":"High","advisoryurl":"https://github.com/advisories/GHSA-1"}]}]}]}]}""",
        "GHSA-1 (high) in A 1.0.0"
    )]
    [InlineData(
        """{"SchemaVersion":2,"ArtifactName":"shop:1","Results":[{"Target":"shop:1 (debian 12)","Vulnerabilities":[{"VulnerabilityID":"CVE-1","PkgName":"libc","InstalledVersion":"2","Severity":"CRITICAL"},{"VulnerabilityID":"CVE-2","Severity":"LOW"}]}]}""",
        "CVE-1 (critical) in libc 2"
    )]
    [InlineData(
        """{"matches":[{"vulnerability":{"id":"CVE-1","severity":"Negligible"},"artifact":{"name":"a"}},{"vulnerability":{"id":"CVE-2","severity":"Unknown"},"artifact":{"name":"b","version":"1"}}],"source":{"type":"image"},"descriptor":{"name":"grype"}}""",
        "CVE-2 (unknown) in b 1"
    )]
    [InlineData(
        """{"results":[{"source":{"path":"l"},"packages":[{"package":{"name":"a","version":"1"},"vulnerabilities":[{"id":"GHSA-1"}],"groups":[{"ids":["GHSA-1"],"max_severity":"9.8"}]}]}]}""",
        "GHSA-1 (critical) in a 1"
    )]
    [InlineData("""[{"RuleID":"aws-key","File":"a.env","StartLine":3,"Secret":"AKIAHIDDEN"}]""", "aws-key (high) in a.env:3")]
    [InlineData(
        """{"SourceMetadata":{"Data":{"Git":{"file":"a.env","line":3}}},"DetectorName":"AWS","Verified":true,"Raw":"AKIAHIDDEN"}""",
        "AWS (critical) in a.env:3"
    )]
    public async Task each_form_is_told_by_what_it_holds_and_its_bad_findings_are_flaws(string report, string flaw)
    {
        Folder.Write("any.txt", report);

        var seen = await LookAsync(Spec("files", "any.txt"));

        seen.Problem.ShouldBeNull();
        seen.Flaws.ShouldBe([flaw]);
        seen.Body!.ShouldNotContain("AKIAHIDDEN");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""{"auditReportVersion":2,"vulnerabilities":{},"metadata":{"dependencies":{"total":3}}}""")]
    [InlineData("""{"version":1,"parameters":"--vulnerable --include-transitive","projects":[{"path":"a.csproj"}]}""")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"shop:1","Results":[{"Target":"shop:1","Class":"os-pkgs"}]}""")]
    [InlineData("""{"matches":[],"source":{"type":"image"},"descriptor":{"name":"grype"}}""")]
    [InlineData("""{"level":"info-0","msg":"finished scanning","chunks":9,"bytes":900,"verified_secrets":0}""")]
    [InlineData("""{"results":[{"packages":[{"package":{"name":"a"}}]}]}""")]
    public async Task a_report_without_a_finding_passes_where_it_says_that_something_was_looked_at(string report)
    {
        Folder.Write("any.txt", report);

        Expected.Judge(await LookAsync(Spec("files", "any.txt"))).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact(Timeout = 30_000)]
    public async Task an_empty_list_of_leaks_passes_only_where_it_is_known_to_be_of_now()
    {
        (await LookAsync(Spec("files", "leaks.json"))).Problem!.ShouldContain("max-age");
        Expected.Judge(await LookAsync(Spec("files", "leaks.json", "max-age", "1h"))).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_bound_and_what_is_ignored_are_told()
    {
        Folder.Write("a.json", """[{"RuleID":"one","File":"a"},{"RuleID":"two","File":"b"}]""");

        (await LookAsync(Spec("files", "a.json", "fail-on", "critical"))).Flaws.ShouldBeEmpty();
        var seen = await LookAsync(Spec("files", "a.json", "ignore", "ONE, three"));
        seen.Flaws.ShouldBe(["two (high) in b"]);
        (seen.Counts!["ignored"], seen.Counts["findings"]).ShouldBe((1, 1));
        seen.Body!.ShouldContain("ignoredButNotFound");
    }

    [Fact(Timeout = 60_000)]
    public async Task what_the_compiler_writes_is_read()
    {
        var sdk = Directory
            .EnumerateFiles(
                Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../../sdk")),
                "csc.dll",
                SearchOption.AllDirectories
            )
            .First();
        Folder.Write("a.cs", "class A { static void Main() { int unused = 1; } }");
        await OutsideProgram.RunAsync(
            "dotnet-sdk-10.0",
            Folder.Path,
            "dotnet",
            ["exec", sdk, "-nologo", "-noconfig", $"-r:{typeof(object).Assembly.Location}", "-errorlog:out.sarif,version=2.1", "a.cs"]
        );

        var seen = await LookAsync(Spec("files", "out.sarif", "fail-on", "medium", "max-age", "5m"));

        seen.Problem.ShouldBeNull();
        seen.Flaws!.ShouldHaveSingleItem().ShouldMatch("^CS0219 \\(medium\\) in .*a.cs:1$");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("{}", "")]
    [InlineData(
        """{"ms":[{"id":1094419,"url":"https://github.com/advisories/GHSA-w9mr-4mfr-499f","title":"t","severity":"high","vulnerable_versions":"<2.1.1","cwe":[],"cvss":{"score":7.5}}]}""",
        "GHSA-w9mr-4mfr-499f (high) in ms"
    )]
    public async Task what_npm_writes_is_read(string advisories, string flaw)
    {
        using var registry = new HttpDouble(asked =>
            new(
                200,
                asked.Method == "POST"
                    ? advisories
                    : """{"name":"ms","dist-tags":{"latest":"2.0.0"},"versions":{"2.0.0":{"name":"ms","version":"2.0.0"}}}""",
                ("Content-Type", "application/json")
            )
        );

        await AuditAsync(registry.Url);

        var seen = await LookAsync(Spec("files", "audit.json"));
        seen.Problem.ShouldBeNull();
        seen.Flaws.ShouldBe(flaw.Length == 0 ? [] : [flaw]);
    }

    [Fact(Timeout = 60_000)]
    public async Task an_audit_that_npm_could_not_make_was_not_seen()
    {
        await AuditAsync(new($"http://127.0.0.1:{FreePort.Find()}/"));

        (await LookAsync(Spec("files", "audit.json"))).Problem!.ShouldContain("the audit failed");
    }

    private async Task AuditAsync(Uri registry)
    {
        Folder.Write("package.json", """{"name":"a","version":"1.0.0","dependencies":{"ms":"2.0.0"}}""");
        Folder.Write(
            "package-lock.json",
            """{"name":"a","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{"":{"name":"a","version":"1.0.0","dependencies":{"ms":"2.0.0"}},"node_modules/ms":{"version":"2.0.0"}}}"""
        );
        var script =
            $"npm audit --json --registry={registry} --fetch-retries=0 --cache={Folder["cache"]} >audit.json 2>npm.err; command -v npm";
        (await OutsideProgram.RunAsync("npm", Folder.Path, "bash", "-c", script)).Code.ShouldBe(
            0,
            "npm is not installed: apt-get install npm"
        );
    }
}
