using System.Diagnostics;
using System.Runtime.Versioning;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

[SupportedOSPlatform("linux")]
public sealed class TestsCheckTests : CheckContract
{
    private const string Good =
        """<testsuite name="a" tests="2" failures="0" errors="0"><testcase classname="a" name="x" time="1.5"/><testcase classname="a" name="y" time="1,000.25"/></testsuite>""";

    public TestsCheckTests()
    {
        Folder.Write("good.xml", Good);
        Folder.Write("empty.xml", "");
        Folder.Write("torn.xml", Good[..^20]);
        Folder.Write("trailing.xml", Good + "<rest>");
        Folder.Write("none.xml", """<testsuite name="a" tests="0"/>""");
        Folder.Write("skipped.xml", """<testsuite tests="1"><testcase name="x"><skipped/></testcase></testsuite>""");
        Folder.Write("short.xml", """<testsuite tests="10"><testcase name="x"/></testsuite>""");
        Folder.Write("other.xml", "<html/>");
        Folder.Write("text.xml", "all tests passed");
        Folder.Write("trx-none.xml", """<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results/></TestRun>""");
        Folder.Write(
            "laughs.xml",
            """<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><testsuite name="&c;"><testcase name="x"/></testsuite>"""
        );
        Folder.Write("outside.xml", """<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><testsuite><testcase name="&b;"/></testsuite>""");
        Folder.Write("deep.xml", string.Concat(Enumerable.Repeat("<testsuite>", 5_000)));
        Folder.Write("long.xml", $"""<testsuite><testcase name="{new string('x', 3_000_000)}"><failure/></testcase></testsuite>""");
        Folder.Write(
            "many.xml",
            $"<testsuite>{string.Concat(Enumerable.Repeat("<testcase name='x'><failure/></testcase>", 50_000))}</testsuite>"
        );
        Process.Start("mkfifo", Folder["pipe"])!.WaitForExit();
    }

    protected override ICheck Check => CheckKinds.All["tests"];

    protected override CheckSpec Answering => Spec("files", "good.xml");

    /// <summary>A pipe that nobody writes to.</summary>
    protected override CheckSpec Silent => Spec("files", "pipe");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("files", "nosuch.xml"),
            Spec("files", "good.xml;nosuch.xml"),
            Spec("files", "nosuch/*.xml"),
            .. new[] { "empty", "torn", "trailing", "none", "skipped", "short", "other", "text", "trx-none" }.Select(it =>
                Spec("files", $"{it}.xml")
            ),
            Spec("files", "good.xml;torn.xml"),
            Spec("files", "good.xml", "commit", "HEAD"),
            Spec("files", "good.xml", "max-age", "1ms"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            .. new[] { "laughs", "outside", "deep", "long", "many" }.Select(it => Spec("files", $"{it}.xml")),
            Spec("files", "/dev/zero"),
            Spec("files", "/proc/self/mem"),
        ];

    [Fact(Timeout = 60_000)]
    public async Task what_pytest_writes_is_counted()
    {
        Folder.Write(
            "test_a.py",
            """
            import pytest
            def test_good(): pass
            def test_bad(): assert 1 == 2
            @pytest.mark.skip
            def test_left_out(): pass
            @pytest.fixture
            def broken(): raise RuntimeError("x")
            def test_error(broken): pass
            """
        );
        await OutsideProgram.RunAsync("python3-pytest-cov", Folder.Path, "/usr/bin/python3", "-m", "pytest", "-q", "--junitxml=pytest.xml");

        var seen = await LookAsync(Spec("files", "pytest.xml"));

        Counts(seen).ShouldBe("4 tests, 1 passed, 1 failed, 1 errors, 1 skipped");
        seen.Flaws.ShouldBe(["test_a.test_bad failed", "test_a.test_error ended with an error"]);
        seen.Value!.Value.Number.ShouldBe(33.333333);
        Expected.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("-trx")]
    [InlineData("-junit")]
    [InlineData("-xml")]
    public async Task what_this_test_runner_writes_is_counted_in_each_form(string form)
    {
        await OutsideProgram.RunAsync("", Folder.Path, Environment.ProcessPath!, "-class", "*EnvCheckTests", form, Folder["run.report"]);

        var seen = await LookAsync(Spec("files", "*.report", "max-age", "5m"));

        seen.Problem.ShouldBeNull();
        seen.Counts!["passed"].ShouldBeGreaterThan(5);
        seen.Counts["tests"].ShouldBe(seen.Counts["passed"]);
        Expected.Judge(seen).Verdict.ShouldBe(Verdict.Pass);
    }

