using System.Text;
using Slipway.Runs.Journal;

namespace Slipway.Runs;

/// <summary>How a run stands, as its journal's end says.</summary>
public enum RunStanding
{
    /// <summary>It has its outcome.</summary>
    Ended,

    /// <summary>It waits for a person.</summary>
    Waiting,

    /// <summary>It was cancelled and can be taken up again.</summary>
    Interrupted,

    /// <summary>It goes on in another process, or was killed.</summary>
    Open,

    /// <summary>Its journal cannot be read that far.</summary>
    Unreadable,
}

/// <summary>
/// A run at a glance: the first record of its journal and the last ones. It proves nothing (<see cref="RunReader.Open"/> does), so
/// that a list of a thousand runs is there at once.
/// </summary>
public sealed record RunGlance
{
    /// <summary>Bytes at the end of a journal in which its last records are looked for.</summary>
    private const int Tail = 64 * 1024;

    /// <summary>Where it lies.</summary>
    public required RunFolder Folder { get; init; }

    /// <summary>The first record; null when it cannot be read.</summary>
    public RunEvent.RunStarted? Started { get; init; }

    /// <summary>Time of the first record.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How it stands.</summary>
    public RunStanding Standing { get; init; } = RunStanding.Unreadable;

    /// <summary>Its outcome; null while it has none.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Why it ended, waits, stopped, or cannot be read.</summary>
    public string Why { get; init; } = "";

    /// <summary>Time of the record that <see cref="Standing"/> comes from.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>From the first record to that one; null when either is unknown.</summary>
    public TimeSpan? Took => LastAt - StartedAt;

    /// <summary>Looks at a run; changes nothing, and never fails on what the folder holds.</summary>
    public static RunGlance Of(RunFolder folder)
    {
        try
        {
            using var file = new FileStream(folder.Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(
                file,
                Encoding.UTF8,
                detectEncodingFromByteOrderMarks: false,
                bufferSize: 4096,
                leaveOpen: true
            );
            return JournalJson.Glance(reader.ReadLine() ?? "") is (RunEvent.RunStarted started, var at)
                ? End(
                    new()
                    {
                        Folder = folder,
                        Started = started,
                        StartedAt = at,
                    },
                    LastRecords(file)
                )
                : new() { Folder = folder, Why = "its journal does not begin with the start of a run" };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new() { Folder = folder, Why = unreadable.Message };
        }
    }

    private static RunGlance End(RunGlance run, IEnumerable<(RunEvent Body, DateTimeOffset At)> last)
    {
        var newest = run.StartedAt;
        foreach (var (body, at) in last)
        {
            newest = newest > at ? newest : at;
            switch (body)
            {
                case RunEvent.RunEnded it:
                    return run with { Standing = RunStanding.Ended, Outcome = it.Outcome, Why = it.Why, LastAt = at };
                case RunEvent.RunPaused it:
                    return run with { Standing = RunStanding.Waiting, Why = it.Why, LastAt = at };
                case RunEvent.RunInterrupted it:
                    return run with { Standing = RunStanding.Interrupted, Why = it.Why, LastAt = at };
                case RunEvent.RecordSealed:
                    continue;
                default:
                    return run with { Standing = RunStanding.Open, LastAt = newest };
            }
        }

        return run with
        {
            Standing = RunStanding.Open,
            LastAt = newest,
        };
    }

    /// <summary>The last records, the latest first; half a line at the end was never acted upon.</summary>
    private static IEnumerable<(RunEvent Body, DateTimeOffset At)> LastRecords(FileStream file)
    {
        file.Position = Math.Max(0, file.Length - Tail);
        var bytes = new byte[(int)(file.Length - file.Position)];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var lines = Encoding.UTF8.GetString(bytes, 0, read).Split('\n');
        return lines.SkipLast(1).Reverse().Select(JournalJson.Glance).OfType<(RunEvent, DateTimeOffset)>();
    }
}
