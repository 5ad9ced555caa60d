using Slipway.TestReports.Counting;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Json;

/// <summary>The JSON reporter of Mocha: passes, failures and pending tests in a list each. A hook that failed is no test.</summary>
/// <remarks>Source: lib/reporters/json.js of Mocha.</remarks>
internal sealed class MochaForm(JsonPull json, ReportTally tally, ReportLimits limits)
{
    private readonly CaseDraft _case = new();

    /// <summary>Stands at the name of the member; tells when it is a list of tests.</summary>
    public void Read(bool passes, bool pending, Action told)
    {
        if (!json.NextArray())
        {
            return;
        }

        told();
        while (json.Element())
        {
            Case(
                passes ? TestOutcome.Passed
                : pending ? TestOutcome.Skipped
                : TestOutcome.Failed
            );
        }
    }

    private void Case(TestOutcome outcome)
    {
        _case.Clear();
        _case.Say(outcome);
        while (json.Member())
        {
            Member();
        }

        if (outcome == TestOutcome.Failed && _case.Name.StartsWith('"') && _case.Name.Contains("\" hook", StringComparison.Ordinal))
        {
            tally.AddOutsideError();
            return;
        }

        _case.FailedBefore = _case.Reruns > 0;
        tally.Add(_case);
    }

    private void Member()
    {
        if (json.Is("title"u8))
        {
            _case.Name = json.NextText() ?? "";
        }
        else if (json.Is("file"u8))
        {
            _case.File = json.NextText();
        }
        else if (json.Is("duration"u8))
        {
            _case.Seconds = Times.Sensible((json.NextNumber() ?? -1) / 1000);
        }
        else if (json.Is("currentRetry"u8))
        {
            _case.Reruns = JestForm.Further(json.NextNumber());
        }
        else if (json.Is("err"u8) && json.NextObject())
        {
            while (json.Member())
            {
                if (json.Is("message"u8))
                {
                    _case.Message = json.NextBounded(limits.TextBytes);
                }
                else if (json.Is("stack"u8))
                {
                    _case.Details = json.NextBounded(limits.TextBytes);
                }
                else
                {
                    json.Skip();
                }
            }
        }
        else if (json.Type == System.Text.Json.JsonTokenType.PropertyName)
        {
            json.Skip();
        }
    }
}