    [Theory(Timeout = 30_000)]
    // surefire with reruns: the first was flaky, the second failed each time
    [InlineData(
        """<testsuite tests="2" failures="1"><testcase name="a"><flakyFailure/></testcase><testcase name="b"><failure/><rerunFailure/></testcase></testsuite>""",
        "2 tests, 1 passed, 1 failed, 0 errors, 0 skipped, 1 flaky"
    )]
    // gradle: one suite per file, output behind the cases
    [InlineData(
        """<testsuite name="A" tests="1" skipped="0"><properties/><testcase name="a" classname="A" time="0.0"/><system-out><![CDATA[<failure/>]]></system-out></testsuite>""",
        "1 tests, 1 passed, 0 failed, 0 errors, 0 skipped, 0 flaky"
    )]
    // jest-junit: a suite that could not be loaded has errors and no case
    [InlineData(
        """<testsuites tests="1" failures="0" errors="1"><testsuite name="ok" tests="1"><testcase name="a"/></testsuite><testsuite name="broken" tests="0" errors="1"/></testsuites>""",
        "2 tests, 1 passed, 0 failed, 1 errors, 0 skipped, 0 flaky"
    )]
    // go-junit-report, with a property of its own
    [InlineData(
        """<testsuites><testsuite name="p" tests="2" failures="1"><properties><property name="go.version" value="1.22"/></properties><testcase classname="p" name="A" time="0.1"/><testcase classname="p" name="B"><failure message="Failed">x</failure></testcase></testsuite></testsuites>""",
        "2 tests, 1 passed, 1 failed, 0 errors, 0 skipped, 0 flaky"
    )]
    // GoogleTest says it in an attribute
    [InlineData(
        """<testsuites tests="2" disabled="1"><testsuite name="S" tests="2"><testcase name="A" status="run" result="completed"/><testcase name="B" status="notrun" result="suppressed"/></testsuite></testsuites>""",
        "2 tests, 1 passed, 0 failed, 0 errors, 1 skipped, 0 flaky"
    )]
    [InlineData(
        """<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results><UnitTestResult testName="a" outcome="Passed" duration="00:00:01.5"/><UnitTestResult testName="b" outcome="Failed"><InnerResults><UnitTestResult testName="b(1)" outcome="Failed"/></InnerResults></UnitTestResult><UnitTestResult testName="c"/><UnitTestResult testName="d" outcome="NotExecuted"/></Results><ResultSummary outcome="Failed"><Counters total="4"/></ResultSummary></TestRun>""",
        "4 tests, 1 passed, 1 failed, 1 errors, 1 skipped, 0 flaky"
    )]
    // a run that was broken off although no test failed
    [InlineData(
        """<TestRun><Results><UnitTestResult testName="a" outcome="Passed"/></Results><ResultSummary outcome="Aborted"/></TestRun>""",
        "2 tests, 1 passed, 0 failed, 1 errors, 0 skipped, 0 flaky"
    )]
    [InlineData(
        """<assemblies><assembly total="2" errors="1"><errors><error name="fixture" type="assembly-cleanup"/></errors><collection><test name="a" result="Pass" time="0.1"/><test name="b" result="NotRun"/></collection></assembly></assemblies>""",
        "3 tests, 1 passed, 0 failed, 1 errors, 1 skipped, 0 flaky"
    )]
    [InlineData(
        """<test-run testcasecount="2"><test-suite><test-case fullname="a" result="Passed"/><test-case fullname="b" result="Failed" label="Error"/></test-suite></test-run>""",
        "2 tests, 1 passed, 0 failed, 1 errors, 0 skipped, 0 flaky"
    )]
    public async Task each_dialect_is_told_by_what_it_holds_and_not_by_its_name(string report, string counts)
    {
        Folder.Write("any.txt", report);

        var seen = await LookAsync(Spec("files", "any.txt"));

        $"{Counts(seen)}, {seen.Counts!["flaky"]} flaky".ShouldBe(counts);
    }

