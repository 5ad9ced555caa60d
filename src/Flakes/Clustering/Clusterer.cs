using Slipway.Flakes.Quarantining;

namespace Slipway.Flakes.Clustering;

/// <summary>Puts failures together that say the same.</summary>
internal static class Clusterer
{
    private const int LongestExample = 400;

    public static FailureClusters Of(TestHistory history, FlakeVerdicts verdicts, DateTimeOffset from)
    {
        var (bySignature, runs, silent) = (
            new Dictionary<string, List<ClusteredFailure>>(StringComparer.Ordinal),
            new HashSet<string>(),
            0
        );
        foreach (var test in JudgedTest.All(history, verdicts).Values)
        {
            foreach (var (outcome, kind) in test.Outcomes.Where(it => it.Outcome.At >= from && it.Outcome.Outcome != OutcomeKind.Skip))
            {
                runs.Add(outcome.Run);
                if (!JudgedTest.HasFailed(outcome))
                {
                    continue;
                }

                var signature = JudgedTest.SignatureOf(outcome);
                silent += signature.Length == 0 ? 1 : 0;
                if (signature.Length > 0)
                {
                    Add(bySignature, signature, new(outcome, kind));
                }
            }
        }

        return new(
            [
                .. bySignature
                    .Select(it => Of(it.Key, it.Value, runs.Count))
                    .OrderByDescending(it => it.Tests.Count)
                    .ThenByDescending(it => it.Failures)
                    .ThenBy(it => it.Signature, StringComparer.Ordinal),
            ],
            silent
        );
    }

    private static void Add(Dictionary<string, List<ClusteredFailure>> clusters, string signature, ClusteredFailure failure)
    {
        if (!clusters.TryGetValue(signature, out var known))
        {
            known = [];
            clusters.Add(signature, known);
        }

        known.Add(failure);
    }

    private static FailureCluster Of(string signature, List<ClusteredFailure> failures, int allRuns)
    {
        var (cause, why) = Causes.Of(failures, allRuns);
        var last = failures.MaxBy(it => (it.Outcome.At, it.Outcome.Run))!.Outcome;
        var line = last.Message!.Trim().Split('\n', '\r')[0];
        return new()
        {
            Signature = signature,
            Example = line.Length <= LongestExample ? line : line[..LongestExample],
            Failures = failures.Count,
            Tests =
            [
                .. failures
                    .GroupBy(it => (it.Outcome.Suite, it.Outcome.Test))
                    .Select(it => new ClusteredTest(it.Key.Suite, it.Key.Test, it.Count()))
                    .OrderByDescending(it => it.Failures)
                    .ThenBy(it => it.Suite, StringComparer.Ordinal)
                    .ThenBy(it => it.Test, StringComparer.Ordinal),
            ],
            Runs = failures.Select(it => it.Outcome.Run).Distinct(StringComparer.Ordinal).Count(),
            First = failures.Min(it => it.Outcome.At),
            Last = last.At,
            Kinds = failures.CountBy(it => it.Kind).OrderBy(it => it.Key).ToDictionary(),
            Cause = cause,
            Why = why,
        };
    }
}

/// <summary>A failure with what it was judged to be.</summary>
internal sealed record ClusteredFailure(TestOutcome Outcome, FailureKind Kind)
{
    public (string, string) Test => (Outcome.Suite, Outcome.Test);
}
