using Slipway.TestReports.Counting;
using Slipway.TestReports.JUnit;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.OtherXml;

/// <summary>
/// TestNG's own results. A <c>test-method</c> is a case unless it configures; one that a retry analyser ran again says so with
/// <c>retried</c>, and belongs to the case that comes behind it.
/// </summary>
/// <remarks>Source: XMLSuiteResultWriter of TestNG 6 and 7.</remarks>
internal sealed class TestNgForm(Utf8Xml xml, ReportTally tally, ReportLimits limits)
{
    private readonly CaseDraft _case = new();
    private readonly List<string> _path = [];
    private string _class = "";

    public void Read()
    {
        for (var part = xml.Read(); part != XmlPart.Nothing; part = xml.Read())
        {
            if (part == XmlPart.Start)
            {
                Begin();
            }
            else if (part == XmlPart.End && (xml.Is("suite"u8) || xml.Is("test"u8)) && _path.Count > 0)
            {
                _path.RemoveAt(_path.Count - 1);
                if (xml.Is("test"u8))
                {
                    tally.Settle();
                }
            }
        }

        tally.Settle();
    }

    private void Begin()
    {
        if (xml.Is("test-method"u8))
        {
            Method();
        }
        else if (xml.Is("suite"u8) || xml.Is("test"u8))
        {
            _path.Add(xml["name"u8] ?? "");
        }
        else if (xml.Is("class"u8))
        {
            _class = xml["name"u8] ?? "";
        }
        else if (xml.Is("groups"u8) || xml.Is("reporter-output"u8))
        {
            xml.Skip();
        }
    }

    private void Method()
    {
        _case.Clear();
        var (depth, whole, configures) = (xml.Depth, false, xml["is-config"u8] == "true");
        var (outcome, isRetried) = (Outcome(xml["status"u8]), xml["retried"u8] == "true");
        Named(isRetried);
        for (var part = xml.Read(); part != XmlPart.Nothing; part = xml.Read())
        {
            if (part == XmlPart.End && xml.Depth == depth)
            {
                whole = true;
                break;
            }

            if (part == XmlPart.Start && tally.Listens)
            {
                Texts();
            }
        }

        if (configures)
        {
            if (outcome >= TestOutcome.Failed)
            {
                tally.AddOutsideError();
            }
        }
        else if (whole || outcome >= TestOutcome.Failed)
        {
            // What was retried had failed, whatever its row says.
            _case.Say(isRetried ? TestOutcome.Failed : outcome);
            tally.Add(_case);
        }
    }

    private void Named(bool isRetried)
    {
        _case.Seconds =
            xml.Index("duration-ms"u8) is >= 0 and var at && Times.Seconds(xml.RawValue(at)) is { } milliseconds
                ? milliseconds / 1000
                : null;
        var (signature, name) = (xml["signature"u8] ?? "", xml["name"u8] ?? "");
        if (isRetried || _retried.Contains(Key(signature)))
        {
            _case.Key = Key(signature);
            _retried.Add(_case.Key);
        }

        if (tally.Listens)
        {
            (_case.Name, _case.ClassName, _case.Suites) = (name, _class, [.. _path.Take(32)]);
            _case.Timestamp = Times.Moment(xml["started-at"u8]);
        }
    }

    private readonly HashSet<ulong> _retried = [];

    private ulong Key(string signature) => Hashing.Of(System.Text.Encoding.UTF8.GetBytes($"{_class}\n{signature}\n{_path.Count}")) | 1;

    private void Texts()
    {
        if (xml.Is("exception"u8))
        {
            _case.Type = xml["class"u8];
        }
        else if (xml.Is("message"u8))
        {
            _case.Message = JUnitTexts.Filled(XmlTexts.Within(xml, limits.TextBytes));
        }
        else if (xml.Is("full-stacktrace"u8))
        {
            _case.Details = JUnitTexts.Filled(XmlTexts.Within(xml, limits.TextBytes));
        }
    }

    private static TestOutcome Outcome(string? status) =>
        status switch
        {
            "PASS" => TestOutcome.Passed,
            "FAIL" => TestOutcome.Failed,
            // Failed, and allowed to by a percentage: it proves nothing.
            "SKIP" or "SUCCESS_PERCENTAGE_FAILURE" => TestOutcome.Skipped,
            _ => TestOutcome.Error,
        };
}
