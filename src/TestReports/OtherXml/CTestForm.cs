using System.Globalization;
using Slipway.TestReports.Counting;
using Slipway.TestReports.JUnit;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.OtherXml;

/// <summary>The dashboard file of CTest (<c>Test.xml</c>): one <c>Test</c> with a status each.</summary>
/// <remarks>Source: cmCTestTestHandler.cxx of CMake.</remarks>
internal sealed class CTestForm(Utf8Xml xml, ReportTally tally, ReportLimits limits)
{
    private readonly CaseDraft _case = new();

    public void Read()
    {
        for (var part = xml.Read(); part != XmlPart.Nothing; part = xml.Read())
        {
            if (part != XmlPart.Start)
            {
                continue;
            }

            if (xml.Is("Test"u8) && xml.Index("Status"u8) >= 0)
            {
                Case();
            }
            else if (xml.Is("TestList"u8))
            {
                xml.Skip();
            }
        }
    }

    private void Case()
    {
        _case.Clear();
        var (depth, status, whole) = (xml.Depth, xml["Status"u8], false);
        var measure = "";
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

            if (xml.Is("NamedMeasurement"u8))
            {
                measure = xml["name"u8] ?? "";
            }
            else if (xml.Is("Value"u8))
            {
                var value = XmlTexts.Within(xml, limits.TextBytes);
                Measured(measure, value);
                measure = "";
            }
            else if (xml.Is("Name"u8) && xml.Depth == depth + 1)
            {
                _case.Name = XmlTexts.Within(xml, 8 * 1024).Text;
            }
        }

        var outcome = Outcome(status);
        if (whole || outcome >= TestOutcome.Failed)
        {
            _case.Say(outcome);
            tally.Add(_case);
        }
    }

    private void Measured(string measure, BoundedText value)
    {
        if (measure == "Execution Time" && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            _case.Seconds = Times.Sensible(seconds);
        }
        else if (measure.Length == 0)
        {
            _case.Output = JUnitTexts.Filled(value);
        }
        else if (measure == "Exit Code")
        {
            _case.Type = value.Text;
        }
    }

    private static TestOutcome Outcome(string? status) =>
        status switch
        {
            "passed" => TestOutcome.Passed,
            "failed" => TestOutcome.Failed,
            "notrun" => TestOutcome.Skipped,
            _ => TestOutcome.Error,
        };
}
