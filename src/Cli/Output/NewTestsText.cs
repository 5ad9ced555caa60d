using Slipway.Cli.Commands;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>New tests for people: what failed first, then what is not proven.</summary>
internal static class NewTestsText
{
    private const int Most = 50;
    private static readonly string[] Order = ["failed", "not proven", "proven"];

    public static void Write(TextWriter text, JudgedNewTests judged)
    {
        var all = judged.Gate.New.OrderBy(it => Array.IndexOf(Order, judged.Verdict(it))).ToList();
        var counts = all.CountBy(judged.Verdict).ToDictionary();
        text.WriteLine(
            $"{FlakeWords.Count(judged.Gate.Tests, "test")}, {all.Count:N0} new: {Count("proven")} proven, {Count("not proven")} not proven, {Count("failed")} failed"
        );
        foreach (var it in all.Take(Most))
        {
            Write(text, judged, it);
        }

        if (all.Count > Most)
        {
            text.WriteLine($"… and {all.Count - Most:N0} more: --format json has all of them");
        }

        if (judged.Outside > 0)
        {
            text.WriteLine($"not proven  {judged.Outside} errors outside of tests: a new test may be missing because of them");
        }

        foreach (var it in judged.Unread)
        {
            text.WriteLine($"not read    {PlainText.Short(it, 300)}");
        }

        int Count(string verdict) => counts.GetValueOrDefault(verdict);
    }

    private static void Write(TextWriter text, JudgedNewTests judged, NewTest it)
    {
        var name = PlainText.Short(FlakeVerdictsText.Name(it.Suite, it.Test), 200);
        var said = it.Says is { } says ? $": {PlainText.Short(says.Trim().Split('\n')[0], 200)}" : "";
        text.WriteLine(
            it.Failures > 0
                ? $"failed      {name}: {it.Failures:N0} of {it.Passes + it.Failures:N0} tries{said}"
                : $"{judged.Verdict(it), -12}{name}: passed {it.Passes:N0} of {judged.Times:N0} times{(it.Skips > 0 ? $", skipped {it.Skips:N0} times" : "")}"
        );
    }
}
