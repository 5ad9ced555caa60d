using System.Globalization;
using Slipway.Checks.Reports;

namespace Slipway.Checks.TestResults;

/// <summary>TRX of the Microsoft test platform, and the XML of xunit and of NUnit 3.</summary>
internal sealed class DotnetResults(ReportXml xml, ReportFile file, Tally tally)
{
    /// <summary><c>TestRun</c>: one <c>UnitTestResult</c> per test; the rows of a data-driven one stand inside and are part of it.</summary>
    public void ReadTrx()
    {
        var (before, badBefore, inner) = (tally.Tests, tally.Bad, 0);
        string? outcome = null;
        long total = 0;
        while (xml.Next())
        {
            switch (xml.Name)
            {
                case "InnerResults" when !xml.IsEmpty:
                    inner += xml.Begins ? 1 : -1;
                    break;
                case "UnitTestResult" when xml.Begins && inner == 0:
                    tally.Add(xml["testName"] ?? "", TrxEnd(xml["outcome"]), Span(xml["duration"]));
                    break;
                case "ResultSummary" when xml.Begins:
                    outcome = xml["outcome"];
                    break;
                case "Counters" when xml.Begins:
                    total = xml.Number("total") ?? 0;
                    break;
            }
        }

        Whole(total, tally.Tests - before);
        if (outcome is "Failed" or "Error" or "Aborted" or "Timeout" && tally.Bad == badBefore)
        {
            tally.Add($"the run as a whole ({outcome})", TestEnd.Error);
        }
    }

    /// <summary><c>assemblies</c> or <c>assembly</c>: one <c>test</c> per test; what broke outside of tests stands under <c>errors</c>.</summary>
    public void ReadXunit()
    {
        var (before, total) = (tally.Tests, 0L);
        do
        {
            switch (xml.Name)
            {
                case "assembly" when xml.Begins:
                    total += xml.Number("total") ?? 0;
                    break;
                case "test" when xml.Begins:
                    tally.Add(xml["name"] ?? "", XunitEnd(xml["result"]), xml.Seconds("time"));
                    break;
                case "error" when xml.Begins:
                    total++;
                    tally.Add(xml["name"] ?? xml["type"] ?? "outside of a test", TestEnd.Error);
                    break;
            }
        } while (xml.Next());

        Whole(total, tally.Tests - before);
    }

    /// <summary><c>test-run</c>: one <c>test-case</c> per test.</summary>
    public void ReadNUnit()
    {
        var (before, total) = (tally.Tests, xml.Number("testcasecount") ?? xml.Number("total") ?? 0);
        while (xml.Next())
        {
            if (xml.Begins && xml.Name == "test-case")
            {
                tally.Add(xml["fullname"] ?? xml["name"] ?? "", NUnitEnd(xml["result"], xml["label"]), xml.Seconds("duration"));
            }
        }

        Whole(total, tally.Tests - before);
    }

    private void Whole(long said, long shown)
    {
        if (said > shown)
        {
            throw new UnreadableReport($"{file.Shown} is not whole: it says {said} tests and shows {shown}.");
        }
    }

    /// <summary>Without an outcome it is <c>Error</c>: the schema's first value.</summary>
    private static TestEnd TrxEnd(string? outcome) =>
        outcome switch
        {
            "Passed" or "PassedButRunAborted" or "Warning" => TestEnd.Passed,
            "Failed" => TestEnd.Failed,
            "NotExecuted" or "NotRunnable" or "Inconclusive" or "Pending" or "Disconnected" or "Completed" => TestEnd.Skipped,
            _ => TestEnd.Error,
        };

    private static TestEnd XunitEnd(string? result) =>
        result switch
        {
            "Pass" => TestEnd.Passed,
            "Fail" => TestEnd.Failed,
            "Skip" or "NotRun" => TestEnd.Skipped,
            _ => TestEnd.Error,
        };

    private static TestEnd NUnitEnd(string? result, string? label) =>
        (result, label) switch
        {
            ("Passed" or "Warning", _) => TestEnd.Passed,
            ("Failed", "Error" or "Cancelled" or "Invalid") => TestEnd.Error,
            ("Failed", _) => TestEnd.Failed,
            ("Skipped" or "Inconclusive", _) => TestEnd.Skipped,
            _ => TestEnd.Error,
        };

    private static double? Span(string? text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero ? span.TotalSeconds : null;
}
