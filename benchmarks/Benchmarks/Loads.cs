using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Slipway.Benchmarks;

/// <summary>
/// The check <c>load</c> beside wrk: the same percentiles on a server whose times are known, and how many requests one processor
/// sends. wrk has no rate of its own, so ours is asked for the one that wrk reached.
/// </summary>
internal static class Loads
{
    private const int Seconds = 5;

    public static async Task MeasureAsync(Table table, Programs programs)
    {
        using var work = new Workplace();
        using (var server = new SlowServer())
        {
            await CompareAsync(table, programs, work, server.Url);
        }

        using var nginx = await QuickServer.StartAsync(work);
        await SendAsync(table, programs, work, nginx.Url);
    }

    /// <summary>Percentiles of both; the server decides how long each request takes, so the model does not matter.</summary>
    private static async Task CompareAsync(Table table, Programs programs, Workplace work, string url)
    {
        var (peer, _) = await RunAsync(work, "wrk", ["-t1", "-c32", $"-d{Seconds}s", "--latency", url]);
        var rate = (int)Number(peer, "Requests/sec:");
        var (facts, _) = await OursAsync(work, programs, url, rate, 64);
        table.Tell($"wrk, 32 connections: requests a second", $"{rate}");
        foreach (var (name, label) in (ReadOnlySpan<(string, string)>)[("p50Ms", "50%"), ("p90Ms", "90%"), ("p99Ms", "99%")])
        {
            var (ours, theirs) = (facts.GetProperty(name).GetDouble(), Number(peer, label));
            table.Hold(
                string.Create(CultureInfo.InvariantCulture, $"{name[..3]}: ours {ours:0.0} ms, wrk's {theirs:0.0} ms; larger by smaller"),
                Math.Max(ours / theirs, theirs / ours),
                "×",
                1.15
            );
        }
    }

    /// <summary>Requests per second of processor time, both against a server that answers at once.</summary>
    private static async Task SendAsync(Table table, Programs programs, Workplace work, string url)
    {
        var (peer, peerCpu) = await RunAsync(work, "wrk", ["-t1", "-c16", $"-d{Seconds}s", url]);
        var theirs = Number(peer, "requests in", before: true) / peerCpu.TotalSeconds;
        var (_, idle) = await OursAsync(work, programs, url, 1, 16);
        var best = 0;
        var ours = 0.0;
        foreach (var rate in (int[])[1000, 2000, 4000, 6000, 8000, 10_000])
        {
            if (await TryAsync(work, programs, url, rate) is not { } told)
            {
                break;
            }

            best = rate;
            ours = told.Answered / Math.Max(0.001, (told.Cpu - idle).TotalSeconds);
        }

        table.Tell("highest rate asked for that ours kept, requests a second", $"{best}");
        table.Tell("requests per second of processor time, at that rate", $"{ours:0}");
        table.Tell("the same of wrk, as fast as it can", $"{theirs:0}");
        table.Tell("ours as a share of wrk's", $"{ours / theirs * 100:0} %");
    }

    private static async Task<(double Answered, TimeSpan Cpu)?> TryAsync(Workplace work, Programs programs, string url, int rate)
    {
        try
        {
            var (facts, cpu) = await OursAsync(work, programs, url, rate, 16);
            return (facts.GetProperty("answered").GetDouble(), cpu);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<(JsonElement Facts, TimeSpan Cpu)> OursAsync(
        Workplace work,
        Programs programs,
        string url,
        int rate,
        int connections
    )
    {
        var (text, cpu) = await RunAsync(
            work,
            programs.Slipway,
            ["check", "load", $"url={url}", $"rate={rate}", $"duration={Seconds}s", $"connections={connections}", "--format", "json"]
        );
        using var told = JsonDocument.Parse(text);
        using var facts = JsonDocument.Parse(told.RootElement.GetProperty("evidence").GetString()!);
        return (facts.RootElement.Clone(), cpu);
    }

    private static async Task<(string Out, TimeSpan Cpu)> RunAsync(Workplace work, string program, IReadOnlyList<string> arguments)
    {
        var figures = Path.Combine(work.Folder, "time");
        var info = new ProcessStartInfo("/usr/bin/time", ["-q", "-o", figures, "-f", "%U %S", program, .. arguments])
        {
            WorkingDirectory = work.Folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(info)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {text}");
        }

        var seconds = (await File.ReadAllTextAsync(figures)).Trim().Split(' ').Sum(it => double.Parse(it, CultureInfo.InvariantCulture));
        return (text, TimeSpan.FromSeconds(seconds));
    }

    /// <summary>The number behind a label of wrk's (in ms where it has a unit), or before it.</summary>
    public static double Number(string text, string label, bool before = false)
    {
        var line = text.Split('\n').First(it => it.Contains(label, StringComparison.Ordinal));
        var at = line.IndexOf(label, StringComparison.Ordinal);
        var word = before ? line[..at].Trim() : line[(at + label.Length)..].Trim();
        var scale =
            word.EndsWith("us", StringComparison.Ordinal) ? 0.001
            : word.EndsWith("ms", StringComparison.Ordinal) ? 1
            : word.EndsWith('s') ? 1000
            : 1;
        return double.Parse(word.TrimEnd('u', 'm', 's'), CultureInfo.InvariantCulture) * scale;
    }
}
