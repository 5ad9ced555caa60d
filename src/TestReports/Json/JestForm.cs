using Slipway.TestReports.Counting;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Json;

/// <summary>The <c>testResults</c> of Jest and Vitest. A file that failed although none of its tests did broke outside of them.</summary>
/// <remarks>Source: formatTestResults of Jest; the JSON reporter of Vitest.</remarks>
internal sealed class JestForm(JsonPull json, ReportTally tally, ReportLimits limits)
{
    private readonly CaseDraft _case = new();

    /// <summary>Whether a test carries what only Vitest writes.</summary>
    public bool IsVitest { get; private set; }

    /// <summary>Stands at the name of the member.</summary>
    public void Read()
    {
        if (!json.NextArray())
        {
            return;
        }

        while (json.Element())
        {
            File();
        }
    }

    private void File()
    {
        var (bad, failed) = (tally.Bad, false);
        while (json.Member())
        {
            if (json.Is("assertionResults"u8) || json.Is("testResults"u8))
            {
                Cases();
            }
            else if (json.Is("status"u8))
            {
                failed = json.NextText() == "failed";
            }
            else
            {
                json.Skip();
            }
        }

        if (failed && tally.Bad == bad)
        {
            tally.AddOutsideError();
        }
    }

    private void Cases()
    {
        if (!json.NextArray())
        {
            return;
        }

        while (json.Element())
        {
            _case.Clear();
            _case.Say(TestOutcome.Passed);
            var told = false;
            while (json.Member())
            {
                told |= Member();
            }

            if (!told)
            {
                _case.Say(TestOutcome.Error);
            }

            _case.FailedBefore = _case.Reruns > 0;
            tally.Add(_case);
        }
    }

    /// <summary>Whether it was the one that says how the test ended.</summary>
    private bool Member()
    {
        if (json.Is("status"u8))
        {
            _case.Say(Outcome(json.NextText()));
            return true;
        }

        if (json.Is("duration"u8))
        {
            _case.Seconds = Times.Sensible((json.NextNumber() ?? -1) / 1000);
        }
        else if (json.Is("invocations"u8))
        {
            _case.Reruns = Math.Max(_case.Reruns, Further(json.NextNumber() - 1));
        }
        else if (json.Is("retryReasons"u8) && json.NextArray())
        {
            _case.Reruns = Math.Max(_case.Reruns, Strings(null));
        }
        else if (json.Is("title"u8))
        {
            _case.Name = json.NextText() ?? "";
        }
        else if (json.Is("failureMessages"u8) && json.NextArray())
        {
            Strings(it => _case.Message ??= it);
        }
        else if (json.Is("ancestorTitles"u8) && json.NextArray())
        {
            var titles = new List<string>();
            Strings(it => titles.Add(it.Text));
            _case.Suites = titles;
        }
        else if (json.Type == System.Text.Json.JsonTokenType.PropertyName)
        {
            IsVitest |= json.Is("meta"u8);
            json.Skip();
        }

        return false;
    }

    /// <summary>Reads an array of texts; says how many there are.</summary>
    private int Strings(Action<BoundedText>? take)
    {
        var count = 0;
        while (json.Read() && json.Type != System.Text.Json.JsonTokenType.EndArray)
        {
            if (json.Type == System.Text.Json.JsonTokenType.String && count < 1_000 && tally.Listens)
            {
                take?.Invoke(json.Bounded(limits.TextBytes));
            }
            else
            {
                json.Skip();
            }

            count++;
        }

        return count;
    }

    public static int Further(double? number) => number is > 0 and < 1e6 ? (int)number : 0;

    private static TestOutcome Outcome(string? status) =>
        status switch
        {
            "passed" or "focused" => TestOutcome.Passed,
            "failed" => TestOutcome.Failed,
            "pending" or "skipped" or "todo" or "disabled" => TestOutcome.Skipped,
            _ => TestOutcome.Error,
        };
}
