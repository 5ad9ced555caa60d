using Slipway.TestReports.Counting;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Json;

/// <summary>
/// The JSON reporter of Playwright. A case is a spec in a project; its results are the attempts. The same spec and project more
/// than once (<c>--repeat-each</c>) are repeats of it.
/// </summary>
/// <remarks>Source: JSONReport in the types of @playwright/test.</remarks>
internal sealed class PlaywrightForm(JsonPull json, ReportTally tally, ReportLimits limits)
{
    private readonly List<string> _path = [];

    /// <summary>Stands at the name of the member.</summary>
    public void Read()
    {
        if (!json.NextArray())
        {
            return;
        }

        while (json.Element())
        {
            Suite();
        }
    }

    private void Suite()
    {
        _path.Add("");
        while (json.Member())
        {
            if (json.Is("title"u8))
            {
                _path[^1] = json.NextText() ?? "";
            }
            else if (json.Is("suites"u8))
            {
                Read();
            }
            else if (json.Is("specs"u8) && json.NextArray())
            {
                while (json.Element())
                {
                    Spec();
                }
            }
            else if (json.Type == System.Text.Json.JsonTokenType.PropertyName)
            {
                json.Skip();
            }
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private void Spec()
    {
        var (title, file, line) = ("", (string?)null, (int?)null);
        var tests = new List<PlaywrightTest>();
        while (json.Member())
        {
            if (json.Is("title"u8))
            {
                title = json.NextText() ?? "";
            }
            else if (json.Is("file"u8))
            {
                file = json.NextText();
            }
            else if (json.Is("line"u8))
            {
                line = (int?)json.NextNumber();
            }
            else if (json.Is("tests"u8) && json.NextArray())
            {
                while (json.Element())
                {
                    tests.Add(PlaywrightTest.Read(json, tally.Listens, limits.TextBytes));
                }
            }
            else if (json.Type == System.Text.Json.JsonTokenType.PropertyName)
            {
                json.Skip();
            }
        }

        foreach (var project in tests.GroupBy(it => it.Project, StringComparer.Ordinal))
        {
            Add([.. project], title, file, line);
        }
    }

    private void Add(IReadOnlyList<PlaywrightTest> repeats, string title, string? file, int? line)
    {
        var draft = new CaseDraft();
        var attempts = repeats.SelectMany(it => it.Attempts).ToList();
        draft.Say(repeats[^1].Outcome);
        draft.Reruns = Math.Max(0, repeats.Sum(it => Math.Max(1, it.Results)) - 1);
        draft.FailedBefore = repeats.Any(it => it.IsFlaky) || repeats.SkipLast(1).Any(it => it.Outcome >= TestOutcome.Failed);
        draft.Seconds = repeats.Any(it => it.Seconds is not null) ? repeats.Sum(it => it.Seconds ?? 0) : null;
        (draft.Name, draft.ClassName, draft.File, draft.Line) = (title, repeats[0].Project, file, line);
        draft.Suites = [.. _path.Take(32)];
        if (attempts.Count > 0)
        {
            draft.Others.AddRange(attempts.SkipLast(1).Take(1_000));
            draft.OthersCameBefore = true;
            var last = attempts[^1];
            (draft.Message, draft.Details, draft.Output, draft.ErrorOutput) = (last.Message, last.Details, last.Output, last.ErrorOutput);
        }

        tally.Add(draft);
    }
}

/// <summary>A spec in one project.</summary>
internal sealed class PlaywrightTest
{
    public string Project { get; private set; } = "";

    public TestOutcome Outcome { get; private set; }

    public bool IsFlaky { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Results { get; private set; }

    public double? Seconds { get; private set; }

    public List<TestAttempt> Attempts { get; } = [];

    /// <summary>Stands in the object; reads to its end.</summary>
    public static PlaywrightTest Read(JsonPull json, bool listens, int most)
    {
        var (test, status, expected, last) = (new PlaywrightTest(), (string?)null, "passed", (string?)null);
        while (json.Member())
        {
            if (json.Is("status"u8))
            {
                status = json.NextText();
            }
            else if (json.Is("expectedStatus"u8))
            {
                expected = json.NextText() ?? expected;
            }
            else if (json.Is("projectName"u8))
            {
                test.Project = json.NextText() ?? "";
            }
            else if (json.Is("results"u8) && json.NextArray())
            {
                while (json.Element())
                {
                    last = test.Result(json, listens, most);
                }
            }
            else if (json.Type == System.Text.Json.JsonTokenType.PropertyName)
            {
                json.Skip();
            }
        }

        test.Decide(status, expected, last);
        return test;
    }

    private void Decide(string? status, string expected, string? last)
    {
        IsFlaky = status == "flaky";
        Outcome = status switch
        {
            "expected" or "flaky" => TestOutcome.Passed,
            "skipped" => TestOutcome.Skipped,
            "unexpected" => last is "interrupted" or "timedOut" ? TestOutcome.Error : TestOutcome.Failed,
            _ when last == "skipped" => TestOutcome.Skipped,
            _ when last is not null && last == expected => TestOutcome.Passed,
            _ when last is "failed" or "passed" => TestOutcome.Failed,
            _ => TestOutcome.Error,
        };
    }

    private string? Result(JsonPull json, bool listens, int most)
    {
        var (status, seconds, message, details) = ((string?)null, (double?)null, (BoundedText?)null, (BoundedText?)null);
        while (json.Member())
        {
            if (json.Is("status"u8))
            {
                status = json.NextText();
            }
            else if (json.Is("duration"u8))
            {
                seconds = Times.Sensible((json.NextNumber() ?? -1) / 1000);
            }
            else if (json.Is("error"u8) && json.NextObject())
            {
                while (json.Member())
                {
                    if (json.Is("message"u8))
                    {
                        message = json.NextBounded(most);
                    }
                    else if (json.Is("stack"u8))
                    {
                        details = json.NextBounded(most);
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

        Results++;
        Seconds = seconds is null ? Seconds : (Seconds ?? 0) + seconds;
        if (listens && Attempts.Count < 1_000)
        {
            Attempts.Add(
                new()
                {
                    Outcome = OfResult(status),
                    Message = message,
                    Details = details,
                    Duration = CaseDraft.Span(seconds),
                }
            );
        }

        return status;
    }

    private static TestOutcome OfResult(string? status) =>
        status switch
        {
            "passed" => TestOutcome.Passed,
            "skipped" => TestOutcome.Skipped,
            "failed" => TestOutcome.Failed,
            _ => TestOutcome.Error,
        };
}
