namespace Slipway.TestReports.Tests;

/// <summary>When a row that comes again is a rerun, and when it is another case: decision 0075.</summary>
public sealed class RepeatsTests
{
    private const string Bad = "<testcase name='a' classname='T'><failure/></testcase>";

    private const string Good = "<testcase name='a' classname='T'/>";

    [Fact]
    public void in_gradle_a_row_behind_a_failure_is_a_rerun_of_it()
    {
        Counts(Gradle(Bad + Bad + Good)).ShouldBe([1, 0, 0, 0, 1, 2]);
    }

    [Fact]
    public void in_gradle_a_row_behind_a_pass_is_another_case()
    {
        Counts(Gradle(Good + Bad)).ShouldBe([2, 1, 0, 0, 0, 0]);
    }

    [Fact]
    public void without_evidence_of_reruns_rows_that_share_a_name_are_cases_of_their_own()
    {
        Counts($"<testsuites><testsuite name='x'>{Bad}{Good}</testsuite></testsuites>").ShouldBe([2, 1, 0, 0, 0, 0]);
    }

    [Fact]
    public void rows_of_two_suites_are_never_one_case()
    {
        Counts($"<testsuites><testsuite name='pytest'>{Bad}</testsuite><testsuite name='pytest'>{Good}</testsuite></testsuites>")
            .ShouldBe([2, 1, 0, 0, 0, 0]);
    }

    [Fact]
    public void a_teardown_that_broke_behind_a_failure_is_no_rerun()
    {
        Counts(
                $"<testsuites><testsuite name='pytest'>{Bad}<testcase name='a' classname='T'><error message='failed on teardown with &quot;x&quot;'/></testcase></testsuite></testsuites>"
            )
            .ShouldBe([1, 0, 1, 0, 0, 0]);
    }

    [Fact]
    public void pytest_is_known_also_when_its_suite_has_another_name()
    {
        Counts(
                $"<testsuites><testsuite name='mine' errors='0' failures='1' skipped='0' tests='2' time='1' timestamp='2026-01-01T00:00:00' hostname='ci'>{Bad}{Good}</testsuite></testsuites>"
            )
            .ShouldBe([1, 0, 0, 0, 1, 1]);
    }

    [Fact]
    public void a_stress_iteration_that_fails_like_the_one_before_is_one_failure()
    {
        const string iteration = "<testcase name='a' classname='T'><failure/></testcase></testsuite>";

        Counts(
                $"<testsuites name='nextest-run'><testsuite name='t@stress-0' failures='1'>{iteration}<testsuite name='t@stress-1' failures='1'>{iteration}</testsuites>"
            )
            .ShouldBe([1, 1, 0, 0, 0, 1]);
    }

    [Fact]
    public void a_rerun_that_did_not_run_takes_no_failure_back()
    {
        Counts($"<testsuites><testsuite name='pytest'>{Bad}<testcase name='a' classname='T'><skipped/></testcase></testsuite></testsuites>")
            .ShouldBe([1, 1, 0, 0, 0, 1]);
    }

    [Fact]
    public void a_case_that_passed_and_then_failed_has_failed_and_is_not_flaky()
    {
        Counts($"<testsuites><testsuite name='pytest'>{Good}{Bad}</testsuite></testsuites>").ShouldBe([1, 1, 0, 0, 0, 1]);
    }

    [Fact]
    public void every_attempt_is_handed_on_with_its_message()
    {
        var held = CorpusFiles.Cases(CorpusFiles.Bytes("surefire/rerun-flaky.xml"));

        var flaky = held.Single(it => it.Name == "removes");
        flaky.Attempts.Select(it => it.Outcome).ShouldBe([TestOutcome.Failed, TestOutcome.Error, TestOutcome.Passed]);
        flaky.Attempts[0].Message!.Text.ShouldBe("expected: <1> but was: <2>");
        flaky.Attempts[0].Output!.Text.ShouldBe("first try");
        flaky.Attempts[0].Details!.Text.ShouldContain("BasketTest.java:31");
        var failed = held.Single(it => it.Name == "totals");
        failed
            .Attempts.Select(it => it.Type)
            .ShouldBe([
                "org.opentest4j.AssertionFailedError",
                "org.opentest4j.AssertionFailedError",
                "java.util.concurrent.TimeoutException",
            ]);
    }

    [Fact]
    public void repeated_rows_become_attempts_of_one_case()
    {
        var held = CorpusFiles.Cases(CorpusFiles.Bytes("pytest/repeated.xml")).Single(it => it.Name == "test_get");

        held.Attempts.Select(it => it.Outcome).ShouldBe([TestOutcome.Failed, TestOutcome.Failed, TestOutcome.Passed]);
        held.IsFlaky.ShouldBeTrue();
        held.Suites.ShouldBe(["pytest tests", "pytest"]);
    }

    private static string Gradle(string rows) =>
        $"<testsuite name='T' tests='3' skipped='0' failures='1' errors='0' timestamp='2026-03-02T08:11:04' hostname='ci' time='1'>{rows}</testsuite>";

    private static long[] Counts(string text) => CorpusFiles.Counts(CorpusFiles.Read(text));
}
