using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Machine;

/// <summary>Open files, of those that may be open: of the whole system, or of the process that is nearest to its limit.</summary>
internal static class Descriptors
{
    public static Observation Count(Asked asked, SettingReader settings, ProcFiles files, CancellationToken ct)
    {
        if (!asked.NamesAProcess)
        {
            var words = files.Text("/proc/sys/fs/file-nr").Split('\t', ' ', '\n');
            return words.Length >= 3 && ProcFiles.Number(words[0]) is { } open && ProcFiles.Number(words[2]) is > 0 and var most
                ? Seen(asked, open, most, "the system")
                : Observation.Unseen("/proc/sys/fs/file-nr does not tell the open files.");
        }

        var found = Processes.Find(asked, settings, files, ct);
        if (found.Count == 0)
        {
            return Observation.Unseen("No process runs as asked, so none has open files.");
        }

        var worst = found
            .Select(it => (Process: it, Open: Open(files, it.Pid), Most: Most(files, it.Pid)))
            .MaxBy(it => (double)it.Open / it.Most);
        return Seen(asked, worst.Open, worst.Most, $"{worst.Process.Name} ({worst.Process.Pid})");
    }

    private static Observation Seen(Asked asked, long open, long most, string what)
    {
        var account = Told.Of(asked, 100.0 * open / most, $"share of open files of {what}");
        account.Facts["open"] = open;
        account.Facts["most"] = most;
        account.Facts["of"] = what;
        return account.Seen();
    }

    private static long Open(ProcFiles files, int pid) => Directory.EnumerateFileSystemEntries(files.PathOf($"/proc/{pid}/fd")).LongCount();

    private static long Most(ProcFiles files, int pid)
    {
        const string Name = "Max open files";
        var line = files.Lines($"/proc/{pid}/limits").FirstOrDefault(it => it.StartsWith(Name, StringComparison.Ordinal));
        return
            line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
            && ProcFiles.Number(soft) is > 0 and var most
            ? most
            : throw new IOException($"/proc/{pid}/limits does not tell the most open files.");
    }
}
