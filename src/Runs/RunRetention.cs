namespace Slipway.Runs;

/// <summary>Which runs are old enough to go. Pure: what it is given decides, and whatever is not plainly over stays.</summary>
public static class RunRetention
{
    /// <summary>Newest runs of a document in an environment that always stay: estimates and trends come from them.</summary>
    public const int Newest = EarlierRuns.Most;

    /// <summary>The runs to remove, oldest first.</summary>
    /// <param name="runs">All runs of a folder.</param>
    /// <param name="keep">How long a run stays after its end; at least a day.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<RunGlance> Removable(IEnumerable<RunGlance> runs, TimeSpan keep, DateTimeOffset now) =>
        [
            .. runs.GroupBy(it => (it.Started?.Document, it.Started?.Environment))
                .SelectMany(same => same.OrderByDescending(it => it.StartedAt).Skip(Newest))
                .Where(it => IsOver(it) && now - it.LastAt > keep)
                .OrderBy(it => it.StartedAt),
        ];

    /// <summary>It has its outcome, and its record is finished: nobody takes it up again.</summary>
    private static bool IsOver(RunGlance run) =>
        run is { Standing: RunStanding.Ended, Started: not null, LastAt: not null } && IsSealed(run.Folder);

    private static bool IsSealed(RunFolder folder) => File.Exists(folder.Statement);

    /// <summary>Removes a run so that a crash leaves either all of it or nothing that is taken for a run.</summary>
    /// <exception cref="IOException">It cannot be removed; it is whole then, or lies beside as a folder whose name begins with a dot.</exception>
    public static void Remove(RunFolder folder)
    {
        var path = Path.TrimEndingDirectorySeparator(folder.Path);
        var aside = Path.Combine(Path.GetDirectoryName(path)!, $".removed-{Path.GetFileName(path)}");
        Directory.Move(path, aside);
        Directory.Delete(aside, recursive: true);
    }
}
