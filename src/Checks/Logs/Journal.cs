using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Checks.Programs;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Logs;

/// <summary>Lines of a unit of systemd, by <c>journalctl</c>, each with its time in seconds since 1970.</summary>
/// <remarks>Source: journalctl(1), <c>--output=short-unix</c>.</remarks>
internal static class Journal
{
    private const int MostBytes = 64 * 1024 * 1024;

    public static async Task ReadAsync(SettingReader settings, string unit, DateTimeOffset since, LogTally tally, CancellationToken ct)
    {
        if (unit.Length is 0 or > 255 || unit.StartsWith('-'))
        {
            throw new UnreadableReport("log: unit is the name of a unit of systemd.");
        }

        var from = string.Create(CultureInfo.InvariantCulture, $"--since=@{since.ToUnixTimeSeconds()}");
        var call = new ProgramCall(
            settings.Here,
            settings.PathOf("."),
            "journalctl",
            ["--no-pager", "--quiet", "--output=short-unix", $"--unit={unit}", from]
        )
        {
            MostBytes = MostBytes,
        };
        var end = await call.RunAsync(ct);
        if (end.Truncated || end.Code != 0 || end.Error.Trim().Length > 0)
        {
            throw new UnreadableReport(
                end.Truncated ? $"The journal holds more than {MostBytes / 1024 / 1024} MiB since then; say since nearer."
                : end.Error.Trim() is { Length: > 0 } said ? $"journalctl says: {(said.Length > 300 ? said[..300] : said)}"
                : $"journalctl ended with code {end.Code}."
            );
        }

        tally.Begin();
        foreach (var line in end.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            tally.Take(line);
        }
    }
}
