using Slipway.Checks.Reports;

namespace Slipway.Checks.TestResults;

/// <summary>
/// JUnit XML in the dialects of surefire, gradle, pytest, jest-junit, go-junit-report and their kin: cases are counted, and what
/// the suites say of themselves is held against that.
/// </summary>
/// <remarks>Source: surefire-test-report-3.0.xsd, junit-10.xsd of the Jenkins xUnit plugin.</remarks>
internal sealed class JUnitResults(ReportXml xml, ReportFile file, Tally tally)
{
    private readonly Stack<(string Name, long Declared, long Bad, long Tests, long TestsBefore, long BadBefore)> _suites = new();

    public void Read()
    {
        do
        {
            switch (xml.Name)
            {
                case "testsuite" or "testsuites" when xml.Begins:
                    Open();
                    break;
                case "testsuite" or "testsuites":
                    Close();
                    break;
                case "testcase" when xml.Begins:
                    Case();
                    break;
                case "property" when xml.Begins:
                    tally.Property(xml["name"], xml["value"]);
                    break;
            }
        } while (xml.Next());
    }

    private void Open()
    {
        tally.Property("commit", xml["commit"]);
        var bad = (xml.Number("failures") ?? 0) + (xml.Number("errors") ?? 0);
        _suites.Push((xml["name"] ?? "", xml.Number("tests") ?? 0, bad, tally.Tests, tally.Tests, tally.Bad));
        if (xml.IsEmpty)
        {
            Close();
        }
    }

    private void Close()
    {
        var suite = _suites.Pop();
        if (suite.Declared > tally.Tests - suite.TestsBefore)
        {
            throw new UnreadableReport(
                $"{file.Shown} is not whole: the suite '{suite.Name}' says {suite.Declared} tests and shows {tally.Tests - suite.TestsBefore}."
            );
        }

        if (suite.Bad > 0 && tally.Bad == suite.BadBefore)
        {
            tally.Add($"the suite {suite.Name} as a whole", TestEnd.Error);
        }
    }

    private void Case()
    {
        var name = string.Join('.', new[] { xml["classname"], xml["name"] }.Where(it => !string.IsNullOrEmpty(it)));
        var seconds = xml.Seconds("time");
        var end = Said(xml["status"], xml["result"]);
        var flaky = false;
        if (!xml.IsEmpty)
        {
            var depth = xml.Depth;
            while (xml.Next() && xml.Depth > depth)
            {
                if (xml.Begins && xml.Depth == depth + 1)
                {
                    (end, flaky) = Child(end, flaky);
                }

                if (xml.Begins && xml.Name == "property")
                {
                    tally.Property(xml["name"], xml["value"]);
                }
            }
        }

        tally.Add(name, end, seconds, flaky);
    }

    /// <summary>The worst that any child says; a failure that a later try took back is a flaky one.</summary>
    private (TestEnd End, bool Flaky) Child(TestEnd end, bool flaky) =>
        xml.Name switch
        {
            "error" => (TestEnd.Error, flaky),
            "failure" => (end == TestEnd.Error ? end : TestEnd.Failed, flaky),
            "skipped" => (end == TestEnd.Passed ? TestEnd.Skipped : end, flaky),
            "flakyFailure" or "flakyError" => (end, true),
            _ => (end, flaky),
        };

    /// <summary>Some writers say it in an attribute (GoogleTest: <c>notrun</c>, <c>suppressed</c>, <c>skipped</c>).</summary>
    private static TestEnd Said(string? status, string? result) =>
        (status?.ToLowerInvariant(), result?.ToLowerInvariant()) switch
        {
            ("notrun" or "skipped" or "disabled", _) or (_, "suppressed" or "skipped") => TestEnd.Skipped,
            ("failed" or "failure", _) => TestEnd.Failed,
            ("error", _) => TestEnd.Error,
            _ => TestEnd.Passed,
        };
}
