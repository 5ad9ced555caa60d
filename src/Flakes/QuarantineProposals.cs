using Slipway.Flakes.Quarantining;

namespace Slipway.Flakes;

/// <summary>A flaky test that may be put on the list of known flakes.</summary>
/// <param name="Suite">Its suite.</param>
/// <param name="Test">Its name.</param>
/// <param name="Messages">What its flakes said, as it was seen; one at least, five at most.</param>
/// <param name="Reason">Why it counts as flaky.</param>
public sealed record QuarantineProposal(string Suite, string Test, IReadOnlyList<string> Messages, string Reason);

/// <summary>A flaky test that is not proposed.</summary>
/// <param name="Suite">Its suite.</param>
/// <param name="Test">Its name.</param>
/// <param name="Why">Why not, in a sentence without a subject.</param>
public sealed record NotProposed(string Suite, string Test, string Why);

/// <summary>
/// Which tests may be quarantined, by what their history shows. Only flaky ones: broken outranks flaky, an outage makes no test flaky,
/// and who fails run after run is no flake. Only with the words of its flakes, and never with words that a regression of it said too.
/// </summary>
/// <param name="Proposed">By suite and name.</param>
/// <param name="Refused">Flaky tests that are not proposed, by suite and name.</param>
public sealed record QuarantineProposals(IReadOnlyList<QuarantineProposal> Proposed, IReadOnlyList<NotProposed> Refused)
{
    private const int LongestStreak = 2;
    private const int MostMessages = 5;

    /// <summary>What to propose beside what is listed already.</summary>
    public static QuarantineProposals Of(
        TestHistory history,
        FlakeVerdicts verdicts,
        IReadOnlyList<QuarantineEntry> listed,
        DateTimeOffset now
    )
    {
        var (proposed, refused) = (new List<QuarantineProposal>(), new List<NotProposed>());
        var tests = JudgedTest.All(history, verdicts);
        foreach (var verdict in verdicts.Tests.Where(it => it.State == TestState.Flaky))
        {
            var test = tests[(verdict.Suite, verdict.Test)];
            var entries = listed.Where(it => it.IsOf(verdict.Suite, verdict.Test)).ToList();
            var said = test.FlakeMessages.Where(it => !entries.Exists(entry => entry.Knows(it.Message))).ToList();
            var own = said.Where(it => !test.RegressionSignatures.Contains(it.Signature)).Take(MostMessages).ToList();
            if (WhyNot(test, entries, said.Count, own.Count, now) is not { } why)
            {
                proposed.Add(new(verdict.Suite, verdict.Test, [.. own.Select(it => FirstLine(it.Message))], verdict.Reasons[0]));
            }
            else if (why.Length > 0)
            {
                refused.Add(new(verdict.Suite, verdict.Test, why));
            }
        }

        return new(proposed, refused);
    }

    /// <summary>Null when it may be proposed; empty when nothing is to be told.</summary>
    private static string? WhyNot(JudgedTest test, List<QuarantineEntry> entries, int said, int own, DateTimeOffset now)
    {
        if (test.Streak > LongestStreak)
        {
            return $"failed in its last {test.Streak} runs of a line: that is no flake, whatever it was before";
        }

        if (entries.Exists(it => it.HasLapsed(now)))
        {
            return "is on the list, and its time is over: whoever owns it mends it or prolongs it";
        }

        return own > 0 ? null
            : said > 0 ? "says when it flakes what a regression of it said too: the list would hide that one"
            : entries.Count > 0 ? ""
            : "says nothing when it flakes: a failure without words is never covered";
    }

    private static string FirstLine(string message)
    {
        var line = message.Trim().Split('\n', '\r')[0];
        return line.Length <= 400 ? line : line[..400];
    }
}
