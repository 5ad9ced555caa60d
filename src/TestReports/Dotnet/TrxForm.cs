using Slipway.TestReports.Counting;
using Slipway.TestReports.JUnit;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Dotnet;

/// <summary>
/// TRX of the Microsoft test platform. The rows of a data-driven test stand inside its result, and they are the cases; the result
/// around them only sums them up.
/// </summary>
/// <remarks>Source: vstst.xsd (namespace TeamTest/2010), and the TrxLogger of the platform.</remarks>
internal sealed class TrxForm(Utf8Xml xml, ReportTally tally, ReportLimits limits)
{
    private const int MostInner = 64;

    private readonly CaseDraft _case = new();
    private long _declared;
    private string? _summary;
    private int _brokenOutside;

    public void Read()
    {
        for (var part = xml.Read(); part != XmlPart.Nothing; part = xml.Read())
        {
            if (part != XmlPart.Start)
            {
                continue;
            }

            if (IsResult())
            {
                Result(0);
            }
            else if (xml.Is("ResultSummary"u8))
            {
                _summary = xml["outcome"u8];
            }
            else if (xml.Is("Counters"u8))
            {
                _ = long.TryParse(xml["total"u8], out _declared);
            }
            else if (xml.Is("RunInfo"u8) && xml["outcome"u8] is "Error" or "Aborted" or "Timeout" or "Failed")
            {
                _brokenOutside++;
            }
            else if (xml.Is("TestDefinitions"u8) || xml.Is("TestEntries"u8) || xml.Is("TestLists"u8))
            {
                xml.Skip();
            }
        }

        Whole();
    }

    private bool IsResult() =>
        xml.Is("UnitTestResult"u8) || xml.Is("TestResult"u8) || xml.Is("GenericTestResult"u8) || xml.Is("WebTestResult"u8);

    /// <summary>A run that failed without a test that did broke outside of them.</summary>
    private void Whole()
    {
        if (tally.Bad == 0 && (_summary is "Failed" or "Error" or "Aborted" or "Timeout" || _brokenOutside > 0))
        {
            tally.AddOutsideError();
        }

        if (_declared > tally.Tests)
        {
            tally.Contradicts($"it says {_declared} tests and shows {tally.Tests}");
        }
    }

    /// <summary>Reads a result; the rows inside come first and are counted in its place.</summary>
    private void Result(int inside)
    {
        if (inside > MostInner)
        {
            throw new RefusedReport($"{xml.Place}: results are nested deeper than {MostInner}");
        }

        var (depth, outcome, seconds, name) = (
            xml.Depth,
            Outcome(xml["outcome"u8]),
            Times.Span(xml["duration"u8]),
            xml["testName"u8] ?? ""
        );
        var (host, started) = tally.Listens ? (xml["computerName"u8], Times.Moment(xml["startTime"u8])) : (null, null);
        var (rows, bad, whole) = (tally.Tests, tally.Bad, false);
        var texts = new DotnetTexts(limits.TextBytes);
        for (var part = xml.Read(); part != XmlPart.Nothing; part = xml.Read())
        {
            if (part == XmlPart.End && xml.Depth == depth)
            {
                whole = true;
                break;
            }

            if (part != XmlPart.Start)
            {
                continue;
            }

            if (IsResult())
            {
                Result(inside + 1);
            }
            else if (tally.Listens)
            {
                texts.Take(xml);
            }
        }

        if (tally.Tests > rows)
        {
            if (outcome >= TestOutcome.Failed && tally.Bad == bad)
            {
                tally.AddOutsideError();
            }

            return;
        }

        if (!whole && outcome < TestOutcome.Failed)
        {
            return;
        }

        _case.Clear();
        _case.Say(outcome);
        (_case.Seconds, _case.Name, _case.Host, _case.Timestamp) = (seconds, name, host, started);
        texts.Give(_case);
        tally.Add(_case);
    }

    /// <summary>Without an outcome it is <c>Error</c>: the schema's first value.</summary>
    private static TestOutcome Outcome(string? outcome) =>
        outcome switch
        {
            "Passed" or "PassedButRunAborted" or "Warning" => TestOutcome.Passed,
            "Failed" => TestOutcome.Failed,
            "NotExecuted" or "NotRunnable" or "Inconclusive" or "Pending" or "Completed" or "Skipped" => TestOutcome.Skipped,
            _ => TestOutcome.Error,
        };
}
