using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>A plan of reruns for people.</summary>
internal static class RerunPlanText
{
    private const int Most = 50;

    public static void Write(TextWriter text, RerunPlan plan)
    {
        var worth = plan.Failed.Count(it => it.Worth >= RerunWorth.Rescues);
        text.WriteLine(
            $"{FlakeWords.Count(plan.Failed.Count, "test")} of {plan.Ran:N0} failed in run {PlainText.Short(plan.Run, 80)}: {worth} worth another try, {plan.Failed.Count - worth} not"
        );
        foreach (var it in plan.Failed.Take(Most))
        {
            Write(text, it);
        }

        if (plan.Failed.Count > Most)
        {
            text.WriteLine($"… and {FlakeWords.Count(plan.Failed.Count - Most, "test")} more: --format json has all of them");
        }
    }

    private static void Write(TextWriter text, PlannedRerun it)
    {
        text.WriteLine();
        text.WriteLine($"{Advice(it), -13}{PlainText.Short(FlakeVerdictsText.Name(it.Suite, it.Test), 200)}");
        text.WriteLine($"             now {Name(it.Now.Verdict)} ({FlakeWords.Percent(it.Now.Probability)}); {it.Why}");
        if (it is { IfPassed: { } passed, IfFailed: { } failed })
        {
            text.WriteLine(
                $"             the next try passes with a chance of {FlakeWords.Percent(it.PassChance)}: then {Name(passed)}; all fail: {Name(failed)}"
            );
        }
    }

    private static string Advice(PlannedRerun it) =>
        it.Worth < RerunWorth.Rescues ? "leave it"
        : it.Tries is { } tries ? $"try {(tries == 1 ? "once" : $"{tries} times")}"
        : "may help";

    private static string Name(FailureKind kind) => kind.ToString().ToLowerInvariant();
}
