using Slipway.Cli.Commands;
using Slipway.Flakes;
using Slipway.TestReports;
using Ended = Slipway.TestReports.TestOutcome;
using Outcome = Slipway.Flakes.TestOutcome;

namespace Slipway.Cli;

/// <summary>The build that reports of tests come from.</summary>
/// <param name="Run">Names it.</param>
/// <param name="Sha">The commit that was built.</param>
/// <param name="Branch">Its branch; empty where there is none.</param>
/// <param name="Pr">Its pull request, or null.</param>
/// <param name="Attempt">Which try at the build; the first is 1.</param>
/// <param name="At">When it ran; null where the reports say it.</param>
internal sealed record ReportedBuild(string Run, string Sha, string Branch, string? Pr, int Attempt, DateTimeOffset? At);

/// <summary>Reports of tests as outcomes of a history: each attempt of a case is one.</summary>
internal static class ReportHistories
{
    /// <summary>
    /// Reads all reports into one history. What was refused or cut off is told, and what else could be read is taken. A case whose
    /// time nobody says is a fault of the call: without a time the same report would count again each time.
    /// </summary>
    public static ReadHistory Read(Host host, IReadOnlyList<string> files, ReportedBuild build, CancellationToken ct)
    {
        var (history, whole, timeless) = (new TestHistory(), true, 0L);
        void Take(string file, TestCase one)
        {
            if ((build.At ?? one.Timestamp) is not { } at)
            {
                timeless++;
                return;
            }

            var name = ReportedTest.Of(one);
            foreach (var (attempt, number) in one.Attempts.Select((it, number) => (it, number)))
            {
                history.Add(OutcomeOf(build, name, one, attempt, at, number));
            }
        }

        foreach (var summary in ReportInputs.Find(host, files).SelectMany(it => ReportInputs.Read(it, Take, ct)))
        {
            if (summary.Status != ReportStatus.Ok)
            {
                whole = false;
                host.Err.WriteLine($"slipway: {summary.File}: {summary.Reason}");
            }
        }

        return timeless > 0
                ? throw new UnusableException($"{timeless} tests of these reports do not say when they ran; say it: --at 2026-11-20T22:00Z")
            : history.Count > 0 ? new(history, whole)
            : throw new UnusableException(
                $"{string.Join(", ", files)}: no outcome of a test was read; `slipway tests read` says what each report holds"
            );
    }

    private static Outcome OutcomeOf(
        ReportedBuild build,
        ReportedTest name,
        TestCase one,
        TestAttempt attempt,
        DateTimeOffset at,
        int number
    ) =>
        new()
        {
            Test = name.Test,
            Suite = name.Suite,
            Run = build.Run,
            Sha = build.Sha,
            Branch = build.Branch,
            Pr = build.Pr,
            Attempt = build.Attempt + number,
            At = at,
            Outcome = attempt.Outcome switch
            {
                Ended.Passed => OutcomeKind.Pass,
                Ended.Skipped => OutcomeKind.Skip,
                Ended.Failed => OutcomeKind.Fail,
                _ => OutcomeKind.Error,
            },
            Ms = attempt.Duration?.TotalMilliseconds,
            Message = ReportedTest.MessageOf(attempt),
            Host = one.Host,
            File = one.File,
        };
}
