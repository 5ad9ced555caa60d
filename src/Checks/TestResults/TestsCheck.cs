using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Checks.Reports;
using Slipway.Kernel;
using Slipway.TestReports;

namespace Slipway.Checks.TestResults;

/// <summary>The results of tests, from the files that test runners leave behind. A suite of which nothing ran was not seen.</summary>
internal sealed class TestsCheck : ICheck
{
    public string Kind => "tests";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        ReportFiles.Setting,
        new("min", Required: false, "Fewest tests that must have run, skipped ones not counted. Default 1; 1 to 2000000."),
        .. Freshness.Settings,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ReadAsync, ct);

    private static async Task<Observation> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var min = settings.Whole("min", 1, 1, 2_000_000);
        _ = settings.Text("files");
        var freshness = await Freshness.ReadAsync(settings, ct);
        var files = ReportFiles.Find(settings, ct);
        var tally = new Tally();
        foreach (var file in files)
        {
            freshness.Demand(file, tally.Read(file, ct));
        }

        var ran = tally.Tests - tally.Skipped;
        if (ran == 0)
        {
            return Observation.Unseen(
                $"No test ran: {files.Count} report files hold {tally.Tests} tests, of which {tally.Skipped} were skipped."
            );
        }

        var account = Told(tally, files.Count);
        freshness.Tell(account, files);
        if (ran < min)
        {
            account.Flaw($"{ran} tests ran; at least {min} are asked");
        }

        return account.Seen();
    }

    private static Account Told(Tally tally, int files)
    {
        var account = new Account { Value = new(Math.Round(100.0 * tally.Passed / (tally.Tests - tally.Skipped), 6), "%") };
        foreach (
            var (name, count) in new[]
            {
                ("tests", tally.Tests),
                ("passed", tally.Passed),
                ("failed", tally.Failed),
                ("errors", tally.Errors),
                ("skipped", tally.Skipped),
                ("flaky", tally.Flaky),
            }
        )
        {
            account.Counts[name] = count;
            account.Facts[name] = count;
        }

        account.Facts["files"] = files;
        account.Facts["seconds"] = Math.Round(tally.Seconds, 3);
        account.Facts["firstFailures"] = new JsonArray([.. tally.FirstBad.Select(it => (JsonNode?)it.Name)]);
        foreach (var (name, end) in tally.FirstBad)
        {
            account.Flaw(end == TestOutcome.Failed ? $"{name} failed" : $"{name} ended with an error");
        }

        if (tally.OutsideErrors > 0)
        {
            account.Flaw($"{tally.OutsideErrors} errors outside of tests: a suite, a package or the run as a whole");
        }

        var more = tally.Failed + tally.Errors - tally.OutsideErrors - tally.FirstBad.Count;
        if (more > 0)
        {
            account.Flaw(string.Create(CultureInfo.InvariantCulture, $"{more} more tests failed"));
        }

        return account;
    }
}
