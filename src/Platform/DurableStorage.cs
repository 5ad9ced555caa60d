using Slipway.Platform.Processes;

namespace Slipway.Platform;

/// <summary>Names and bytes that survive a power cut: a file that is synced is lost all the same while its folder does not know it.</summary>
public static class DurableStorage
{
    /// <summary>Makes a folder and those above it that are missing, each durably known to the one above. May be repeated.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="mode">Permissions of those that are made; null for the usual ones.</param>
    public static void MakeFolder(string folder, UnixFileMode? mode = null)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Directory.Exists(path))
        {
            return;
        }

        var above = Path.GetDirectoryName(path);
        if (above is not null)
        {
            MakeFolder(above);
        }

        _ = mode is { } asked && !OperatingSystem.IsWindows() ? Directory.CreateDirectory(path, asked) : Directory.CreateDirectory(path);
        if (above is not null)
        {
            SyncFolder(above);
        }
    }

    /// <summary>Writes a whole file and syncs it; its name is durable once <see cref="SyncFolder"/> was called on its folder.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Makes the names in a folder durable, where the file system can do that for folders.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsLinux())
        {
            Native.SyncFolder(folder);
        }
    }
}
