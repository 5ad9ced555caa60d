using System.Globalization;
using System.Text.Json;
using Slipway.TestReports.Counting;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Json;

/// <summary>The Common Test Report Format.</summary>
/// <remarks>Source: the specification of CTRF. <c>other</c> is what the writer could not place (Jest puts its todos there): it proves nothing.</remarks>
internal sealed class CtrfForm(JsonPull json, ReportTally tally, ReportLimits limits)
{
    private readonly CaseDraft _case = new();

    public ReportDialect Dialect { get; private set; }

    /// <summary>Stands in the object <c>results</c>; reads to its end.</summary>
    public void Read()
    {
        while (json.Member())
        {
            if (json.Is("tests"u8) && json.NextArray())
            {
                while (json.Element())
                {
                    Case();
                }
            }
            else if (json.Is("tool"u8) && json.NextObject())
            {
                Tool();
            }
            else if (json.Type == JsonTokenType.PropertyName)
            {
                json.Skip();
            }
        }
    }

    private void Tool()
    {
        while (json.Member())
        {
            if (json.Is("name"u8))
            {
                Dialect = Named(json.NextText() ?? "");
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void Case()
    {
        _case.Clear();
        var (retries, attempts, flaky, status) = (0, 0, false, (string?)null);
        while (json.Member())
        {
            if (json.Is("status"u8))
            {
                status = json.NextText();
            }
            else if (json.Is("retries"u8))
            {
                retries = JestForm.Further(json.NextNumber());
            }
            else if (json.Is("flaky"u8))
            {
                flaky = json.NextTrue();
            }
            else if (json.Is("retryAttempts"u8) && json.NextArray())
            {
                attempts = Attempts();
            }
            else
            {
                Member();
            }
        }

        _case.Say(Outcome(status));
        _case.Reruns = Math.Max(retries, attempts);
        _case.FailedBefore = flaky || _case.Reruns > 0;
        tally.Add(_case);
    }

    private int Attempts()
    {
        var count = 0;
        while (json.Element())
        {
            count++;
            var (status, message, seconds) = ((string?)null, (BoundedText?)null, (double?)null);
            while (json.Member())
            {
                if (json.Is("status"u8))
                {
                    status = json.NextText();
                }
                else if (json.Is("message"u8))
                {
                    message = json.NextBounded(limits.TextBytes);
                }
                else if (json.Is("duration"u8))
                {
                    seconds = Times.Sensible((json.NextNumber() ?? -1) / 1000);
                }
                else
                {
                    json.Skip();
                }
            }

            if (tally.Listens && _case.Others.Count < 1_000)
            {
                _case.OthersCameBefore = true;
                _case.Others.Add(
                    new()
                    {
                        Outcome = Outcome(status),
                        Message = message,
                        Duration = CaseDraft.Span(seconds),
                    }
                );
            }
        }

        return count;
    }

    private void Member()
    {
        if (json.Is("duration"u8))
        {
            _case.Seconds = Times.Sensible((json.NextNumber() ?? -1) / 1000);
        }
        else if (json.Is("name"u8))
        {
            _case.Name = json.NextText() ?? "";
        }
        else if (json.Is("filePath"u8))
        {
            _case.File = json.NextText();
        }
        else if (json.Is("line"u8))
        {
            _case.Line = json.NextNumber() is { } line and >= 0 and < int.MaxValue ? (int)line : null;
        }
        else if (json.Is("message"u8))
        {
            _case.Message = json.NextBounded(limits.TextBytes);
        }
        else if (json.Is("trace"u8))
        {
            _case.Details = json.NextBounded(limits.TextBytes);
        }
        else if (json.Is("suite"u8))
        {
            Suites();
        }
        else if (json.Is("start"u8))
        {
            _case.Timestamp = json.NextNumber() is { } at and > 0 and < 4e12 ? DateTimeOffset.FromUnixTimeMilliseconds((long)at) : null;
        }
        else
        {
            json.Skip();
        }
    }

    /// <summary>A text in early versions, a list in later ones.</summary>
    private void Suites()
    {
        json.Read();
        if (json.Type == JsonTokenType.String)
        {
            _case.Suites = [json.Text() ?? ""];
            return;
        }

        var path = new List<string>();
        if (json.Type != JsonTokenType.StartArray)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.Type != JsonTokenType.EndArray)
        {
            if (json.Type == JsonTokenType.String && path.Count < 32)
            {
                path.Add(json.Text() ?? "");
            }
            else
            {
                json.Skip();
            }
        }

        _case.Suites = path;
    }

    private static TestOutcome Outcome(string? status) =>
        status?.ToLower(CultureInfo.InvariantCulture) switch
        {
            "passed" => TestOutcome.Passed,
            "failed" => TestOutcome.Failed,
            "skipped" or "pending" or "other" => TestOutcome.Skipped,
            _ => TestOutcome.Error,
        };

    private static ReportDialect Named(string tool) =>
        tool.ToLower(CultureInfo.InvariantCulture) switch
        {
            "jest" => ReportDialect.Jest,
            "vitest" => ReportDialect.Vitest,
            "mocha" => ReportDialect.Mocha,
            "cypress" => ReportDialect.Cypress,
            "playwright" => ReportDialect.Playwright,
            "webdriverio" => ReportDialect.Webdriverio,
            "newman" => ReportDialect.Newman,
            "pytest" => ReportDialect.Pytest,
            "node" or "node:test" => ReportDialect.Node,
            _ => ReportDialect.Generic,
        };
}