    [Fact(Timeout = 30_000)]
    public async Task fewer_tests_than_are_asked_are_a_flaw()
    {
        var seen = await LookAsync(Spec("files", "good.xml", "min", "3"));

        seen.Flaws.ShouldBe(["2 tests ran; at least 3 are asked"]);
        seen.Body!.ShouldContain("\"seconds\": 1001.75");
    }

    [Fact(Timeout = 30_000)]
    public async Task an_old_report_was_not_seen()
    {
        File.SetLastWriteTimeUtc(Folder["good.xml"], TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-3));

        (await LookAsync(Spec("files", "good.xml", "max-age", "4h"))).Looking.ShouldBe(Looking.Saw);
        (await LookAsync(Spec("files", "good.xml", "max-age", "2h"))).Problem!.ShouldContain("good.xml is 3h");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_report_of_the_future_has_no_age()
    {
        File.SetLastWriteTimeUtc(Folder["good.xml"], TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(3));

        (await LookAsync(Spec("files", "good.xml", "max-age", "2h"))).Problem!.ShouldContain("in the future");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_report_must_not_be_older_than_the_commit_nor_name_another_one()
    {
        var id = await CommitAsync();
        string Named(string commit) =>
            $"""<testsuite tests="1"><properties><property name="git.commit" value="{commit}"/></properties><testcase name="x"/></testsuite>""";
        Folder.Write("of-it.xml", Named(id[..10]));
        Folder.Write("of-another.xml", Named("0123456789abcdef0123456789abcdef01234567"));
        Folder.Write("before.xml", Good);
        File.SetLastWriteTimeUtc(Folder["before.xml"], TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));

        (await LookAsync(Spec("files", "good.xml", "commit", "HEAD"))).Problem.ShouldBeNull();
        (await LookAsync(Spec("files", "of-it.xml", "commit", "HEAD"))).Problem.ShouldBeNull();
        (await LookAsync(Spec("files", "of-another.xml", "commit", "HEAD"))).Problem!.ShouldContain("0123456789abcdef");
        (await LookAsync(Spec("files", "before.xml", "commit", "HEAD"))).Problem!.ShouldContain("before HEAD");
        (await LookAsync(Spec("files", "good.xml", "commit", "nosuch"))).Looking.ShouldBe(Looking.CouldNotLook);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_the_quarantine_covers_is_neither_passed_nor_failed_and_never_a_pass()
    {
        Folder.Write("tests-quarantine.yaml", Known);
        Folder.Write("flaky.xml", Report("Timeout after 31 ms"));

        var seen = await LookAsync(Spec("files", "flaky.xml"));

        Counts(seen).ShouldBe("3 tests, 2 passed, 0 failed, 0 errors, 0 skipped");
        seen.Counts!["notProven"].ShouldBe(1);
        seen.Flaws.ShouldBeEmpty();
        Expected
            .Judge(seen)
            .ShouldBe(
                new(
                    Verdict.Inconclusive,
                    "2 passed, 1 not proven (quarantined by tests-quarantine.yaml); cart.pays: quarantined until 2999-12-31, owner ada, SHOP-7"
                )
            );
        Expectation.Parse("value >= 50 %").Judge(seen).Verdict.ShouldBe(Verdict.Inconclusive);
        Expectation.Parse("count passed >= 1").Judge(seen).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("expected 3 but was 4", "2999-12-31", "cart.pays failed: it says something else than the flake that is known (line 1)")]
    [InlineData("", "2999-12-31", "cart.pays failed: it says something else than the flake that is known (line 1)")]
    [InlineData("Timeout after 31 ms", "2020-12-31", "cart.pays failed: its quarantine (line 1, ada) ended on 2020-12-31")]
    public async Task what_says_something_else_or_is_over_is_a_flaw_and_says_why(string said, string until, string flaw)
    {
        Folder.Write("known.yaml", Known.Replace("2999-12-31", until, StringComparison.Ordinal));
        Folder.Write("flaky.xml", Report(said));

        var seen = await LookAsync(Spec("files", "flaky.xml", "quarantine", "known.yaml"));

        seen.Flaws.ShouldBe([flaw]);
        seen.Unproven.ShouldBeNull();
        Expected.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_real_failure_beside_a_known_one_fails_and_tells_both()
    {
        Folder.Write("tests-quarantine.yaml", Known);
        Folder.Write(
            "flaky.xml",
            Report("Timeout after 31 ms").Replace("""name="b"/>""", """name="b"><error/></testcase>""", StringComparison.Ordinal)
        );

        var judged = Expected.Judge(await LookAsync(Spec("files", "flaky.xml")));

        judged.Verdict.ShouldBe(Verdict.Fail);
        judged.Why.ShouldStartWith("cart.b ended with an error; wanted flaws = 0; 1 passed, 1 not proven");
    }

    [Fact(Timeout = 30_000)]
    public async Task where_nothing_but_known_flakes_ran_nothing_passed()
    {
        Folder.Write("tests-quarantine.yaml", Known);
        Folder.Write(
            "flaky.xml",
            """<testsuite><testcase classname="cart" name="pays"><failure message="Timeout after 1 ms"/></testcase></testsuite>"""
        );

        var seen = await LookAsync(Spec("files", "flaky.xml"));

        seen.Value.ShouldBeNull();
        Expected.Judge(seen).Verdict.ShouldBe(Verdict.Inconclusive);
        Expectation.Parse("value >= 0 %").Judge(seen).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("- test: pays", "cannot be used: line 1: until says the last day")]
    [InlineData("<html/>", "cannot be used: it is no list")]
    [InlineData("- {", "cannot be used: line")]
    public async Task a_list_that_cannot_be_used_covers_nothing_and_lets_nothing_pass(string list, string why)
    {
        Folder.Write("tests-quarantine.yaml", list);

        var seen = await LookAsync(Spec("files", "good.xml"));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        seen.Problem!.ShouldContain(why);
        (await LookAsync(Spec("files", "good.xml", "quarantine", "nosuch.yaml"))).Problem!.ShouldContain("no quarantine list nosuch.yaml");
    }

    private const string Known = """
        - {test: pays, suite: cart, messages: [Timeout after 5000 ms], owner: ada, issue: SHOP-7, reason: the pool, until: 2999-12-31}
        """;

    private static string Report(string said) =>
        $"""
            <testsuite><testcase classname="cart" name="a"/><testcase classname="cart" name="b"/>
            <testcase classname="cart" name="pays"><failure message="{said}"/></testcase></testsuite>
            """;

    private async Task<string> CommitAsync()
    {
        string[] author = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
        await OutsideProgram.RunAsync("git", Folder.Path, "git", "init", "-q");
        await OutsideProgram.RunAsync("git", Folder.Path, "git", [.. author, "commit", "-q", "--allow-empty", "-m", "one"]);
        File.SetLastWriteTimeUtc(Folder["good.xml"], TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1));
        return (await OutsideProgram.RunAsync("git", Folder.Path, "git", "rev-parse", "HEAD")).Out.Trim();
    }

    private static string Counts(Observation seen) =>
        seen.Problem
        ?? string.Join(", ", new[] { "tests", "passed", "failed", "errors", "skipped" }.Select(it => $"{seen.Counts![it]} {it}"));
}
