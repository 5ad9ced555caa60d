using Slipway.Flakes.Reading;

namespace Slipway.Flakes.Quarantining;

/// <summary>One test with its outcomes in the order of time, and what each failure was judged to be.</summary>
internal sealed class JudgedTest(TestVerdict verdict)
{
    private readonly List<(TestOutcome Outcome, FailureKind Kind)> _outcomes = [];

    public TestVerdict Verdict { get; } = verdict;

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<(TestOutcome Outcome, FailureKind Kind)> Outcomes => _outcomes;

    /// <summary>Messages of its flakes by signature, the latest of each; those that were said most stand first.</summary>
    public IReadOnlyList<(string Signature, string Message)> FlakeMessages =>
        [
            .. Failures(FailureKind.Flake)
                .Where(it => SignatureOf(it).Length > 0)
                .GroupBy(SignatureOf, StringComparer.Ordinal)
                .OrderByDescending(it => it.Count())
                .ThenBy(it => it.Key, StringComparer.Ordinal)
                .Select(it => (it.Key, it.Last().Message!)),
        ];

    /// <summary>Signatures that its regressions have.</summary>
    public IReadOnlySet<string> RegressionSignatures =>
        Failures(FailureKind.Regression).Select(SignatureOf).ToHashSet(StringComparer.Ordinal);

    /// <summary>Failures on end in distinct runs with which a line ends, the longest such row; outages count neither way.</summary>
    public int Streak =>
        _outcomes
            .Where(it => it.Outcome.Outcome != OutcomeKind.Skip && !IsOutage(it.Kind))
            .GroupBy(it => it.Outcome.Pr is { } pr ? $"#{pr}" : it.Outcome.Branch)
            .Select(line => line.Reverse().TakeWhile(it => HasFailed(it.Outcome)).Select(it => it.Outcome.Run).Distinct().Count())
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>Flakes, outcomes up to the last failure that no outage made, and passes since then.</summary>
    public (int Flakes, int Outcomes, int CleanSince) Record()
    {
        var (flakes, outcomes, clean) = (0, 0, 0);
        foreach (var (outcome, kind) in _outcomes.Where(it => it.Outcome.Outcome != OutcomeKind.Skip && !IsOutage(it.Kind)))
        {
            clean++;
            if (HasFailed(outcome))
            {
                (outcomes, clean) = (outcomes + clean, 0);
                flakes += kind == FailureKind.Flake ? 1 : 0;
            }
        }

        return (flakes, outcomes, clean);
    }

    /// <summary>The tests of a history, by suite and name.</summary>
    public static IReadOnlyDictionary<(string Suite, string Test), JudgedTest> All(TestHistory history, FlakeVerdicts verdicts)
    {
        var tests = verdicts.Tests.ToDictionary(it => (it.Suite, it.Test), it => new JudgedTest(it));
        var kinds = new Dictionary<(string, string, string, int), FailureKind>();
        foreach (var it in verdicts.Failures)
        {
            kinds[(it.Suite, it.Test, it.Run, it.Attempt)] = it.Verdict;
        }

        foreach (var it in history.Outcomes())
        {
            tests[(it.Suite, it.Test)]._outcomes.Add((it, kinds.GetValueOrDefault((it.Suite, it.Test, it.Run, it.Attempt))));
        }

        return tests;
    }

    private IEnumerable<TestOutcome> Failures(FailureKind kind) =>
        _outcomes.Where(it => it.Kind == kind && HasFailed(it.Outcome)).Select(it => it.Outcome);

    internal static string SignatureOf(TestOutcome it) => Signature.Of(it.Message ?? "");

    internal static bool IsOutage(FailureKind kind) => kind is FailureKind.Infrastructure or FailureKind.Environment;

    internal static bool HasFailed(TestOutcome it) => it.Outcome is OutcomeKind.Fail or OutcomeKind.Error;
}
