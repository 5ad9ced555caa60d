using Slipway.Flakes.Quarantining;

namespace Slipway.Flakes;

/// <summary>What the flakes of a flaky test cost.</summary>
/// <param name="Test">How the test stands.</param>
/// <param name="Flakes">Failures of it that are flakes.</param>
/// <param name="Runs">Runs that they were in.</param>
/// <param name="RedRuns">Those of the runs in which no later attempt passed: a flake made them red.</param>
/// <param name="Reruns">Attempts that followed a flake within its run.</param>
/// <param name="Lost">Time of the flakes and of the reruns, as far as it was measured.</param>
/// <param name="Untimed">Flakes and reruns whose time nobody measured: what was lost is more.</param>
public sealed record FlakeCost(TestVerdict Test, int Flakes, int Runs, int RedRuns, int Reruns, TimeSpan Lost, int Untimed)
{
    /// <summary>The tests that are flaky now, those with the most flakes first; then by red runs, time lost, suite and name.</summary>
    /// <param name="history">What the tests did.</param>
    /// <param name="verdicts">What is thought of it.</param>
    /// <param name="from">What was before does not count; null counts everything.</param>
    public static IReadOnlyList<FlakeCost> Of(TestHistory history, FlakeVerdicts verdicts, DateTimeOffset? from) =>
        [
            .. JudgedTest
                .All(history, verdicts)
                .Values.Where(it => it.Verdict.State == TestState.Flaky)
                .Select(it => Of(it, from ?? DateTimeOffset.MinValue))
                .OrderByDescending(it => it.Flakes)
                .ThenByDescending(it => it.RedRuns)
                .ThenByDescending(it => it.Lost)
                .ThenBy(it => it.Test.Suite, StringComparer.Ordinal)
                .ThenBy(it => it.Test.Test, StringComparer.Ordinal),
        ];

    private static FlakeCost Of(JudgedTest test, DateTimeOffset from)
    {
        var cost = new FlakeCost(test.Verdict, 0, 0, 0, 0, TimeSpan.Zero, 0);
        foreach (
            var run in test
                .Outcomes.Where(it => it.Outcome.Outcome != OutcomeKind.Skip && it.Outcome.At >= from)
                .GroupBy(it => it.Outcome.Run, StringComparer.Ordinal)
        )
        {
            cost = cost.With([.. run.OrderBy(it => it.Outcome.Attempt)]);
        }

        return cost;
    }

    private FlakeCost With(IReadOnlyList<(TestOutcome Outcome, FailureKind Kind)> run)
    {
        var flakes = run.Where(it => it.Kind == FailureKind.Flake).ToList();
        if (flakes.Count == 0)
        {
            return this;
        }

        var reruns = run.Where((_, place) => place > 0 && run[place - 1].Kind == FailureKind.Flake).ToList();
        var spent = flakes.Concat(reruns).Distinct().Select(it => it.Outcome.Ms).ToList();
        return this with
        {
            Flakes = Flakes + flakes.Count,
            Runs = Runs + 1,
            RedRuns = RedRuns + (run[^1].Kind == FailureKind.Flake ? 1 : 0),
            Reruns = Reruns + reruns.Count,
            Lost = Lost + TimeSpan.FromMilliseconds(spent.Sum(it => it ?? 0)),
            Untimed = Untimed + spent.Count(it => it is null),
        };
    }
}
