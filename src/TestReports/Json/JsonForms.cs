using System.Text.Json;
using Slipway.TestReports.Counting;
using Slipway.TestReports.Opening;

namespace Slipway.TestReports.Json;

/// <summary>Reports in JSON: which one it is, is told by the member that holds the results.</summary>
internal sealed class JsonForms(JsonPull json, ReportTally tally, ReportLimits limits, Flaws flaws)
{
    private long _topErrors;

    /// <summary>Its format; null when no member told it.</summary>
    public ReportFormat? Format { get; private set; }

    public ReportDialect Dialect { get; private set; }

    public void Read()
    {
        try
        {
            json.Read();
            if (json.Type != JsonTokenType.StartObject)
            {
                throw new RefusedReport("it is JSON, and no report of tests that is known: it begins with no object");
            }

            while (json.Member())
            {
                Member();
            }

            while (json.Read())
            {
                // To the end of the document: what stands behind it is a flaw.
            }
        }
        catch (JsonException torn)
        {
            flaws.Add($"line {(torn.LineNumber ?? 0) + 1} of what was read: it is cut off there, or no JSON");
        }

        if (json.BrokenText)
        {
            flaws.Add("its text is not the UTF-8 that it should be");
        }

        for (; Format == ReportFormat.PlaywrightJson && _topErrors > 0; _topErrors--)
        {
            tally.AddOutsideError();
        }

        tally.Settle();
    }

    private void Member()
    {
        if (json.Is("testResults"u8))
        {
            Told(ReportFormat.JestJson, ReportDialect.Jest);
            var form = new JestForm(json, tally, limits);
            form.Read();
            Dialect = form.IsVitest ? ReportDialect.Vitest : Dialect;
        }
        else if (json.Is("suites"u8))
        {
            Told(ReportFormat.PlaywrightJson, ReportDialect.Playwright);
            new PlaywrightForm(json, tally, limits).Read();
        }
        else if (json.Is("testsuites"u8))
        {
            Told(ReportFormat.GoogletestJson, ReportDialect.Googletest);
            new GoogleTestForm(json, tally, limits).Read();
        }
        else if (json.Is("results"u8) && json.NextObject())
        {
            Told(ReportFormat.CtrfJson, ReportDialect.Generic);
            var form = new CtrfForm(json, tally, limits);
            form.Read();
            Dialect = form.Dialect;
        }
        else if (json.Is("passes"u8) || json.Is("failures"u8) || json.Is("pending"u8))
        {
            new MochaForm(json, tally, limits).Read(
                json.Is("passes"u8),
                json.Is("pending"u8),
                () => Told(ReportFormat.MochaJson, ReportDialect.Mocha)
            );
        }
        else if (json.Is("errors"u8) && json.NextArray())
        {
            while (json.Element())
            {
                _topErrors++;
                LeaveObject();
            }
        }
        else if (json.Type == JsonTokenType.PropertyName)
        {
            json.Skip();
        }
    }

    private void LeaveObject()
    {
        while (json.Member())
        {
            json.Skip();
        }
    }

    private void Told(ReportFormat format, ReportDialect dialect) => (Format, Dialect) = (format, dialect);
}
