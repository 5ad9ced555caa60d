using System.CommandLine;
using System.Security.Cryptography;
using Slipway.Cli.Output;
using Slipway.Flakes;
using Slipway.TestReports;
using Ended = Slipway.TestReports.TestOutcome;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests new REPORT…</c></summary>
internal static class TestsNewVerb
{
    public static Command Make(Host host)
    {
        var files = new Argument<string[]>("REPORT")
        {
            Description =
                "Reports of the branch, of as many runs as there were: files, folders or patterns. The same report twice counts once.",
            Arity = ArgumentArity.OneOrMore,
        };
        var (history, store) = (Histories.Option(), TestStores.Option());
        var times = new Option<int>("--times")
        {
            Description = "How often a new test is to have passed, 1 to 1000.",
            HelpName = "N",
            DefaultValueFactory = _ => 5,
        };
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "new",
            "Hold the tests that a branch adds to it that they pass again and again. Exit codes: 0 every new test passed so often and never failed, or there is none; 1 one failed, or is not proven; 2 nothing can be said (no test, a report that is cut off or refused, no history)."
        )
        {
            files,
            history,
            store,
            times,
            format,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var needed = parsed.GetValue(times);
                if (needed is < 1 or > 1000)
                {
                    throw new UnusableException($"--times is 1 to 1000, not {needed}");
                }

                var known = await Histories.OfAsync(host, parsed.GetValue(history) ?? [], parsed.GetValue(store)!, ct);
                var gate =
                    NewTestGate.Of(known)
                    ?? throw new UnusableException(
                        "this history holds pull requests only, so nothing tells which tests are new; import the runs of the main line"
                    );
                var judged = Read(host, parsed.GetValue(files)!, gate, needed, ct);
                if (parsed.GetValue(format) == "json")
                {
                    await host.Out.WriteLineAsync(NewTestsJson.Write(judged));
                }
                else
                {
                    NewTestsText.Write(host.OutForPeople, judged);
                }

                return judged.IsUnusable ? ExitCodes.Unusable
                    : judged.Holds ? ExitCodes.Go
                    : ExitCodes.NoGo;
            }
        );
        return verb;
    }

    private static JudgedNewTests Read(Host host, IReadOnlyList<string> files, NewTestGate gate, int times, CancellationToken ct)
    {
        var (unread, outside, ran, seen) = (new List<string>(), 0L, 0L, new HashSet<string>(StringComparer.Ordinal));
        void Take(string file, TestCase one)
        {
            var name = ReportedTest.Of(one);
            foreach (var attempt in one.Attempts)
            {
                ran += attempt.Outcome == Ended.Skipped ? 0 : 1;
                gate.Add(
                    name.Suite,
                    name.Test,
                    attempt.Outcome switch
                    {
                        Ended.Passed => OutcomeKind.Pass,
                        Ended.Skipped => OutcomeKind.Skip,
                        Ended.Failed => OutcomeKind.Fail,
                        _ => OutcomeKind.Error,
                    },
                    ReportedTest.MessageOf(attempt)
                );
            }
        }

        foreach (var input in ReportInputs.Find(host, files))
        {
            if (!seen.Add(DigestOf(input)))
            {
                host.Err.WriteLine($"slipway: {input.Shown} is a copy of another report, and proves nothing a second time");
                continue;
            }

            foreach (var summary in ReportInputs.Read(input, Take, ct))
            {
                outside += summary.OutsideErrors;
                if (summary.Status != ReportStatus.Ok)
                {
                    unread.Add($"{summary.File}: {summary.Reason}");
                }
            }
        }

        return new(gate, times, ran, outside, unread);
    }

    /// <summary>Names what a report holds; one that cannot be opened is itself alone, and refused when it is read.</summary>
    private static string DigestOf(ReportInput input)
    {
        try
        {
            using var stream = File.OpenRead(input.Full);
            return Convert.ToHexString(SHA256.HashData(stream));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return input.Full;
        }
    }
}

/// <summary>The new tests of a branch, as its reports show them.</summary>
/// <param name="Gate">What was counted.</param>
/// <param name="Times">How often each is to have passed.</param>
/// <param name="Ran">Attempts that ran, at any test.</param>
/// <param name="Outside">Errors outside of tests: a test may be missing because of them.</param>
/// <param name="Unread">Reports that were refused or cut off.</param>
internal sealed record JudgedNewTests(NewTestGate Gate, int Times, long Ran, long Outside, IReadOnlyList<string> Unread)
{
    /// <summary>No data never passes.</summary>
    public bool IsUnusable => Unread.Count > 0 || Ran == 0;

    public bool Holds => Outside == 0 && Gate.New.All(it => Verdict(it) == "proven");

    public string Verdict(NewTest it) =>
        it.Failures > 0 ? "failed"
        : it.Passes >= Times ? "proven"
        : "not proven";
}
