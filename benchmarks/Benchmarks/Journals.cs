using System.Diagnostics;
using Slipway.Runs;
using Slipway.Runs.Journal;

namespace Slipway.Benchmarks;

/// <summary>Records a second that survive a power cut, beside a file that takes the same bytes with the same fsync and nothing else.</summary>
internal static class Journals
{
    private const int Records = 2_000;

    public static Task MeasureAsync(Table table, Programs programs)
    {
        using var work = new Workplace();
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            ours.Add(Journal(work, round));
            bare.Add(Bare(work, round, new FileInfo(Path.Combine(work.Folder, $"{round}.jsonl")).Length / Records));
        }

        table.Tell("bare appends with fsync, a second", $"{bare.Order().ElementAt(2):0}");
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

    private static double Bare(Workplace work, int round, long bytes)
    {
        using var file = new FileStream(
            Path.Combine(work.Folder, $"{round}.bare"),
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.Read,
            0
        );
        var record = new byte[bytes];
        var started = Stopwatch.GetTimestamp();
        for (var at = 0; at < Records; at++)
        {
            file.Write(record);
            file.Flush(flushToDisk: true);
        }

        return Records / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
