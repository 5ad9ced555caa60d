using Slipway.Kernel;

namespace Slipway.Checks.Machine;

/// <summary>Space of a file system, and memory.</summary>
internal static class Sizes
{
    public static Observation Disk(Asked asked, string path)
    {
        if (!Path.Exists(path))
        {
            return Observation.Unseen($"{asked.Path} is not there, so nothing is known of its file system.");
        }

        var drive = new DriveInfo(path);
        var (total, free) = (drive.TotalSize, drive.AvailableFreeSpace);
        if (total <= 0)
        {
            return Observation.Unseen($"The file system of {asked.Path} has no size.");
        }

        var account = Told.Of(asked, 100.0 * free / total, $"free space of the file system of {asked.Path}");
        account.Facts["totalBytes"] = total;
        account.Facts["availableBytes"] = free;
        return account.Seen();
    }

    /// <summary>What is available of what there is: of the machine, or of the tightest control group.</summary>
    /// <remarks>Source: proc(5), meminfo; Documentation/admin-guide/cgroup-v2.rst, memory interface files.</remarks>
    public static Observation Memory(Asked asked, ProcFiles files)
    {
        var lines = files.Lines("/proc/meminfo");
        if (Kilobytes(lines, "MemTotal:") is not (> 0 and var total) || Kilobytes(lines, "MemAvailable:") is not { } available)
        {
            return Observation.Unseen("/proc/meminfo does not tell MemTotal and MemAvailable.");
        }

        var (size, free, source) = (total, available, "machine");
        foreach (var group in files.Groups())
        {
            if (
                files.NumberOrNull($"{group}/memory.max") is not (> 0 and var most)
                || files.NumberOrNull($"{group}/memory.current") is not { } used
            )
            {
                continue;
            }

            var left = Math.Clamp(most - used + Reclaimable(files, group), 0, most);
            if ((double)left / most < (double)free / size)
            {
                (size, free, source) = (most, left, "control group");
            }
        }

        var account = Told.Of(asked, 100.0 * free / size, $"available memory of the {source}");
        account.Facts["of"] = source;
        account.Facts["totalBytes"] = size;
        account.Facts["availableBytes"] = free;
        return account.Seen();
    }

    /// <summary>Pages of files that nobody has used for a while: they count as used, and are given back when needed.</summary>
    private static long Reclaimable(ProcFiles files, string group) =>
        (files.TextOrNull($"{group}/memory.stat") ?? "")
            .Split('\n')
            .Where(it => it.StartsWith("inactive_file ", StringComparison.Ordinal))
            .Select(it => ProcFiles.Number(it.Split(' ')[1]) ?? 0)
            .FirstOrDefault();

    private static long? Kilobytes(string[] lines, string name) =>
        lines.FirstOrDefault(it => it.StartsWith(name, StringComparison.Ordinal)) is { } line
        && ProcFiles.Number(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim()) is { } number
            ? number * 1024
            : null;
}
