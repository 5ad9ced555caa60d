using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Flakes;
using Slipway.TestReports;
using Ended = Slipway.TestReports.TestOutcome;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests judge REPORT…</c></summary>
internal static class TestsJudgeVerb
{
    public static Command Make(Host host)
    {
        var files = new Argument<string[]>("REPORT")
        {
            Description = "The reports of one build: files, folders or patterns, in any format that `slipway tests read` knows.",
            Arity = ArgumentArity.OneOrMore,
        };
        var quarantine = QuarantineList.Option();
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "judge",
            "Judge a build by the reports of its tests, for any runner. Exit codes: 0 every failure is a known, quarantined flake, or there is none; 1 a failure is real; 2 nothing can be said (no test, a report that is cut off or refused, a list that cannot be used)."
        )
        {
            files,
            quarantine,
            format,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var entries = QuarantineList.Read(host, parsed.GetValue(quarantine), mayBeMissing: false).Entries;
                var judged = Judge(host, parsed.GetValue(files)!, entries, ct);
                if (parsed.GetValue(format) == "json")
                {
                    await host.Out.WriteLineAsync(TestsJudgedJson.Write(judged));
                }
                else
                {
                    TestsJudgedText.Write(host.OutForPeople, judged);
                }

                return judged.IsUnusable ? ExitCodes.Unusable
                    : judged.Real.Any() ? ExitCodes.NoGo
                    : ExitCodes.Go;
            }
        );
        return verb;
    }

    private static JudgedBuild Judge(Host host, IReadOnlyList<string> files, IReadOnlyList<QuarantineEntry> entries, CancellationToken ct)
    {
        var (failed, unread, summaries) = (new List<FailedTest>(), new List<string>(), new List<ReportSummary>());
        void Take(string file, TestCase one)
        {
            if (one.Outcome is Ended.Failed or Ended.Error)
            {
                var name = ReportedTest.Of(one);
                failed.Add(new(name.Suite, name.Test, ReportedTest.MessagesOf(one)));
            }
        }

        foreach (var summary in ReportInputs.Find(host, files).SelectMany(it => ReportInputs.Read(it, Take, ct)))
        {
            summaries.Add(summary);
            if (summary.Status != ReportStatus.Ok)
            {
                unread.Add($"{summary.File}: {summary.Reason}");
            }

            if (summary.OutsideErrors > 0)
            {
                failed.Add(new(summary.File, $"{summary.OutsideErrors} errors outside of tests", []));
            }
        }

        var now = host.Clock.GetUtcNow();
        return new(
            summaries.Sum(it => it.Tests),
            summaries.Sum(it => it.Passed),
            summaries.Sum(it => it.Flaky),
            summaries.Sum(it => it.Skipped),
            [.. failed.Select(new QuarantineJudge(entries, now).Judge)],
            [.. entries.Where(it => it.HasLapsed(now))],
            unread
        );
    }
}

/// <summary>A build as its reports and the quarantine show it.</summary>
/// <param name="Tests">Tests.</param>
/// <param name="Passed">Those that passed, after retries too.</param>
/// <param name="Flaky">Those that failed first and passed then.</param>
/// <param name="Skipped">Those that did not run.</param>
/// <param name="Failures">What did not pass.</param>
/// <param name="Lapsed">Entries of the quarantine whose time is over.</param>
/// <param name="Unread">Reports that were refused or cut off.</param>
internal sealed record JudgedBuild(
    long Tests,
    long Passed,
    long Flaky,
    long Skipped,
    IReadOnlyList<JudgedFailure> Failures,
    IReadOnlyList<QuarantineEntry> Lapsed,
    IReadOnlyList<string> Unread
)
{
    /// <summary>Failures that no entry covers.</summary>
    public IEnumerable<JudgedFailure> Real => Failures.Where(it => it.Entry is null);

    /// <summary>No data never passes: nothing passed or failed, or a part is missing.</summary>
    public bool IsUnusable => Unread.Count > 0 || Passed + Failures.Count == 0;
}
