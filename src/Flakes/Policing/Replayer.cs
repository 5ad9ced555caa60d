using Slipway.Flakes.Quarantining;

namespace Slipway.Flakes.Policing;

/// <summary>Lives through a history day by day with a policy.</summary>
internal sealed class Replayer(TestHistory history, TestPolicy policy, Func<NamedTest, string?> ownerOf, Func<NamedTest, string?> fileOf)
{
    private readonly List<(QuarantineEntry Entry, DateTimeOffset From)> made = [];

    public PolicyReplay Run(CancellationToken ct)
    {
        var outcomes = history.Outcomes().ToList();
        if (outcomes.Count == 0)
        {
            return new([], 0, 0, 1, 0);
        }

        var (first, last) = (Day(outcomes[0].At), Day(outcomes[^1].At));
        var step = Math.Max(1, ((last - first).Days + PolicyReplay.MostLooks - 1) / PolicyReplay.MostLooks);
        var (known, place, looks) = (new TestHistory(), 0, 0);
        for (var day = first.AddDays(step); day <= last; day = day.AddDays(step))
        {
            ct.ThrowIfCancellationRequested();
            for (; place < outcomes.Count && outcomes[place].At < day; place++)
            {
                known.Add(outcomes[place]);
            }

            Look(known, day);
            looks++;
        }

        return Judged(step, looks);
    }

    private void Look(TestHistory known, DateTimeOffset day)
    {
        var verdicts = FlakeVerdicts.Of(known);
        var live = made.Where(it => !it.Entry.HasLapsed(day)).Select(it => it.Entry).ToList();
        var proposals = QuarantineProposals.Of(known, verdicts, live, day);
        foreach (var it in policy.Allowed(proposals, known, verdicts, ownerOf, fileOf).Proposed)
        {
            var days = policy.Of(ownerOf(new(it.Suite, it.Test))).QuarantineDays;
            made.Add(
                (
                    new()
                    {
                        Suite = it.Suite,
                        Test = it.Test,
                        Messages = it.Messages,
                        Owner = "",
                        Reason = it.Reason,
                        Until = DateOnly.FromDateTime(day.UtcDateTime).AddDays(days),
                        Line = 0,
                    },
                    day
                )
            );
        }
    }

    private PolicyReplay Judged(int step, int looks)
    {
        var verdicts = FlakeVerdicts.Of(history);
        var tests = JudgedTest.All(history, verdicts);
        return new(
            [
                .. made.Select(it => Covered(it.Entry, it.From, tests[(it.Entry.Suite!, it.Entry.Test)]))
                    .OrderBy(it => it.From)
                    .ThenBy(it => it.Test.Suite, StringComparer.Ordinal)
                    .ThenBy(it => it.Test.Test, StringComparer.Ordinal),
            ],
            verdicts.Failures.Count(it => it.Verdict == FailureKind.Flake),
            verdicts.Failures.Count(it => it.Verdict == FailureKind.Regression),
            step,
            looks
        );
    }

    private static ReplayedEntry Covered(QuarantineEntry entry, DateTimeOffset from, JudgedTest test)
    {
        var covered = test
            .Outcomes.Where(it => JudgedTest.HasFailed(it.Outcome) && it.Outcome.At >= from)
            .Where(it => !entry.HasLapsed(it.Outcome.At) && entry.Knows(it.Outcome.Message))
            .CountBy(it => it.Kind)
            .ToDictionary();
        var (flakes, regressions) = (covered.GetValueOrDefault(FailureKind.Flake), covered.GetValueOrDefault(FailureKind.Regression));
        return new(
            new(entry.Suite!, entry.Test),
            entry.Messages,
            from,
            entry.Until,
            flakes,
            regressions,
            covered.Values.Sum() - flakes - regressions
        );
    }

    private static DateTimeOffset Day(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);
}
