using System.Text;
using Slipway.TestReports.Counting;
using Slipway.TestReports.Dotnet;
using Slipway.TestReports.Json;
using Slipway.TestReports.JUnit;
using Slipway.TestReports.Lines;
using Slipway.TestReports.OtherXml;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Opening;

/// <summary>Reads one report that is no archive.</summary>
internal sealed class OneReport(string file, ReportLimits limits, Action<TestCase>? listener, CancellationToken ct)
{
    private readonly ReportTally _tally = new(listener, limits.HeldCases);
    private readonly Flaws _flaws = new();
    private ReportFormat? _format;
    private ReportDialect? _dialect;

    /// <summary>Reads to the end, or to where it cannot be read on.</summary>
    public ReportSummary Read(PeekedStream stream)
    {
        try
        {
            Open(stream);
        }
        catch (RefusedReport refused)
        {
            return Refusals.Of(file, refused.Message, _format, _dialect);
        }
        catch (Exception torn) when (torn is IOException or InvalidDataException)
        {
            _flaws.Add($"it cannot be read to its end: {torn.Message}");
            _tally.Settle();
        }

        if (_format is null)
        {
            return Refusals.Of(file, _flaws.Reason ?? "it holds no report of tests that is known", null, null);
        }

        return _tally.Summary(file, _flaws.Any ? ReportStatus.Partial : ReportStatus.Ok) with
        {
            Format = _format,
            Dialect = _dialect,
            Reason = _flaws.Reason,
        };
    }

    private void Open(PeekedStream stream)
    {
        if (Wide(stream.Head) is { } encoding)
        {
            using var narrow = Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8, leaveOpen: true);
            Open(new PeekedStream(narrow));
            return;
        }

        var content = Contents.Of(stream.Head, out var junk);
        if (junk > 0)
        {
            stream.Drop(junk);
            _flaws.Add("something stands before the report");
        }

        switch (content)
        {
            case Content.Xml:
                ReadXml(stream);
                break;
            case Content.Json:
                ReadJson(stream);
                break;
            case Content.GoJson:
                ReadGo(stream);
                break;
            case Content.Tap:
                ReadTap(stream);
                break;
            default:
                throw new RefusedReport(Refusals.Why(content));
        }
    }

    private void ReadXml(PeekedStream stream)
    {
        using var xml = new Utf8Xml(stream, limits, _flaws, ct);
        XmlPart part;
        do
        {
            part = xml.Read();
        } while (part is not (XmlPart.Start or XmlPart.Nothing));

        if (part == XmlPart.Nothing)
        {
            return;
        }

        Rooted(xml);
    }

    private void Rooted(Utf8Xml xml)
    {
        if (xml.Is("testsuites"u8) || xml.Is("testsuite"u8) || xml.Is("testcase"u8))
        {
            _format = ReportFormat.JunitXml;
            var form = new JUnitForm(xml, _tally, limits);
            try
            {
                form.Read();
            }
            finally
            {
                _dialect = form.Dialect;
            }
        }
        else if (xml.Is("TestRun"u8))
        {
            (_format, _dialect) = (ReportFormat.Trx, ReportDialect.Vstest);
            new TrxForm(xml, _tally, limits).Read();
        }
        else if (xml.Is("test-run"u8) || xml.Is("test-results"u8))
        {
            var isSecond = xml.Is("test-results"u8);
            (_format, _dialect) = (isSecond ? ReportFormat.Nunit2Xml : ReportFormat.Nunit3Xml, ReportDialect.Nunit);
            new NUnitForm(xml, _tally, limits, isSecond).Read();
        }
        else if (xml.Is("assemblies"u8) || xml.Is("assembly"u8))
        {
            (_format, _dialect) = (ReportFormat.XunitXml, ReportDialect.Xunit);
            new XunitForm(xml, _tally, limits).Read();
        }
        else if (xml.Is("testng-results"u8))
        {
            (_format, _dialect) = (ReportFormat.TestngXml, ReportDialect.Testng);
            new TestNgForm(xml, _tally, limits).Read();
        }
        else if (xml.Is("TestLog"u8) || xml.Is("TestResult"u8))
        {
            (_format, _dialect) = (ReportFormat.BoostXml, ReportDialect.Boost);
            new BoostForm(xml, _tally, limits).Read();
        }
        else if (xml.Is("Site"u8))
        {
            (_format, _dialect) = (ReportFormat.CtestXml, ReportDialect.Ctest);
            new CTestForm(xml, _tally, limits).Read();
        }
        else
        {
            throw new RefusedReport(Refusals.Root(xml.Name));
        }
    }

    private void ReadJson(PeekedStream stream)
    {
        using var json = new JsonPull(stream, limits, ct);
        var forms = new JsonForms(json, _tally, limits, _flaws);
        try
        {
            forms.Read();
        }
        finally
        {
            _format = forms.Format;
            _dialect = forms.Format is null ? null : forms.Dialect;
        }

        if (forms.Format is null && !_flaws.Any)
        {
            throw new RefusedReport(
                "it is JSON, and no report of tests that is known (Playwright, Jest, CTRF, Mocha, GoogleTest, go test -json)"
            );
        }
    }

    private void ReadGo(PeekedStream stream)
    {
        (_format, _dialect) = (ReportFormat.GoJson, ReportDialect.Go);
        using var lines = new LineReader(stream, limits, ct);
        new GoJsonForm(lines, _tally, limits, _flaws).Read();
    }

    private void ReadTap(PeekedStream stream)
    {
        (_format, _dialect) = (ReportFormat.Tap, ReportDialect.Generic);
        using var lines = new LineReader(stream, limits, ct);
        var form = new TapForm(lines, _tally, limits, _flaws);
        form.Read();
        _dialect = form.IsNode ? ReportDialect.Node : _dialect;
    }

    /// <summary>The encoding of text in units of two bytes, by its mark or by its first character.</summary>
    private static UnicodeEncoding? Wide(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4)
        {
            return null;
        }

        return (head[0], head[1], head[2], head[3]) switch
        {
            (0xFF, 0xFE, 0, 0) => null,
            (0xFF, 0xFE, _, _) => new(bigEndian: false, byteOrderMark: true),
            (0xFE, 0xFF, _, _) => new(bigEndian: true, byteOrderMark: true),
            ((byte)'<' or (byte)'{', 0, not 0, 0) => new(bigEndian: false, byteOrderMark: false),
            (0, (byte)'<' or (byte)'{', 0, not 0) => new(bigEndian: true, byteOrderMark: false),
            _ => null,
        };
    }
}
