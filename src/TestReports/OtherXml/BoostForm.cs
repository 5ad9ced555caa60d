using System.Globalization;
using System.Text;
using Slipway.TestReports.Counting;
using Slipway.TestReports.JUnit;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.OtherXml;

/// <summary>
/// Boost.Test: the log (<c>TestLog</c>), the result (<c>TestResult</c>), or both in one file. Where both are, the one with more
/// cases is counted: a log may leave passing cases out, a result those that are disabled.
/// </summary>
/// <remarks>Source: xml_log_formatter.ipp and xml_report_formatter.ipp of Boost.</remarks>
internal sealed class BoostForm(Utf8Xml xml, ReportTally tally, ReportLimits limits)
{
    private readonly CaseDraft _case = new();
    private readonly List<string> _path = [];
    private readonly List<Found> _log = [];
    private readonly List<Found> _result = [];
    private bool _inResult;

    /// <summary>How a case ended, kept until it is known which of the two tells more.</summary>
    private readonly record struct Found(
        TestOutcome Outcome,
        double? Seconds,
        string Name,
        IReadOnlyList<string> Suites,
        BoundedText? Message,
        string? File,
        int? Line
    );

    private int _outsideInLog;

    /// <summary>Stands at the root; reads to the end of the document.</summary>
    public void Read()
    {
        for (var part = XmlPart.Start; part != XmlPart.Nothing; part = xml.Read())
        {
            if (part == XmlPart.Start)
            {
                Begin();
            }
            else if (part == XmlPart.End && xml.Is("TestSuite"u8) && _path.Count > 0)
            {
                _path.RemoveAt(_path.Count - 1);
            }
        }

        foreach (var it in _log.Count >= _result.Count ? _log : _result)
        {
            Add(it);
        }

        for (; _outsideInLog > 0; _outsideInLog--)
        {
            tally.AddOutsideError();
        }
    }

    private void Begin()
    {
        if (xml.Is("TestResult"u8))
        {
            _inResult = true;
        }
        else if (xml.Is("TestLog"u8))
        {
            _inResult = false;
        }
        else if (xml.Is("TestSuite"u8))
        {
            Suite();
        }
        else if (xml.Is("TestCase"u8))
        {
            Case();
        }
        else if (!_inResult && (xml.Is("Error"u8) || xml.Is("FatalError"u8) || xml.Is("Exception"u8)))
        {
            _outsideInLog++;
            xml.Skip();
        }
    }

    private void Suite()
    {
        _path.Add(xml["name"u8] ?? "");
        if (_inResult && xml["result"u8] is "aborted" && xml["test_cases_failed"u8] is "0" && xml["test_cases_aborted"u8] is null or "0")
        {
            tally.AddOutsideError();
        }
    }

    private void Case()
    {
        var (depth, outcome, seconds) = (xml.Depth, _inResult ? OfResult(xml["result"u8]) : OfSkip(xml["skipped"u8]), (double?)null);
        var (name, file) = (xml["name"u8] ?? "", xml["file"u8]);
        int? line = int.TryParse(xml["line"u8], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        BoundedText? message = null;
        var whole = false;
        for (var part = xml.Read(); part != XmlPart.Nothing; part = xml.Read())
        {
            if (part == XmlPart.End && xml.Depth == depth)
            {
                whole = true;
                break;
            }

            if (part != XmlPart.Start || _inResult)
            {
                continue;
            }

            var said = OfEntry(xml.Name);
            outcome = said > outcome ? said : outcome;
            if (xml.Is("TestingTime"u8))
            {
                seconds = Times.Seconds(Encoding.ASCII.GetBytes(XmlTexts.Within(xml, 40).Text)) / 1_000_000;
            }
            else if (said >= TestOutcome.Failed && tally.Listens && message is null)
            {
                message = JUnitTexts.Filled(XmlTexts.Within(xml, limits.TextBytes));
            }
        }

        if (!whole && outcome < TestOutcome.Failed)
        {
            return;
        }

        var found = new Found(outcome, seconds, name, tally.Listens ? [.. _path.Take(32)] : [], message, file, line);
        (_inResult ? _result : _log).Add(found);
    }

    private void Add(Found found)
    {
        _case.Clear();
        _case.Say(found.Outcome);
        (_case.Seconds, _case.Name, _case.Suites) = (found.Seconds, found.Name, found.Suites);
        (_case.Message, _case.File, _case.Line) = (found.Message, found.File, found.Line);
        tally.Add(_case);
    }

    private static TestOutcome OfEntry(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("Error"u8) || name.SequenceEqual("FatalError"u8) ? TestOutcome.Failed
        : name.SequenceEqual("Exception"u8) ? TestOutcome.Error
        : TestOutcome.Passed;

    private static TestOutcome OfSkip(string? skipped) => skipped is "yes" or "true" ? TestOutcome.Skipped : TestOutcome.Passed;

    private static TestOutcome OfResult(string? result) =>
        result switch
        {
            "passed" => TestOutcome.Passed,
            "failed" => TestOutcome.Failed,
            "skipped" => TestOutcome.Skipped,
            _ => TestOutcome.Error,
        };
}
