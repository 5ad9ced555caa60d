using System.Globalization;
using Slipway.Kernel;

namespace Slipway.Checks.Machine;

/// <summary>How busy the processors are.</summary>
internal static class Busy
{
    /// <summary>The share of the time in which processors were not idle; in a control group with a quota the share of that, where it is larger.</summary>
    /// <remarks>Source: proc(5), stat; Documentation/admin-guide/cgroup-v2.rst, cpu interface files.</remarks>
    public static async Task<Observation> CpuAsync(Asked asked, ProcFiles files, TimeProvider clock, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        var (idleBefore, allBefore) = Ticks(files);
        var usedBefore = files.Groups().ToDictionary(it => it, it => Used(files, it), StringComparer.Ordinal);
        await Task.Delay(asked.Window, clock, ct);
        var took = clock.GetElapsedTime(start);
        var (idle, all) = Ticks(files);
        if (all <= allBefore)
        {
            return Observation.Unseen("The counters of /proc/stat did not move: nothing was measured.");
        }

        var (share, source) = (100.0 * (1 - (double)(idle - idleBefore) / (all - allBefore)), "machine");
        foreach (var (group, before) in usedBefore)
        {
            if (Quota(files, group) is { } processors && before is { } from && Used(files, group) is { } until && until >= from)
            {
                var ofQuota = 100.0 * (until - from) / (took.TotalMicroseconds * processors);
                (share, source) = ofQuota > share ? (ofQuota, "control group") : (share, source);
            }
        }

        var account = Told.Of(asked, Math.Clamp(share, 0, 100), $"use of the processors of the {source}");
        account.Facts["of"] = source;
        account.Facts["windowMs"] = Math.Round(took.TotalMilliseconds);
        return account.Seen();
    }

    /// <summary>Processes that run or wait, on average of one minute, for each processor.</summary>
    public static Observation Load(Asked asked, ProcFiles files)
    {
        var words = files.Text("/proc/loadavg").Split(' ');
        var loads = words.Take(3).Select(Decimal).ToList();
        var processors = files
            .Lines("/proc/stat")
            .Count(it => it.Length > 3 && it.StartsWith("cpu", StringComparison.Ordinal) && char.IsAsciiDigit(it[3]));
        if (loads.Count != 3 || loads.Contains(null) || processors == 0)
        {
            return Observation.Unseen("/proc/loadavg and /proc/stat do not tell the load and the processors.");
        }

        var account = Told.Of(asked, loads[0]!.Value / processors, "load of one minute for each processor");
        (account.Facts["load1"], account.Facts["load5"], account.Facts["load15"]) = (loads[0], loads[1], loads[2]);
        account.Facts["processors"] = processors;
        return account.Seen();
    }

    private static (long Idle, long All) Ticks(ProcFiles files)
    {
        var counters = files.Lines("/proc/stat")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var numbers = counters.Skip(1).Take(8).Select(it => ProcFiles.Number(it) ?? 0).ToList();
        return numbers.Count < 5 || counters[0] != "cpu"
            ? throw new IOException("/proc/stat does not tell the time of the processors.")
            : (numbers[3] + numbers[4], numbers.Sum());
    }

    private static long? Used(ProcFiles files, string group) =>
        (files.TextOrNull($"{group}/cpu.stat") ?? "")
            .Split('\n')
            .Where(it => it.StartsWith("usage_usec ", StringComparison.Ordinal))
            .Select(it => ProcFiles.Number(it.Split(' ')[1]))
            .FirstOrDefault();

    /// <summary>Processors that the group may use; null without a quota.</summary>
    private static double? Quota(ProcFiles files, string group) =>
        (files.TextOrNull($"{group}/cpu.max") ?? "").Trim().Split(' ') is [var quota, var period]
        && ProcFiles.Number(quota) is { } most
        && ProcFiles.Number(period) is > 0 and var each
            ? (double)most / each
            : null;

    private static double? Decimal(string word) =>
        double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
