using Slipway.TestReports.Counting;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Dotnet;

/// <summary>NUnit: <c>test-run</c> of versions 3 and later, <c>test-results</c> of version 2. What is counted are the <c>test-case</c>s.</summary>
/// <remarks>Source: Test Result XML Format of the NUnit documentation; Results.xsd of NUnit 2.6.</remarks>
internal sealed class NUnitForm(Utf8Xml xml, ReportTally tally, ReportLimits limits, bool isSecond)
{
    private readonly CaseDraft _case = new();
    private readonly Stack<(int Depth, bool Broke, long BadBefore, long TestsBefore)> _suites = new();
    private readonly List<string> _path = [];

    /// <summary>Stands at the root; reads to the end of the document.</summary>
    public void Read()
    {
        var declared = isSecond ? null : xml["testcasecount"u8] ?? xml["total"u8];
        for (var part = xml.Read(); part != XmlPart.Nothing; part = xml.Read())
        {
            if (part == XmlPart.Start)
            {
                Begin();
            }
            else if (part == XmlPart.End && _suites.TryPeek(out var suite) && suite.Depth == xml.Depth)
            {
                Close();
            }
        }

        if (long.TryParse(declared, out var said) && said > tally.Tests)
        {
            tally.Contradicts($"it says {said} tests and shows {tally.Tests}");
        }
    }

    private void Begin()
    {
        if (xml.Is("test-case"u8))
        {
            Case();
        }
        else if (xml.Is("test-suite"u8))
        {
            var broke = xml["result"u8] is "Failed" or "Failure" or "Error" or "NotRunnable" && xml["site"u8] is not ("Child" or "Parent");
            _suites.Push((xml.Depth, broke, tally.Bad, tally.Tests));
            _path.Add(xml["name"u8] ?? "");
        }
        else if (xml.Is("settings"u8) || xml.Is("filter"u8) || xml.Is("command-line"u8))
        {
            xml.Skip();
        }
    }

    /// <summary>A suite that failed of itself, while no case in it did: its tear-down broke, or it could not be run at all.</summary>
    private void Close()
    {
        var suite = _suites.Pop();
        _path.RemoveAt(_path.Count - 1);
        if (suite.Broke && tally.Bad == suite.BadBefore)
        {
            tally.AddOutsideError();
        }
    }

    private void Case()
    {
        _case.Clear();
        var (depth, whole) = (xml.Depth, false);
        var outcome = isSecond ? Second(xml["result"u8], xml["executed"u8], xml["success"u8]) : Third(xml["result"u8], xml["label"u8]);
        Named();
        var texts = new DotnetTexts(limits.TextBytes);
        for (var part = xml.Read(); part != XmlPart.Nothing; part = xml.Read())
        {
            if (part == XmlPart.End && xml.Depth == depth)
            {
                whole = true;
                break;
            }

            if (part == XmlPart.Start && tally.Listens)
            {
                texts.Take(xml);
            }
        }

        if (whole || outcome >= TestOutcome.Failed)
        {
            _case.Say(outcome);
            texts.Give(_case);
            tally.Add(_case);
        }
    }

    private void Named()
    {
        var time = xml.Index("duration"u8) is >= 0 and var at ? at : xml.Index("time"u8);
        _case.Seconds = time < 0 ? null : Times.Seconds(xml.RawValue(time));
        if (tally.Listens)
        {
            (_case.Name, _case.ClassName) = (xml["name"u8] ?? "", xml["classname"u8] ?? "");
            (_case.Suites, _case.Timestamp) = ([.. _path.Take(32)], Times.Moment(xml["start-time"u8]));
        }
    }

    private static TestOutcome Third(string? result, string? label) =>
        (result, label) switch
        {
            ("Passed" or "Warning", _) => TestOutcome.Passed,
            ("Failed", "Error" or "Cancelled" or "Invalid") => TestOutcome.Error,
            ("Failed", _) => TestOutcome.Failed,
            ("Skipped" or "Inconclusive", _) => TestOutcome.Skipped,
            _ => TestOutcome.Error,
        };

    /// <summary>Before 2.5 there is no result, and two answers stand in its place.</summary>
    private static TestOutcome Second(string? result, string? executed, string? success) =>
        (result, executed?.ToUpperInvariant(), success?.ToUpperInvariant()) switch
        {
            ("Success", "FALSE", _) => TestOutcome.Skipped,
            ("Success", _, _) => TestOutcome.Passed,
            ("Failure", _, _) => TestOutcome.Failed,
            ("Ignored" or "Skipped" or "Inconclusive" or "NotRunnable", _, _) => TestOutcome.Skipped,
            ("Error" or "Cancelled" or "Invalid", _, _) => TestOutcome.Error,
            (null, "FALSE", _) => TestOutcome.Skipped,
            (null, "TRUE", "TRUE") => TestOutcome.Passed,
            (null, "TRUE", "FALSE") => TestOutcome.Failed,
            _ => TestOutcome.Error,
        };
}
