using System.Diagnostics;
using Slipway.Platform;

namespace Slipway.Benchmarks;

/// <summary>What carrying out one command costs: by a whole run, by the bare shim that a run uses, and as a bare process.</summary>
internal static class Commands
{
    private const int Few = 20;
    private const int Many = 220;

    public static async Task MeasureAsync(Table table, Programs programs)
    {
        using var work = new Workplace();
        var few = work.With("few.md", Documents.Commands(Few));
        var many = work.With("many.md", Documents.Commands(Many));
        work.With("slipway.yaml", "parallel: 1\n");
        string[] Arguments(string file) => ["run", file, "--yes", "--no-input"];
        var (bares, shims, runs) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            bares.Add(await PerCallAsync(BareAsync));
            shims.Add(await PerCallAsync(at => ShimAsync(work.Folder, $"{round}-{at}")));
            var one = await Call.OfAsync(programs.Slipway, work.Folder, Arguments(few), 0, 1, 3);
            var two = await Call.OfAsync(programs.Slipway, work.Folder, Arguments(many), 0, 1, 3);
            runs.Add((two.Wall - one.Wall).TotalMilliseconds / (Many - Few));
        }

        var (bare, shim, run) = (Median(bares), Median(shims), Median(runs));
        table.Tell("bash -c true, a bare process", $"{bare:0.00} ms");
        table.Tell("the bare shim: session, marker, files, exit code on disk", $"{shim:0.00} ms");
        table.Tell("a command of a run: journal, evidence, verdict as well", $"{run:0.00} ms");
        table.Hold("the engine: a command of a run less the bare shim", run - shim, "ms", 5);
        table.Tell("a command of a run, as a multiple of a bare process", $"{run / bare:0.0} ×");
    }

    private static async Task<double> PerCallAsync(Func<int, Task> call)
    {
        const int Calls = 100;
        var started = Stopwatch.GetTimestamp();
        for (var at = 0; at < Calls; at++)
        {
            await call(at);
        }

        return Stopwatch.GetElapsedTime(started).TotalMilliseconds / Calls;
    }

    private static async Task BareAsync(int at)
    {
        using var process = Process.Start(
            new ProcessStartInfo("bash", ["--norc", "-c", "true"]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        await process.WaitForExitAsync();
    }

    private static async Task ShimAsync(string folder, string name)
    {
        var shell = new LocalShell(
            new ShellOptions { Inherited = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" } },
            TimeProvider.System
        );
        var place = Path.Combine(folder, "shim", name);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        var block = new ShellBlock
        {
            Step = $"bench/{name}",
            Commands = [new ShellCommand("true")],
            Directory = folder,
        };
        if (await shell.StartAsync(place, block, CancellationToken.None) is not ShellStart.Started)
        {
            throw new InvalidOperationException("The shim did not start.");
        }

        await shell.WaitAsync(place, TimeSpan.FromMinutes(1), CancellationToken.None);
        shell.Read(place, 0);
    }

    private static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);
}
