namespace Slipway.Runs;

/// <summary>A run that has ended.</summary>
/// <param name="State">All that is known of it.</param>
/// <param name="Faults">What of its record is not as it was written; empty when it is whole.</param>
public sealed record PastRun(RunState State, IReadOnlyList<string> Faults)
{
    /// <summary>When it ended.</summary>
    public DateTimeOffset EndedAt => State.EndedAt ?? State.LastAt;

    /// <summary>The ended runs of a document, the newest first, each with its record proved; a run that cannot be read at all is passed over.</summary>
    /// <param name="runsFolder">Folder of the runs.</param>
    /// <param name="document">The document; runs of a file of the same name count.</param>
    /// <param name="most">Runs that are read at the most.</param>
    /// <param name="ct">Ends the reading with a cancellation.</param>
    public static IReadOnlyList<PastRun> Read(string runsFolder, string document, int most, CancellationToken ct)
    {
        var name = Path.GetFileName(document);
        var past = new List<PastRun>();
        foreach (var folder in EarlierRuns.Folders(runsFolder).Take(most))
        {
            ct.ThrowIfCancellationRequested();
            if (Opened(folder) is { State: { Ended: not null } state } run && Path.GetFileName(state.Started.Document) == name)
            {
                past.Add(new(state, run.Faults));
            }
        }

        return past;
    }

    private static OpenedRun? Opened(RunFolder folder)
    {
        try
        {
            return RunReader.Open(folder);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
