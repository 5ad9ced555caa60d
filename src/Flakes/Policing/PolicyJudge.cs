using System.Globalization;
using System.IO.Enumeration;
using Slipway.Flakes.Owning;
using Slipway.Flakes.Quarantining;

namespace Slipway.Flakes.Policing;

/// <summary>Holds proposals against a policy.</summary>
internal sealed class PolicyJudge(
    TestPolicy policy,
    TestHistory history,
    FlakeVerdicts verdicts,
    Func<NamedTest, string?> ownerOf,
    Func<NamedTest, string?> fileOf
)
{
    private readonly DateTimeOffset from = policy.Lookback is { } back ? history.End - back : DateTimeOffset.MinValue;
    private readonly IReadOnlyList<(string Said, PathPattern? Pattern)> excluded =
    [
        .. policy.Exclude.Select(it => (it, PathPattern.Read(it))),
    ];

    public QuarantineProposals Allowed(QuarantineProposals proposals)
    {
        var tests = JudgedTest.All(history, verdicts);
        var judged = proposals.Proposed.Select(it => (Of: it, Why: WhyNot(tests[(it.Suite, it.Test)]))).ToList();
        return new(
            [.. judged.Where(it => it.Why is null).Select(it => it.Of)],
            [
                .. proposals.Refused,
                .. judged.Where(it => it.Why is not null).Select(it => new NotProposed(it.Of.Suite, it.Of.Test, it.Why!)),
            ]
        );
    }

    private string? WhyNot(JudgedTest test)
    {
        var name = new NamedTest(test.Verdict.Suite, test.Verdict.Test);
        if (policy.Exempt.FirstOrDefault(it => IsExempt(it, name)) is { } exempt)
        {
            return $"is exempt by the policy (\"{exempt}\")";
        }

        if (excluded.FirstOrDefault(it => it.Pattern is null).Said is { } unknown)
        {
            return $"may be excluded by the policy: the pattern \"{unknown}\" is not understood";
        }

        if (excluded.Count > 0)
        {
            if (fileOf(name) is not { } file)
            {
                return "may be excluded by the policy, and its file is not known";
            }

            if (excluded.Any(it => it.Pattern!.Fits(file.Split('/'))))
            {
                return $"is excluded by the policy, by its file {file}";
            }
        }

        var own = policy.Of(ownerOf(name));
        var seen = test.Outcomes.Where(it => it.Outcome.At >= from && it.Outcome.Outcome != OutcomeKind.Skip).ToList();
        var flakes = seen.Count(it => it.Kind == FailureKind.Flake);
        return test.Verdict.FlakeProbability < own.FlakyFrom
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"is flaky with a chance of {test.Verdict.FlakeProbability:0.###}, and the policy asks for {own.FlakyFrom:0.###}"
                )
            : flakes < own.MinFailures ? $"flaked {flakes} times in the time that counts, and the policy asks for {own.MinFailures}"
            : seen.Count < own.MinOutcomes ? $"ran {seen.Count} times in the time that counts, and the policy asks for {own.MinOutcomes}"
            : null;
    }

    private static bool IsExempt(string exempt, NamedTest test) =>
        FileSystemName.MatchesSimpleExpression(exempt, test.Test, ignoreCase: false)
        || FileSystemName.MatchesSimpleExpression(exempt, $"{test.Suite} › {test.Test}", ignoreCase: false);
}
