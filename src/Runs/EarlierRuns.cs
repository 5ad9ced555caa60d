using Slipway.Runs.Journal;

namespace Slipway.Runs;

/// <summary>Reads the newest ended runs of a document, for what they say of durations.</summary>
public static class EarlierRuns
{
    /// <summary>Runs that are read at the most.</summary>
    public const int Most = 20;

    private const int LongestJournalBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Reads in the background until <see cref="Most"/> runs were read or <paramref name="ct"/> ends the reading; what was read
    /// by then counts. A run that cannot be read is passed over: an estimate may lack it, nothing else rests on it.
    /// </summary>
    /// <param name="runsFolder">Folder of the runs.</param>
    /// <param name="document">The document; runs of a file of the same name count.</param>
    /// <param name="ct">Ends the reading.</param>
    public static Task<EarlierDurations> ReadAsync(string runsFolder, string document, CancellationToken ct) =>
        Task.Run(() => EarlierDurations.Of(Read(runsFolder, Path.GetFileName(document), ct).Take(Most)), CancellationToken.None);

    private static IEnumerable<RunState> Read(string runsFolder, string name, CancellationToken ct)
    {
        foreach (var folder in Folders(runsFolder))
        {
            if (ct.IsCancellationRequested)
            {
                yield break;
            }

            if (StateOf(folder) is { Ended: not null } state && Path.GetFileName(state.Started.Document) == name)
            {
                yield return state;
            }
        }
    }

    internal static IReadOnlyList<RunFolder> Folders(string runsFolder)
    {
        try
        {
            return RunReader.In(runsFolder);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static RunState? StateOf(RunFolder folder)
    {
        try
        {
            return
                new FileInfo(folder.Journal) is { Exists: true, Length: < LongestJournalBytes }
                && FileJournal.Read(folder.Journal) is OpenJournal.Opened opened
                ? RunReader.Fold(opened.Records)
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
