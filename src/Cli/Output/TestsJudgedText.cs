using Slipway.Cli.Commands;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>A judged build for people: what is real first, then what is not proven.</summary>
internal static class TestsJudgedText
{
    private const int Most = 50;

    public static void Write(TextWriter text, JudgedBuild build)
    {
        var real = build.Real.ToList();
        text.WriteLine(
            $"{build.Tests} tests: {build.Passed} passed{(build.Flaky > 0 ? $" ({build.Flaky} only after a retry)" : "")}, {real.Count} failed, {build.Failures.Count - real.Count} not proven (quarantined), {build.Skipped} skipped"
        );
        foreach (var it in real.Take(Most).Concat(build.Failures.Where(it => it.Entry is not null).Take(Most)))
        {
            text.WriteLine($"{(it.Entry is null ? "real" : "not proven"), -11} {PlainText.Short(Name(it.Failure), 200)}{Said(it.Failure)}");
            text.WriteLine($"            {PlainText.Short(it.Entry is { } entry ? Of(entry) : it.Why, 300)}");
        }

        if (build.Failures.Count > 2 * Most)
        {
            text.WriteLine("…           --format json tells all of them");
        }

        foreach (var it in build.Lapsed)
        {
            text.WriteLine(
                $"lapsed      line {it.Line}: {PlainText.Short(it.Test, 120)}, until {it.Until:yyyy-MM-dd}: {PlainText.Short(it.Owner, 80)} mends it, prolongs it, or takes it out"
            );
        }

        foreach (var it in build.Unread)
        {
            text.WriteLine($"not read    {PlainText.Short(it, 300)}");
        }
    }

    private static string Name(FailedTest it) => it.Suite.Length > 0 ? $"{it.Suite} › {it.Test}" : it.Test;

    private static string Said(FailedTest it) =>
        it.Messages is [.., { } last] ? $": {PlainText.Short(last.Split('\n')[0].Trim(), 200)}" : "";

    private static string Of(QuarantineEntry it) =>
        $"quarantined until {it.Until:yyyy-MM-dd}, {it.Owner}{(it.Issue is { } issue ? $" ({issue})" : "")}: {it.Reason}";
}
