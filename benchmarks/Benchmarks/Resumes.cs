using System.Diagnostics;
using System.Text;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs;
using Slipway.Runs.Deciding;
using Slipway.Runs.Journal;

namespace Slipway.Benchmarks;

/// <summary>From a journal of 10,000 events, proved record by record, to the state and what is due next.</summary>
internal static class Resumes
{
    private const int Events = 10_000;
    private static readonly DateTimeOffset At = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);

    public static async Task MeasureAsync(Table table, Programs programs)
    {
        using var work = new Workplace();
        var half = Written(work, "half", Events / 2);
        var whole = Written(work, "whole", Events);
        var (halves, wholes) = (new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            halves.Add(Resume(half));
            wholes.Add(Resume(whole));
        }

        var (one, two) = (halves.Order().ElementAt(2), wholes.Order().ElementAt(2));
        table.Hold($"from a journal of {Events:N0} events to what is due next", two, "s", 2);
        table.Hold("  against half as many (2 is linear)", two / one, "×", 2.4);
        var call = await Call.MediansAsync(
            5,
            [() => Call.OfAsync(programs.Slipway, work.Folder, ["status", Path.GetDirectoryName(whole)!], 5)]
        );
        table.Hold("  slipway status of it, as a process", call[0].Wall.TotalSeconds, "s", 2);
    }

    private static double Resume(string path)
    {
        var started = Stopwatch.GetTimestamp();
        var opened = (OpenJournal.Opened)FileJournal.Open(path, it => it);
        using (opened.Journal)
        {
            var state = RunReader.Fold(opened.Records)!;
            _ = Due.Next(state, At) is NextAct.Attempt ? 0 : throw new InvalidOperationException("Another step was to be due.");
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Two events a step, and one step more, which is due.</summary>
    internal static string Written(Workplace work, string name, int events)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(work.Folder, name)).FullName, "journal.jsonl");
        var text = new StringBuilder();
        var previous = Digest.None.Hex;
        var sequence = 0;
        foreach (var happened in Story(events))
        {
            var (line, hash, _) = JournalJson.Write(++sequence, At, happened, previous, it => it);
            text.Append(line).Append('\n');
            previous = hash;
        }

        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static IEnumerable<RunEvent> Story(int events)
    {
        yield return new RunEvent.RunStarted
        {
            Format = 1,
            Run = new("20300101-080000-0001"),
            Mode = RunMode.Run,
            Document = "GO-LIVE.md",
            DocumentSha256 = new('a', 64),
            PlanDigest = new('b', 64),
            Title = "Go-live",
            Operator = "Olga",
            Steps = [.. Enumerable.Range(1, events / 2 + 1).Select(Look)],
        };
        for (var line = 1; line <= events / 2; line++)
        {
            yield return new RunEvent.StepBegan(StepId.OfLine(line), 1);
            yield return new RunEvent.StepEnded(StepId.OfLine(line), 1, Verdict.Pass, "exit code 0", [Seen(line)]);
        }
    }

    private static Step Look(int line) =>
        new()
        {
            Id = StepId.OfLine(line),
            Line = line,
            Text = $"item {line}",
            Kind = ItemKind.Command,
            Work = Work.Block,
            Effect = Effect.Reads,
            Commands = [new(line, "./check.sh", Effect.Reads)],
        };

    private static Evidence Seen(int line) =>
        new()
        {
            What = "./check.sh",
            Line = line,
            At = At,
            Place = "host:/srv",
            Seen = "exit code 0",
            Verdict = Verdict.Pass,
        };
}
