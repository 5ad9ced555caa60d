using System.Text;
using System.Text.Json;
using Slipway.TestReports.Counting;
using Slipway.TestReports.JUnit;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Json;

/// <summary>The JSON output of GoogleTest.</summary>
/// <remarks>Source: "Generating a JSON Report" of the GoogleTest documentation.</remarks>
internal sealed class GoogleTestForm(JsonPull json, ReportTally tally, ReportLimits limits)
{
    private readonly CaseDraft _case = new();

    /// <summary>Stands at the name of the member.</summary>
    public void Read()
    {
        if (!json.NextArray())
        {
            return;
        }

        while (json.Element())
        {
            while (json.Member())
            {
                if (json.Is("testsuite"u8) && json.NextArray())
                {
                    Cases();
                }
                else if (json.Type == JsonTokenType.PropertyName)
                {
                    json.Skip();
                }
            }
        }
    }

    private void Cases()
    {
        while (json.Element())
        {
            _case.Clear();
            var told = false;
            while (json.Member())
            {
                told |= json.Is("status"u8) || json.Is("result"u8);
                Member();
            }

            if (!told)
            {
                _case.Say(TestOutcome.Error);
            }

            tally.Add(_case);
        }
    }

    private void Member()
    {
        if (json.Is("status"u8) || json.Is("result"u8))
        {
            _case.Say(JUnitTexts.Said("status"u8, Encoding.UTF8.GetBytes(json.NextText() ?? "")));
        }
        else if (json.Is("failures"u8) && json.NextArray())
        {
            while (json.Element())
            {
                _case.Say(TestOutcome.Failed);
                Failure();
            }
        }
        else if (json.Is("name"u8))
        {
            _case.Name = json.NextText() ?? "";
        }
        else if (json.Is("classname"u8))
        {
            _case.ClassName = json.NextText() ?? "";
        }
        else if (json.Is("time"u8))
        {
            _case.Seconds = Times.Seconds(Encoding.UTF8.GetBytes(json.NextText(40) ?? ""));
        }
        else if (json.Type == JsonTokenType.PropertyName)
        {
            json.Skip();
        }
    }

    private void Failure()
    {
        while (json.Member())
        {
            if (json.Is("failure"u8))
            {
                _case.Message ??= json.NextBounded(limits.TextBytes);
            }
            else
            {
                json.Skip();
            }
        }
    }
}
