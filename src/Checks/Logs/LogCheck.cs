using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Checks.Looks;
using Slipway.Checks.Reports;
using Slipway.Kernel;

namespace Slipway.Checks.Logs;

/// <summary>The lines of a log since a moment: what must not occur, and what must. A silent log was not seen.</summary>
internal sealed class LogCheck : ICheck
{
    public string Kind => "log";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "files",
            Required: false,
            "Log files, relative to the folder of the environment; `*`, `?` and `**` stand for many, `;` stands between several; `.gz` is unpacked. One of `files`, `unit` is needed."
        ),
        new("unit", Required: false, "Unit of systemd whose lines `journalctl` is asked for."),
        new(
            "since",
            Required: false,
            "A duration such as `10m` (default), or a moment such as `2030-01-31T22:00:00Z`; older lines do not count."
        ),
        new(
            "lacks",
            Required: false,
            "Linear-time regular expression that no line may match, for instance `ERROR`, `FATAL` with a bar between them. One of `lacks`, `contains` is needed."
        ),
        new("at-most", Required: false, "Lines that `lacks` may match all the same. Default 0; 0 to 1000000."),
        new("contains", Required: false, "Linear-time regular expression that some line must match."),
        new("may-be-silent", Required: false, "`yes` where a log without any line in that time is fine. Default `no`."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ReadAsync, ct);

    private static async Task<Observation> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var now = settings.Here.Clock.GetUtcNow();
        var asked = Read(settings, now);
        var tally = new LogTally(asked.Since, asked.Lacks, asked.Contains, new(now, settings.Here.Clock.LocalTimeZone));
        var account = new Account();
        if (asked.Unit is { } unit)
        {
            await Journal.ReadAsync(settings, unit, asked.Since, tally, ct);
        }
        else
        {
            account.Facts["files"] = Take(settings, asked, tally, ct);
        }

        return (tally.Lines == 0 && !asked.MayBeSilent) ? Silent(asked, tally) : Told(account, asked, tally);
    }

    private static LogAsked Read(SettingReader settings, DateTimeOffset now)
    {
        var asked = new LogAsked(
            Since(settings, now),
            Regular(settings, "lacks"),
            settings.Whole("at-most", 0, 0, 1_000_000),
            Regular(settings, "contains"),
            settings.OneOf("may-be-silent", "no", "yes", "no") == "yes",
            settings.Text("unit")
        );
        if (settings.Text("lacks") is null && settings.Text("contains") is null)
        {
            settings.Fault("log needs one of lacks, contains.");
        }

        if (settings.Text("files") is null == asked.Unit is null)
        {
            settings.Fault("log needs one of files, unit.");
        }

        settings.Check();
        return asked;
    }

    /// <summary>Reads what was written since then; a file that was not is known to hold no line of that time.</summary>
    private static int Take(SettingReader settings, LogAsked asked, LogTally tally, CancellationToken ct)
    {
        var files = LogFiles.Find(settings, asked.Since, ct);
        foreach (var file in files.Where(it => it.WrittenAt >= asked.Since))
        {
            try
            {
                Take(file, asked, tally, ct);
            }
            catch (InvalidDataException torn)
            {
                throw new UnreadableReport($"{file.Shown} cannot be unpacked: {torn.Message}");
            }
        }

        return files.Count;
    }

    private static void Take(ReportFile file, LogAsked asked, LogTally tally, CancellationToken ct)
    {
        tally.Begin();
        var any = false;
        foreach (var line in LogFiles.Lines(file, ct))
        {
            any = any || line.Length > 0;
            tally.Take(line);
        }

        if (any && !tally.HasTimes)
        {
            throw new UnreadableReport(
                $"No line of {file.Shown} has a time of a known form: what is of the time since {Shown(asked.Since)} is not known."
            );
        }
    }

    private static Observation Silent(LogAsked asked, LogTally tally) =>
        Observation.Unseen(
            tally.Last is { } last
                ? $"The log is silent since {Shown(asked.Since)}: its last line is of {Shown(last)}."
                : $"The log is silent since {Shown(asked.Since)}: nothing was written."
        );

    private static Observation Told(Account account, LogAsked asked, LogTally tally)
    {
        account.Value = new(asked.Lacks is null ? tally.Wanted : tally.Unwanted, "");
        account.Facts["since"] = Shown(asked.Since);
        account.Facts["lastLineAt"] = tally.Last is { } last ? Shown(last) : null;
        foreach (var (name, count) in new[] { ("lines", tally.Lines), ("unwanted", tally.Unwanted), ("wanted", tally.Wanted) })
        {
            account.Facts[name] = count;
            account.Counts[name] = count;
        }

        account.Facts["firstUnwanted"] = new JsonArray([.. tally.FirstUnwanted.Select(it => (JsonNode?)it)]);
        account.Facts["firstWanted"] = new JsonArray([.. tally.FirstWanted.Select(it => (JsonNode?)it)]);
        if (asked.Lacks is not null && tally.Unwanted > asked.AtMost)
        {
            account.Flaw(
                $"{tally.Unwanted} of {tally.Lines} lines since {Shown(asked.Since)} match '{asked.Lacks}'; at most {asked.AtMost} may; the first: {tally.FirstUnwanted[0]}"
            );
        }

        if (asked.Contains is not null && tally.Wanted == 0)
        {
            account.Flaw($"none of {tally.Lines} lines since {Shown(asked.Since)} matches '{asked.Contains}'");
        }

        return account.Seen();
    }

    private static DateTimeOffset Since(SettingReader settings, DateTimeOffset now)
    {
        var text = settings.Text("since") ?? "10m";
        if (Durations.TryParse(text) is { } span && span > TimeSpan.Zero)
        {
            return now - span;
        }

        if (
            text.Length is >= 10 and <= 40
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && at <= now
        )
        {
            return at;
        }

        settings.Fault("log: since is a duration such as 10m, or a moment of the past such as 2030-01-31T22:00:00Z.");
        return now;
    }

    private static Regex? Regular(SettingReader settings, string name)
    {
        if (settings.Text(name) is not { } text)
        {
            return null;
        }

        try
        {
            return text.Length is > 0 and <= 500
                ? new Regex(text, RegexOptions.NonBacktracking)
                : throw new NotSupportedException("length");
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            settings.Fault($"log: {name} is a linear-time regular expression (no look-around) of 1 to 500 characters.");
            return null;
        }
    }

    private static string Shown(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>What is asked of a log.</summary>
internal sealed record LogAsked(DateTimeOffset Since, Regex? Lacks, int AtMost, Regex? Contains, bool MayBeSilent, string? Unit);
