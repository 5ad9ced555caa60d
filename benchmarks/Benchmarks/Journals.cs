using System.Diagnostics;
using Slipway.Runs;
using Slipway.Runs.Journal;

namespace Slipway.Benchmarks;

/// <summary>Records a second that survive a power cut, beside a file that takes the same bytes with the same fsync and nothing else.</summary>
internal static class Journals
{
    private const int Records = 2_000;

    /// <summary>Records that a group commit takes together. A run does not: the act waits for its own record.</summary>
    private const int Group = 16;

    public static Task MeasureAsync(Table table, Programs programs)
    {
        using var work = new Workplace();
        var (ours, bare, grouped) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            ours.Add(Journal(work, round));
            var bytes = new FileInfo(Path.Combine(work.Folder, $"{round}.jsonl")).Length / Records;
            bare.Add(Bare(work, $"{round}.bare", bytes, together: 1));
            grouped.Add(Bare(work, $"{round}.grouped", bytes, Group));
        }

        table.Tell("bare appends with fsync, a second", $"{bare.Order().ElementAt(2):0}");
        table.Tell($"bare appends with one fsync for {Group}, a second", $"{grouped.Order().ElementAt(2):0}");
        table.Tell("journal appends with their own fsync, a second", $"{ours.Order().ElementAt(2):0}");
        table.Hold(
            "journal appends as a share of bare ones",
            ours.Order().ElementAt(2) / bare.Order().ElementAt(2) * 100,
            "%",
            80,
            atLeast: true
        );
        return Task.CompletedTask;
    }

    private static double Journal(Workplace work, int round)
    {
        using var journal = FileJournal.Create(Path.Combine(work.Folder, $"{round}.jsonl"), it => it);
        var started = Stopwatch.GetTimestamp();
        for (var at = 1; at <= Records; at++)
        {
            journal.Append(at, new RunEvent.StepBegan(StepId.OfLine(at), 1), DateTimeOffset.UnixEpoch);
        }

        return Records / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Bare(Workplace work, string name, long bytes, int together)
    {
        using var file = new FileStream(Path.Combine(work.Folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0);
        var record = new byte[bytes];
        var started = Stopwatch.GetTimestamp();
        for (var at = 1; at <= Records; at++)
        {
            file.Write(record);
            if (at % together == 0)
            {
                file.Flush(flushToDisk: true);
            }
        }

        return Records / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
