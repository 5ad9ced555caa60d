using System.Globalization;
using System.Text;

namespace Slipway.Platform.Processes;

/// <summary>One line of the kernel's process table.</summary>
/// <param name="Pid">Its number.</param>
/// <param name="Parent">Number of its parent.</param>
/// <param name="Session">Number of the process that leads its session.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot; with the number it names a process for ever.</param>
/// <param name="Dead">It has ended and waits only to be read.</param>
internal sealed record ProcessEntry(int Pid, int Parent, int Session, long StartTicks, bool Dead);

/// <summary>Reads <c>/proc</c> (proc(5)).</summary>
internal static class ProcessTable
{
    /// <summary>Names this boot of the machine: process numbers and start times count within it only.</summary>
    public static string BootId { get; } = ReadBootId();

    public static ProcessEntry? Find(int pid)
    {
        try
        {
            return Parse(pid, File.ReadAllText($"/proc/{pid}/stat"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static IReadOnlyList<ProcessEntry> All() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(it => int.TryParse(Path.GetFileName(it), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
                .Where(it => it > 0)
                .Select(Find)
                .OfType<ProcessEntry>(),
        ];

    /// <summary>Whether the process was started with this variable; false when its environment is not ours to read.</summary>
    public static bool HasVariable(int pid, string nameAndValue)
    {
        try
        {
            var environment = File.ReadAllBytes($"/proc/{pid}/environ").AsSpan();
            var wanted = Encoding.UTF8.GetBytes(nameAndValue + '\0');
            for (var at = environment.IndexOf(wanted); at >= 0; )
            {
                if (at == 0 || environment[at - 1] == 0)
                {
                    return true;
                }

                var next = environment[(at + 1)..].IndexOf(wanted);
                at = next < 0 ? -1 : at + 1 + next;
            }

            return false;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The command line, blanks between its words, at most 200 characters.</summary>
    public static string CommandLine(int pid)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{pid}/cmdline").TrimEnd('\0').Replace('\0', ' ');
            var told = line.Length > 0 ? line : $"[{File.ReadAllText($"/proc/{pid}/comm").TrimEnd()}]";
            return told.Length <= 200 ? told : $"{told[..199]}…";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }

    /// <summary>The name of a program may hold blanks and brackets, so the fields count from the last bracket.</summary>
    internal static ProcessEntry? Parse(int pid, string stat)
    {
        var close = stat.LastIndexOf(')');
        var fields = close < 0 ? [] : stat[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 20
            ? null
            : new(
                pid,
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                int.Parse(fields[3], CultureInfo.InvariantCulture),
                long.Parse(fields[19], CultureInfo.InvariantCulture),
                fields[0] is "Z" or "X"
            );
    }

    private static string ReadBootId()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
