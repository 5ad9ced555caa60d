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
        QuarantineList.Setting,
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
        _ = (settings.Text("files"), settings.Text("quarantine"));
        var freshness = await Freshness.ReadAsync(settings, ct);
        var files = ReportFiles.Find(settings, ct);
        var quarantine = await QuarantineList.ReadAsync(settings, ct);
        var tally = new Tally(quarantine.Judge);
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
        TellQuarantine(account, tally, quarantine.Shown);
        freshness.Tell(account, files);
        if (ran < min)
        {
            account.Flaw($"{ran} tests ran; at least {min} are asked");
        }

        return account.Seen();
    }

    private static Account Told(Tally tally, int files)
    {
        var account = new Account { Value = Share(tally) };
        foreach (
            var (name, count) in new[]
            {
                ("tests", tally.Tests),
                ("passed", tally.Passed),
                ("failed", tally.Failed),
                ("errors", tally.Errors),
                ("notProven", tally.NotProven),
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
        foreach (var (_, told) in tally.FirstBad)
        {
            account.Flaw(told);
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

    /// <summary>The share that passed of those that are proven, in per cent; null when none is.</summary>
    private static Quantity? Share(Tally tally)
    {
        var proven = tally.Tests - tally.Skipped - tally.NotProven;
        return proven > 0 ? new(Math.Round(100.0 * tally.Passed / proven, 6), "%") : null;
    }

    private static void TellQuarantine(Account account, Tally tally, string? list)
    {
        account.Facts["quarantine"] = list;
        account.Facts["firstNotProven"] = new JsonArray([.. tally.FirstNotProven.Select(it => (JsonNode?)it.Name)]);
        if (tally.NotProven == 0)
        {
            return;
        }

        account.NotProven(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{tally.Passed:N0} passed, {tally.NotProven:N0} not proven (quarantined by {list})"
            )
        );
        foreach (var (name, entry) in tally.FirstNotProven)
        {
            account.NotProven(
                $"{name}: quarantined until {entry.Until:yyyy-MM-dd}, owner {JsonTexts.Cut(entry.Owner, 80)}{(entry.Issue is { } issue ? $", {JsonTexts.Cut(issue, 80)}" : "")}"
            );
        }

        if (tally.NotProven > tally.FirstNotProven.Count)
        {
            account.NotProven($"and {tally.NotProven - tally.FirstNotProven.Count} more");
        }
    }
}
