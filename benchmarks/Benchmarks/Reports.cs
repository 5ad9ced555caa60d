using System.Text;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs;
using Slipway.Runs.Journal;

namespace Slipway.Benchmarks;

/// <summary>The page of a run of 10,000 items, made from its record by a process that begins cold.</summary>
internal static class Reports
{
    private const int Items = 10_000;

    public static async Task MeasureAsync(Table table, Programs programs)
    {
        using var work = new Workplace();
        var folder = Record(work.Folder);
        var page = Path.Combine(work.Folder, "page.html");
        var calls = await Call.MediansAsync(
            5,
            () => Call.OfAsync(programs.Slipway, work.Folder, ["report", folder.Path, "--format", "html", "--output", page])
        );
        table.Hold("report of 10,000 items, a whole process", calls[0].Wall.TotalMilliseconds, "ms", 2_000);
        table.Tell("  CPU time", Table.Ms(calls[0].Cpu));
        table.Tell("  memory", Table.MiB(calls[0].PeakBytes));
        table.Tell("  size of the page", Table.MiB(new FileInfo(page).Length));
    }

    /// <summary>The record that such a run leaves: each command with its evidence.</summary>
    private static RunFolder Record(string place)
    {
        var bytes = Encoding.UTF8.GetBytes(Documents.Commands(Items));
        var checklist = ((ReadChecklist.Usable)ChecklistReader.Read(bytes, "GO-LIVE.md", Settings.None, NoRepository.Instance)).Checklist;
        var start = new StartRun
        {
            Checklist = checklist,
            Settings = Settings.None,
            Operator = "benchmark",
            RunsFolder = place,
        };
        var run = new RunId("20300101-220000-0001");
        var folder = new RunFolder(Path.Combine(place, run.Value));
        Directory.CreateDirectory(folder.Path);
        File.WriteAllBytes(folder.Source, bytes);
        File.WriteAllText(folder.Plan, PlanJson.Write(checklist.Plan).ToJsonString());
        using var journal = FileJournal.Create(folder.Journal, it => it);
        var at = new DateTimeOffset(2030, 1, 1, 22, 0, 0, TimeSpan.Zero);
        Append(
            new RunEvent.RunStarted
            {
                Format = 1,
                Run = run,
                Mode = RunMode.Run,
                Document = "GO-LIVE.md",
                DocumentSha256 = checklist.Plan.Source.Sha256,
                PlanDigest = checklist.Plan.Digest.Hex,
                Title = checklist.Plan.Title,
                Operator = start.Operator,
                Steps = start.Steps,
            }
        );
        foreach (var step in start.Steps.Where(it => it.Work == Work.Block))
        {
            Append(new RunEvent.StepBegan(step.Id, 1));
            at += TimeSpan.FromMilliseconds(200);
            Append(new RunEvent.StepEnded(step.Id, 1, Verdict.Pass, "exit code 0", [Seen(step, at)]));
        }

        Append(new RunEvent.RunEnded(Outcome.Go, "Every gate is open."));
        return folder;

        void Append(RunEvent happened) => journal.Append(journal.Count + 1, happened, at);
    }

    private static Evidence Seen(Step step, DateTimeOffset at) =>
        new()
        {
            What = step.Commands[0].Text,
            Line = step.Commands[0].Line,
            At = at,
            Took = TimeSpan.FromMilliseconds(180),
            Place = "host:/srv",
            Expect = "exit0",
            Seen = "exit code 0",
            Verdict = Verdict.Pass,
        };
}
