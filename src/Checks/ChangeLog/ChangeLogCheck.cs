using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.ChangeLog;

/// <summary>Whether the changelog says what a version brings: an entry of its own, dated, and not empty.</summary>
internal sealed class ChangeLogCheck : ICheck
{
    private const long MostBytes = 8 * 1024 * 1024;

    public string Kind => "changelog";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("version", Required: true, "The version, with or without `v` before it: `1.4.2` or `${VERSION}`."),
        new("file", Required: false, "The changelog, relative to the folder of the environment. Default `CHANGELOG.md`."),
        new("dated", Required: false, "`yes` (default: the heading must hold a date that is not in the future) or `no` (it need not)."),
        new("newest", Required: false, "`yes`: it must be the first version in the file; `no` (default): anywhere."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ReadAsync, ct);

    private static async Task<Observation> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var version = (settings.Text("version") ?? "").Trim().TrimStart('v', 'V');
        var name = settings.Text("file") ?? "CHANGELOG.md";
        var dated = settings.OneOf("dated", "yes", "yes", "no") == "yes";
        var newest = settings.OneOf("newest", "no", "yes", "no") == "yes";
        if (
            version.Length is 0 or > 100
            || !version.Any(char.IsAsciiDigit)
            || version.Any(it => !char.IsAsciiLetterOrDigit(it) && it is not ('.' or '-' or '+' or '_'))
        )
        {
            settings.Fault("changelog: version is a version such as 1.4.2.");
        }

        var path = settings.PathOf(name);
        if (new FileInfo(path).Length > MostBytes)
        {
            throw new NotSeenException($"{name} is larger than {MostBytes} bytes.");
        }

        var entries = ChangeLogEntry.Of(await File.ReadAllTextAsync(path, ct));
        return entries.Count == 0
            ? throw new NotSeenException($"{name} has no heading with a version: is it a changelog?")
            : Told(entries, version, (name, dated, newest), settings.Here.Clock.GetUtcNow());
    }

    private static Observation Told(
        IReadOnlyList<ChangeLogEntry> entries,
        string version,
        (string Name, bool Dated, bool Newest) wanted,
        DateTimeOffset now
    )
    {
        var account = new Account();
        var found = entries.Where(it => it.Names(version)).ToList();
        account.Facts["versions"] = entries.Count;
        account.Facts["version"] = version;
        account.Counts["entries"] = found.Count;
        if (found is not [var entry])
        {
            account.Flaw(
                found.Count == 0 ? $"{wanted.Name} has no entry for {version}" : $"{wanted.Name} has {found.Count} entries for {version}"
            );
            return account.Seen();
        }

        account.Facts["line"] = entry.Line;
        account.Facts["date"] = entry.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        account.Facts["lines"] = entry.Lines;
        account.Facts["isNewest"] = entries[0] == entry;
        Hold(account, entry, wanted, now);
        return account.Seen();
    }

    private static void Hold(Account account, ChangeLogEntry entry, (string Name, bool Dated, bool Newest) wanted, DateTimeOffset now)
    {
        var where = $"the entry in {wanted.Name}:{entry.Line}";
        if (entry.IsUnreleased)
        {
            account.Flaw($"{where} says that it is not released");
        }

        if (wanted.Dated && entry.Date is null)
        {
            account.Flaw($"{where} has no date in its heading");
        }

        // The clock of whoever wrote it may be half a day ahead of this one.
        if (wanted.Dated && entry.Date is { } date && date > DateOnly.FromDateTime(now.UtcDateTime.AddHours(14)))
        {
            account.Flaw($"{where} is dated {date:yyyy-MM-dd}, which is in the future");
        }

        if (entry.Lines == 0)
        {
            account.Flaw($"{where} says nothing");
        }

        if (wanted.Newest && account.Facts["isNewest"]!.GetValue<bool>() == false)
        {
            account.Flaw($"{where} is not the first version of the file");
        }
    }
}
