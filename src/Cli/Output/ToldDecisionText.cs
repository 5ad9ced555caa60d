using System.Globalization;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>What gates and triggers decided, for people.</summary>
internal static class ToldDecisionText
{
    public static void Write(TextWriter text, IReadOnlyList<ToldDecision> told, RunFolder folder)
    {
        foreach (var (it, at) in told.Select((it, at) => (it, at)))
        {
            if (at > 0)
            {
                text.WriteLine();
            }

            var again = it.Number > 1 ? $"  ({(it.Kind == DecisionKind.Gate ? "attempt" : "decision")} {it.Number})" : "";
            text.WriteLine($"{it.Where}  {PlainText.Short(it.Text, 300)}{again}");
            text.WriteLine($"  {PlainText.Short(it.Compared, 2000)}");
            text.WriteLine($"  {PlainText.Short(it.Decided, 2000)}");
            text.WriteLine($"  recorded  {it.Verdict.ToString().ToLowerInvariant()}: {PlainText.Short(it.Why, 1000)}");
            text.WriteLine($"  again     {Again(it)}");
            if (it.Comparison is { Intervals: { } digest, Decision: not null } numbers)
            {
                var piece = Path.Combine(folder.Evidence, $"{digest}.gz");
                text.WriteLine($"  try it    gzip -dc '{piece}' | slipway judge compare {Options(numbers)}");
            }
        }
    }

    private static string Again(ToldDecision it) =>
        it.Again switch
        {
            Verdict.Pass => it.Comparison is { } numbers
                ? string.Create(CultureInfo.InvariantCulture, $"comes out as it is recorded (rules {numbers.RulesVersion})")
                : "comes out as it is recorded",
            Verdict.Fail => $"BROKEN: {PlainText.Short(it.Fault!, 1000)}",
            _ => $"OPEN: {PlainText.Short(it.Fault!, 1000)}",
        };

    /// <summary>With which <c>judge compare</c> says the same of the same intervals.</summary>
    public static string Options(ToldComparison it) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"--alpha {(decimal)it.Rules.Alpha} --margin {it.Rules.Margin} --latency-margin {it.Rules.LatencyMargin} --floor {(decimal)it.Rules.Floor} --per-look {it.Rules.PerLook} --stale-after {Durations.Write(it.Rules.StaleAfter)}"
        );
}
