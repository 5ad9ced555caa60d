using Slipway.Runs.Verifying;

namespace Slipway.Runs.Tests;

/// <summary>All records of a night made again at once.</summary>
internal static class Replays
{
    public static Replayed Make(this Replay replay, IEnumerable<JournalRecord> records)
    {
        foreach (var record in records)
        {
            replay.Take(record);
        }

        return replay.SoFar;
    }
}
