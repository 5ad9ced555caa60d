using System.Globalization;
using Slipway.Checks.Git;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Reports;

/// <summary>
/// How old a report may be: an old report says nothing of what goes live now. By the time of its file, and by the commit that it
/// names where it names one.
/// </summary>
internal sealed class Freshness
{
    /// <summary>Clocks of file servers differ a little.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _maxAge;
    private readonly (string Name, string Id, DateTimeOffset At)? _commit;
    private readonly DateTimeOffset _now;

    private Freshness(TimeSpan? maxAge, (string, string, DateTimeOffset)? commit, DateTimeOffset now) =>
        (_maxAge, _commit, _now) = (maxAge, commit, now);

    /// <summary>The settings of every kind that reads reports.</summary>
    public static IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "max-age",
            Required: false,
            "Longest time since a file was written, for instance `2h`; an older one was not seen. Default: any age."
        ),
        new(
            "commit",
            Required: false,
            "Commit of the repository around the folder of the environment, for instance `HEAD`: a file written before it was made, or that names another commit, was not seen. Default: none."
        ),
    ];

    /// <summary>Whether any age or commit is asked for.</summary>
    public bool IsAsked => _maxAge is not null || _commit is not null;

    /// <summary>Reads the settings, and asks git for the commit.</summary>
    public static async Task<Freshness> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var maxAge = settings.Text("max-age") is null ? (TimeSpan?)null : settings.Duration("max-age", TimeSpan.MaxValue);
        var name = settings.Text("commit");
        if (name is { Length: 0 or > 250 } || name?.StartsWith('-') == true)
        {
            settings.Fault("commit is the name of a commit such as HEAD.");
        }

        settings.Check();
        return new(maxAge, name is null ? null : await CommitAsync(settings, name, ct), settings.Here.Clock.GetUtcNow());
    }

    /// <summary>Holds a file against the settings.</summary>
    /// <param name="file">The file.</param>
    /// <param name="named">Commits that it names, whole or at least 7 digits.</param>
    /// <exception cref="UnreadableReport">It is too old, or of another commit.</exception>
    public void Demand(ReportFile file, IReadOnlyCollection<string> named)
    {
        var age = _now - file.WrittenAt;
        if (IsAsked && age < -Tolerance)
        {
            throw new UnreadableReport($"{file.Shown} was written in the future ({Shown(file.WrittenAt)}): its age is not known.");
        }

        if (_maxAge is { } most && age > most)
        {
            throw new UnreadableReport(
                $"{file.Shown} is {Durations.Write(Whole(age))} old (written {Shown(file.WrittenAt)}); at most {Durations.Write(most)} is asked. Run what writes it again."
            );
        }

        if (_commit is not { } commit)
        {
            return;
        }

        if (named.FirstOrDefault(it => !commit.Id.StartsWith(it, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            throw new UnreadableReport($"{file.Shown} is of the commit {other}; {commit.Name} is {commit.Id[..12]}.");
        }

        if (named.Count == 0 && file.WrittenAt < commit.At)
        {
            throw new UnreadableReport(
                $"{file.Shown} was written {Shown(file.WrittenAt)}, before {commit.Name} ({commit.Id[..12]}) was made at {Shown(commit.At)}. Run what writes it again."
            );
        }
    }

    /// <summary>Tells how old the reports are.</summary>
    public void Tell(Account account, IReadOnlyList<ReportFile> files)
    {
        var oldest = files.Min(it => it.WrittenAt);
        account.Facts["oldestReportAt"] = Shown(oldest);
        account.Facts["oldestReportAgeSeconds"] = Math.Round((_now - oldest).TotalSeconds);
        account.Facts["commit"] = _commit?.Id;
    }

    private static async Task<(string, string, DateTimeOffset)> CommitAsync(SettingReader settings, string name, CancellationToken ct)
    {
        var git = new GitProgram(settings.Here, settings.PathOf("."));
        var told = await git.RunAsync(["show", "-s", "--format=%H %ct", "--end-of-options", $"{name}^{{commit}}"], ct);
        var words = told.Out.Trim().Split(' ');
        return
            told.Code == 0
            && words.Length == 2
            && words[0].Length >= 40
            && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at < 253_402_300_799
            ? (name, words[0], DateTimeOffset.FromUnixTimeSeconds(at))
            : throw new UnreadableReport($"The commit {name} could not be read: {told.Why}");
    }

    private static TimeSpan Whole(TimeSpan age) => TimeSpan.FromSeconds(Math.Floor(age.TotalSeconds));

    private static string Shown(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
