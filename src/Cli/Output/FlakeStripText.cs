using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>One test for people: how it stands, its history as a strip, its failures.</summary>
internal static class FlakeStripText
{
    /// <summary>Failures that are told one by one, the latest.</summary>
    private const int Shown = 10;
    private const string Legend = ". pass   f flake   R regression   o outage   ? unknown   - skipped";

    public static void Write(TextWriter output, TestVerdict test, FlakeVerdicts verdicts, TestHistory history, int width)
    {
        output.WriteLine($"{FlakeVerdictsText.Name(test.Suite, test.Test)}: {test.State.ToString().ToLowerInvariant()}");
        foreach (var reason in test.Reasons)
        {
            output.WriteLine($"  {reason}");
        }

        var failures = verdicts.Failures.Where(it => it.Test == test.Test && it.Suite == test.Suite).ToList();
        var letters = failures.GroupBy(it => (it.Run, it.Attempt)).ToDictionary(it => it.Key, it => Letter(it.Last().Verdict));
        var strip = string.Concat(
            history
                .Outcomes()
                .Where(it => it.Test == test.Test && it.Suite == test.Suite)
                .Select(it =>
                    it.Outcome switch
                    {
                        OutcomeKind.Pass => '.',
                        OutcomeKind.Skip => '-',
                        _ => letters.GetValueOrDefault((it.Run, it.Attempt), '?'),
                    }
                )
        );
        output.WriteLine();
        foreach (var line in strip.Chunk(Math.Max(20, width - 2)).TakeLast(Shown))
        {
            output.WriteLine($"  {new string(line)}");
        }

        output.WriteLine($"  {Legend}");
        WriteFailures(output, failures);
    }

    private static void WriteFailures(TextWriter output, List<FailureVerdict> failures)
    {
        foreach (var failure in failures.TakeLast(Shown))
        {
            output.WriteLine();
            output.WriteLine(
                $"  {failure.Verdict.ToString().ToLowerInvariant()} ({failure.Probability:p0}) in run {failure.Run}, attempt {failure.Attempt}"
            );
            foreach (var reason in failure.Reasons)
            {
                output.WriteLine($"    {reason}");
            }
        }
    }

    private static char Letter(FailureKind verdict) =>
        verdict switch
        {
            FailureKind.Flake => 'f',
            FailureKind.Regression => 'R',
            FailureKind.Infrastructure or FailureKind.Environment => 'o',
            _ => '?',
        };
}
