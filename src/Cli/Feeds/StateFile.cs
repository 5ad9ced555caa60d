using System.Text;
using Slipway.Cli.Commands;
using Slipway.Judging;

namespace Slipway.Cli.Feeds;

/// <summary>Where a condition's memory outlives the process. Written anew as a whole, so that a crash leaves the old one or the new one.</summary>
internal sealed class StateFile(string path, TriggerRule rule)
{
    private const long LargestBytes = 64 * 1024;

    /// <summary>What was kept; null when nothing was yet.</summary>
    /// <exception cref="UnusableException">The file cannot be read, or is no memory of a condition: to begin anew in silence would be a reset.</exception>
    public TriggerMemory? Read()
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            return new FileInfo(path).Length <= LargestBytes && TriggerMemoryJson.TryRead(File.ReadAllText(path), rule) is { } memory
                ? memory
                : throw new UnusableException($"{path} holds no state of this rule; name another file, or remove it to begin without any");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{path} cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Keeps the memory, durably.</summary>
    /// <exception cref="UnusableException">The file cannot be written.</exception>
    public void Write(TriggerMemory memory)
    {
        try
        {
            var next = $"{path}.next";
            using (var file = new FileStream(next, FileMode.Create, FileAccess.Write))
            {
                file.Write(Encoding.UTF8.GetBytes(TriggerMemoryJson.Write(memory, rule)));
                file.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{path} cannot be written: {unwritable.Message}");
        }
    }
}
