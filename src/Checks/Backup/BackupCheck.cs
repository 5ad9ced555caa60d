using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Backup;

/// <summary>Whether the newest backup is young, whole and no smaller than those before it, and whether enough are kept.</summary>
internal sealed class BackupCheck : ICheck
{
    /// <summary>So many earlier backups say what size is usual.</summary>
    private const int Compared = 10;

    public string Kind => "backup";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "path",
            Required: true,
            "The backups, relative to the folder of the environment; `*`, `?` and `**` stand for many, of which the newest counts."
        ),
        new("max-age", Required: false, "Oldest age of the newest one. Default `24h`."),
        new("min-size", Required: false, "Smallest size of the newest one, for instance `10 MB`. Default 1 byte."),
        new(
            "most-shrunk",
            Required: false,
            "How much smaller than usual (the median of up to ten before it) the newest may be, in per cent. Default 50; 1 to 100."
        ),
        new(
            "checksum",
            Required: false,
            "Where its SHA-256 stands: a path; `needed` (beside it, as `NAME.sha256` or in `SHA256SUMS`); `beside` (default: there, if it is there)."
        ),
        new("readable", Required: false, "`full` (default) reads it to its end, `head` looks at its first bytes only, `no` does neither."),
        new("keep", Required: false, "Fewest backups that must be there. Default 1; 1 to 10000."),
        new("keep-days", Required: false, "The oldest must be at least so many days old. Default 0; 0 to 10000."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, FindAsync, ct);

    private static async Task<Observation> FindAsync(SettingReader settings, CancellationToken ct)
    {
        var path = settings.Text("path") ?? "";
        var maxAge = settings.Duration("max-age", TimeSpan.FromHours(24));
        var (shrunk, keep, days) = (
            settings.Whole("most-shrunk", 50, 1, 100),
            settings.Whole("keep", 1, 1, 10_000),
            settings.Whole("keep-days", 0, 0, 10_000)
        );
        var readable = settings.OneOf("readable", "full", "full", "head", "no");
        var minSize = Size(settings);
        var checksum = settings.Text("checksum") ?? "beside";
        settings.Check();
        var account = new Account();
        var files = BackupFiles.Of(settings, path, ct);
        account.Facts["count"] = files.Count;
        Kept(files, keep, days, settings.Here.Clock.GetUtcNow(), account);
        if (files is not [var newest, ..])
        {
            account.Flaw($"there is no backup at {path}");
            return account.Seen();
        }

        Young(newest, maxAge, settings.Here.Clock.GetUtcNow(), account);
        Large(files, minSize, shrunk, account);
        await MatchesAsync(newest, checksum, settings, account, ct);
        await ReadableAsync(newest, readable, settings.Here, account, ct);
        return account.Seen();
    }

    private static double Size(SettingReader settings)
    {
        if (settings.Text("min-size") is not { } text)
        {
            return 1;
        }

        var bytes = Quantity.TryParse(text) is { } size ? (size.Unit.Length == 0 ? size.Number : size.In("B")) : null;
        if (bytes is null or < 0)
        {
            settings.Fault($"backup: min-size is a size such as 10 MB, not '{text}'.");
        }

        return bytes ?? 1;
    }

    private static void Kept(IReadOnlyList<FileInfo> files, int keep, int days, DateTimeOffset now, Account account)
    {
        var oldest = files.Count == 0 ? TimeSpan.Zero : now.UtcDateTime - files[^1].LastWriteTimeUtc;
        account.Facts["oldestDays"] = Math.Round(oldest.TotalDays, 2);
        if (files.Count < keep && files.Count > 0)
        {
            account.Flaw($"there are {files.Count} backups, fewer than {keep}");
        }

        if (oldest.TotalDays < days)
        {
            account.Flaw(
                string.Create(CultureInfo.InvariantCulture, $"the oldest backup is {oldest.TotalDays:0.#} days old, less than {days}")
            );
        }
    }

    private static void Young(FileInfo newest, TimeSpan most, DateTimeOffset now, Account account)
    {
        var age = now.UtcDateTime - newest.LastWriteTimeUtc;
        account.Value = new(age.TotalSeconds, "s");
        account.Facts["newest"] = newest.Name;
        account.Facts["ageSeconds"] = Math.Round(age.TotalSeconds);
        if (age > most)
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{newest.Name} is {age.TotalHours:0.##} h old, older than {most.TotalHours:0.##} h"
                )
            );
        }
        else if (age < TimeSpan.FromMinutes(-1))
        {
            account.Flaw($"{newest.Name} was changed in the future; its age is not known");
        }
    }

    private static void Large(IReadOnlyList<FileInfo> files, double least, int shrunk, Account account)
    {
        var size = files[0].Length;
        account.Facts["sizeBytes"] = size;
        if (size < least)
        {
            account.Flaw(string.Create(CultureInfo.InvariantCulture, $"{files[0].Name} has {size} bytes, less than {least:0}"));
        }

        var earlier = files.Skip(1).Take(Compared).Select(it => it.Length).Order().ToList();
        if (earlier.Count == 0)
        {
            return;
        }

        var usual = earlier[earlier.Count / 2];
        account.Facts["usualBytes"] = usual;
        if (size < usual * (100 - shrunk) / 100.0)
        {
            account.Flaw($"{files[0].Name} has {size} bytes, more than {shrunk} % less than usual ({usual})");
        }
    }

    private static async Task MatchesAsync(FileInfo newest, string checksum, SettingReader settings, Account account, CancellationToken ct)
    {
        var list = checksum is "beside" or "needed" ? Checksum.Beside(newest) : settings.PathOf(checksum);
        account.Facts["checksum"] = list is null ? "none" : Path.GetFileName(list);
        if (list is null || !File.Exists(list))
        {
            if (checksum != "beside")
            {
                account.Flaw($"there is no SHA-256 for {newest.Name}");
            }

            return;
        }

        if (await Checksum.InAsync(list, newest.Name, ct) is not { } wanted)
        {
            account.Flaw($"{Path.GetFileName(list)} holds no SHA-256 for {newest.Name}");
        }
        else if (await Checksum.OfAsync(newest, ct) is var found && found != wanted)
        {
            account.Flaw($"the SHA-256 of {newest.Name} is {found}, not {wanted} as {Path.GetFileName(list)} says");
        }
    }

    private static async Task ReadableAsync(FileInfo newest, string readable, Surroundings here, Account account, CancellationToken ct)
    {
        // That it is empty was said with its size.
        if (readable == "no" || newest.Length == 0)
        {
            return;
        }

        var format = await BackupContent.FormatAsync(newest.FullName, ct);
        var content =
            readable == "full"
                ? await BackupContent.TestAsync(newest.FullName, new(here), ct)
                : new(format, null, null, format == BackupFormat.Unknown ? "begins like no backup that is known" : null);
        (account.Facts["format"], account.Facts["packed"], account.Facts["unpackedBytes"]) = (content.Format, content.Inner, content.Bytes);
        if (content.Flaw is { } flaw)
        {
            account.Flaw($"{newest.Name} {flaw}");
        }
    }
}
