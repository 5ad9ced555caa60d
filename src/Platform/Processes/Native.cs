using System.Runtime.InteropServices;

namespace Slipway.Platform.Processes;

/// <summary>The few calls of libc that .NET does not have.</summary>
internal static partial class Native
{
    public const int Term = 15;
    public const int Kill = 9;
    public const int Continue = 18;

    /// <summary>Sends a signal; false when the process is gone or is not ours to signal.</summary>
    public static bool Signal(int pid, int signal) => SendSignal(pid, signal) == 0;

    /// <summary>Makes the names in a folder durable. A file system that cannot do it for folders is taken at its word.</summary>
    public static void SyncFolder(string folder)
    {
        var handle = Open(folder, 0);
        if (handle < 0)
        {
            return;
        }

        _ = Sync(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
