using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>Verdicts of tests and failures for people: what asks for something, not what is well.</summary>
internal static class FlakeVerdictsText
{
    /// <summary>Tests that are told one by one.</summary>
    private const int Shown = 50;

    public static void Write(TextWriter output, FlakeVerdicts verdicts)
    {
        var counts = verdicts.Tests.CountBy(it => it.State).ToDictionary();
        output.WriteLine(
            $"{Counted(verdicts.Tests.Count, "test")}: {Count(TestState.Broken)} broken, {Count(TestState.Flaky)} flaky, {Count(TestState.Healthy)} healthy, {Count(TestState.New)} new"
        );
        var kinds = verdicts.Failures.CountBy(it => it.Verdict).ToDictionary();
        output.WriteLine(
            $"{Counted(verdicts.Failures.Count, "failure")}{(kinds.Count > 0 ? ": " : "")}{string.Join(", ", Enum.GetValues<FailureKind>().Where(it => kinds.ContainsKey(it)).Select(it => $"{kinds[it]} {it.ToString().ToLowerInvariant()}"))}"
        );
        var told = verdicts
            .Tests.Where(it => it.State is TestState.Broken or TestState.Flaky)
            .OrderByDescending(it => it.State)
            .ThenByDescending(it => it.FlakeRate ?? 0)
            .ToList();
        foreach (var test in told.Take(Shown))
        {
            Write(output, test);
        }

        if (told.Count > Shown)
        {
            output.WriteLine($"… and {told.Count - Shown} more: --format json has all of them");
        }

        int Count(TestState state) => counts.GetValueOrDefault(state);
    }

    /// <summary>Suite and test as one name.</summary>
    public static string Name(string suite, string test) => suite.Length > 0 ? $"{suite} › {test}" : test;

    private static string Counted(int number, string noun) => $"{number:N0} {noun}{(number == 1 ? "" : "s")}";

    private static void Write(TextWriter output, TestVerdict test)
    {
        var name = Name(test.Suite, test.Test);
        output.WriteLine();
        output.WriteLine(
            test is { State: TestState.Flaky, Interval: { } interval }
                ? $"flaky   {name}: fails {test.FlakeRate:p1} ({interval.Low:p1} to {interval.High:p1}) since {test.Since:yyyy-MM-dd}, chance {test.FlakeProbability:p0}"
                : $"broken  {name}: since {test.Since:yyyy-MM-dd HH:mm}"
        );
        foreach (var reason in test.Reasons)
        {
            output.WriteLine($"        {reason}");
        }
    }
}
