using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.TestReports;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests read FILE…</c></summary>
internal static class TestsReadVerb
{
    public static Command Make(Host host)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description =
                "Reports, archives of reports (zip, tar, gz), folders of them, or patterns with '*' and '?' ('**' for any folders).",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "read",
            "Read reports of tests in any format that is known (JUnit XML in its dialects, TRX, NUnit, xUnit, TestNG, Boost, CTest, TAP, and the JSON of go, Playwright, Jest, Mocha, GoogleTest and CTRF), told by content, and say what they hold. Whether tests failed is not judged. Exit codes: 0 all were read, 2 one was refused or no test was read."
        )
        {
            files,
            format,
        };
        verb.SetAction(
            (parsed, ct) => Task.FromResult(Read(host, parsed.GetValue(files) ?? [], asJson: parsed.GetValue(format) == "json", ct))
        );
        return verb;
    }

    private static int Read(Host host, IReadOnlyList<string> named, bool asJson, CancellationToken ct)
    {
        var (tests, refused, text) = (0L, 0, new TestReportText(host.OutForPeople));
        foreach (var summary in ReportInputs.Find(host, named).SelectMany(it => ReportInputs.Read(it, null, ct)))
        {
            ct.ThrowIfCancellationRequested();
            tests += summary.Tests;
            refused += summary.Status == ReportStatus.Refused ? 1 : 0;
            if (asJson)
            {
                host.Out.WriteLine(TestReportJson.Write(summary));
            }
            else
            {
                text.Add(summary);
            }
        }

        if (!asJson)
        {
            text.End();
        }

        return Ended(host, tests, refused);
    }

    /// <summary>No data never passes: neither what was refused nor nothing at all.</summary>
    private static int Ended(Host host, long tests, int refused)
    {
        if (refused > 0)
        {
            host.Err.WriteLine(
                refused == 1
                    ? "slipway: one report was refused; its reason stands beside it"
                    : $"slipway: {refused} reports were refused; their reasons stand beside them"
            );
        }

        if (tests == 0)
        {
            host.Err.WriteLine("slipway: no test was read, which proves nothing; look whether the tests ran and where their report went");
        }

        return refused > 0 || tests == 0 ? ExitCodes.Unusable : ExitCodes.Go;
    }
}
