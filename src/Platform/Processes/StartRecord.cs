using System.Globalization;
using System.Text;

namespace Slipway.Platform.Processes;

/// <summary>
/// What is written, and synced, before the first command runs: which process leads the block. Half a record is no record, and
/// then nothing ran, because the word to go comes after it.
/// </summary>
internal sealed record StartRecord(int Pid, long StartTicks, string BootId, string Step, int Commands, DateTimeOffset At)
{
    private const string Name = "started";

    public static bool ExistsIn(string folder) => File.Exists(Path.Combine(folder, Name));

    public void Write(string folder)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Pid} {StartTicks} {BootId} {Commands} {At.ToUnixTimeMilliseconds()} {Step}\n"
        );
        using (var file = new FileStream(Path.Combine(folder, Name), FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        {
            file.Write(Encoding.UTF8.GetBytes(line));
            file.Flush(flushToDisk: true);
        }

        Native.SyncFolder(folder);
    }

    public static StartRecord? Read(string folder)
    {
        if (ShellFiles.TryRead(Path.Combine(folder, Name)) is not { } line || !line.EndsWith('\n'))
        {
            return null;
        }

        return line.TrimEnd('\n').Split(' ') is [var pid, var ticks, var boot, var commands, var at, var step]
            ? new(
                int.Parse(pid, CultureInfo.InvariantCulture),
                long.Parse(ticks, CultureInfo.InvariantCulture),
                boot,
                step,
                int.Parse(commands, CultureInfo.InvariantCulture),
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture))
            )
            : null;
    }
}
