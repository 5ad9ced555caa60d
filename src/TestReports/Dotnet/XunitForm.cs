using Slipway.TestReports.Counting;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Dotnet;

/// <summary>xUnit.net: <c>assemblies</c> of versions 2 and 3, <c>assembly</c> of version 1. What broke outside of tests stands under <c>errors</c>.</summary>
/// <remarks>Source: Format XML v2+ and v1 of the xUnit.net documentation.</remarks>
internal sealed class XunitForm(Utf8Xml xml, ReportTally tally, ReportLimits limits)
{
    private readonly CaseDraft _case = new();
    private string _assembly = "";
    private int _containerDepth;

    /// <summary>Stands at the root; reads to the end of the document.</summary>
    public void Read()
    {
        var declared = 0L;
        for (var part = XmlPart.Start; part != XmlPart.Nothing; part = xml.Read())
        {
            if (part != XmlPart.Start)
            {
                continue;
            }

            if (xml.Is("test"u8))
            {
                Case();
            }
            else if (xml.Is("assembly"u8))
            {
                _assembly = xml["name"u8] ?? "";
                declared += long.TryParse(xml["total"u8], out var total) ? total : 0;
            }
            else if (xml.Is("class"u8) || xml.Is("collection"u8))
            {
                _containerDepth = xml.Depth;
            }
            else if (xml.Is("error"u8) || xml.Is("failure"u8) && xml.Depth == _containerDepth + 1)
            {
                tally.AddOutsideError();
                xml.Skip();
            }
        }

        if (declared > tally.Tests)
        {
            tally.Contradicts($"it says {declared} tests and shows {tally.Tests}");
        }
    }

    private void Case()
    {
        _case.Clear();
        var (depth, whole) = (xml.Depth, false);
        var outcome = Outcome(xml["result"u8]);
        _case.Seconds = xml.Index("time"u8) is >= 0 and var at ? Times.Seconds(xml.RawValue(at)) : null;
        if (tally.Listens)
        {
            (_case.Name, _case.ClassName, _case.File) = (xml["name"u8] ?? "", xml["type"u8] ?? "", xml["source-file"u8]);
            _case.Line = int.TryParse(xml["source-line"u8], out var line) ? line : null;
            _case.Suites = _assembly.Length > 0 ? [_assembly] : [];
        }

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
                _case.Type ??= xml.Is("failure"u8) ? xml["exception-type"u8] : null;
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

    private static TestOutcome Outcome(string? result) =>
        result switch
        {
            "Pass" => TestOutcome.Passed,
            "Fail" => TestOutcome.Failed,
            "Skip" or "NotRun" => TestOutcome.Skipped,
            _ => TestOutcome.Error,
        };
}
