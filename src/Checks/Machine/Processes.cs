using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Machine;

/// <summary>A process that runs.</summary>
/// <param name="Pid">Its number.</param>
/// <param name="Name">Name of its program.</param>
/// <param name="Parent">Number of its parent.</param>
/// <param name="StartTicks">When it was started, in hundredths of a second since the machine was.</param>
/// <param name="RssBytes">Memory that it holds.</param>
internal sealed record RunningProcess(int Pid, string Name, int Parent, long StartTicks, long RssBytes);

/// <summary>Finds processes; Slipway itself and what it was started by are none of them.</summary>
/// <remarks>Source: proc(5).</remarks>
internal static class Processes
{
    private const int TicksPerSecond = 100;

    public static Observation Told(Asked asked, SettingReader settings, ProcFiles files, CancellationToken ct)
    {
        var found = Find(asked, settings, files, ct);
        var account = Machine.Told.Of(asked, found.Count, "number of processes that run as asked");
        var uptime = Uptime(files);
        account.Counts["processes"] = found.Count;
        account.Facts["youngestUptimeSeconds"] = found.Count == 0 ? null : Math.Floor(found.Min(it => Age(it, uptime)));
        account.Facts["rssBytes"] = found.Sum(it => it.RssBytes);
        account.Facts["processes"] = new JsonArray([
            .. found
                .Take(50)
                .Select(it =>
                    (JsonNode?)
                        new JsonObject
                        {
                            ["pid"] = it.Pid,
                            ["name"] = it.Name,
                            ["uptimeSeconds"] = Math.Floor(Age(it, uptime)),
                            ["rssBytes"] = it.RssBytes,
                        }
                ),
        ]);
        return account.Seen();
    }

    /// <summary>Every process that is as asked, by its number.</summary>
    public static IReadOnlyList<RunningProcess> Find(Asked asked, SettingReader settings, ProcFiles files, CancellationToken ct)
    {
        var wanted = asked.PidFile is null ? asked.Pid : Named(settings.PathOf(asked.PidFile), asked.PidFile);
        var all = All(files, ct).ToDictionary(it => it.Pid);
        if (all.Count == 0)
        {
            throw new IOException("/proc names no process: it may not be looked at here.");
        }

        var own = new HashSet<int>();
        for (var pid = Environment.ProcessId; all.TryGetValue(pid, out var one) && own.Add(pid); pid = one.Parent)
        {
            // Up to the first process of the machine.
        }

        return
        [
            .. all
                .Values.Where(it => wanted is { } pid ? it.Pid == pid : !own.Contains(it.Pid))
                .Where(it => asked.Name is null || IsNamed(files, it, asked.Name))
                .Where(it => asked.Pattern?.IsMatch(CommandLine(files, it.Pid)) != false)
                .OrderBy(it => it.Pid),
        ];
    }

    /// <summary>The process; null when it does not run.</summary>
    public static RunningProcess? Of(ProcFiles files, int pid)
    {
        // "12 (a name) S 1 …": the name may hold blanks and brackets.
        if (files.TextOrNull($"/proc/{pid}/stat") is not { } stat || stat.LastIndexOf(')') is var end && end < 0)
        {
            return null;
        }

        var words = stat[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var open = stat.IndexOf('(', StringComparison.Ordinal);
        return words.Length < 22 || words[0] is "Z" or "X" || open < 0 || open > end
            ? null
            : new(
                pid,
                stat[(open + 1)..end],
                (int)(ProcFiles.Number(words[1]) ?? 0),
                ProcFiles.Number(words[19]) ?? 0,
                (ProcFiles.Number(words[21]) ?? 0) * Environment.SystemPageSize
            );
    }

    public static IEnumerable<RunningProcess> All(ProcFiles files, CancellationToken ct)
    {
        foreach (var folder in Directory.EnumerateDirectories(files.PathOf("/proc")))
        {
            ct.ThrowIfCancellationRequested();
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && Of(files, pid) is { } process
            )
            {
                yield return process;
            }
        }
    }

    private static int Named(string path, string shown)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var piece = new char[64];
        var text = new string(piece, 0, reader.ReadBlock(piece, 0, piece.Length)).Trim();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 0
            ? pid
            : throw new IOException($"{shown} does not hold the number of a process.");
    }

    /// <summary>The kernel keeps 15 characters of a name; the first word of the command line has all.</summary>
    private static bool IsNamed(ProcFiles files, RunningProcess process, string name) =>
        process.Name == name
        || (
            CommandLine(files, process.Pid).Split(' ')[0] is var program
            && (program == name || Path.GetFileName(program.TrimEnd(':')) == name)
        );

    private static string CommandLine(ProcFiles files, int pid) =>
        (files.TextOrNull($"/proc/{pid}/cmdline") ?? "").Replace('\0', ' ').Trim();

    private static double Uptime(ProcFiles files) =>
        double.TryParse(
            files.Text("/proc/uptime").Split(' ')[0],
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var seconds
        )
            ? seconds
            : throw new IOException("/proc/uptime tells no time.");

    private static double Age(RunningProcess process, double uptime) => Math.Max(0, uptime - (double)process.StartTicks / TicksPerSecond);
}
