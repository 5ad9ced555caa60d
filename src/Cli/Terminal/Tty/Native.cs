using System.Runtime.InteropServices;

namespace Slipway.Cli.Terminal.Tty;

/// <summary>The calls of libc for terminals and descriptors that .NET does not have. Linux; x64 and arm64 have the same numbers.</summary>
internal static partial class Native
{
    private const int Stop = 19;

    private const ulong WindowSize = 0x5413;
    private const short Readable = 1;
    private const int InputQueue = 0;
    private const int GetDescriptorFlags = 1;
    private const int SetDescriptorFlags = 2;
    private const int GetStatusFlags = 3;
    private const int CloseOnExec = 1;
    private const int AccessMode = 3;

    /// <summary>Settings of a terminal (<c>struct termios</c>), or null when it is none. 256 bytes hold every libc's form.</summary>
    public static byte[]? Settings(int handle)
    {
        var settings = new byte[256];
        return GetSettings(handle, settings) == 0 ? settings : null;
    }

    /// <summary>Takes effect at once; what was typed stays.</summary>
    public static void Set(int handle, byte[] settings) => _ = SetSettings(handle, 0, settings);

    public static void ForgetTyped(int handle) => _ = Flush(handle, InputQueue);

    public static (int Columns, int Rows)? SizeOf(int handle)
    {
        var size = new ushort[4];
        return Control(handle, WindowSize, size) == 0 && size[0] > 0 && size[1] > 0 ? (size[1], size[0]) : null;
    }

    /// <summary>Whether our process group has the terminal.</summary>
    public static bool IsForeground(int handle) => ForegroundGroup(handle) is var group && (group < 0 || group == OwnGroup());

    public static bool CanRead(int handle, int milliseconds)
    {
        var poll = new PollEntry { Handle = handle, Wanted = Readable };
        return Poll(ref poll, 1, milliseconds) > 0;
    }

    public static int Read(int handle, byte[] into) => (int)ReadBytes(handle, into, (nuint)into.Length);

    /// <summary>
    /// Stops this process, as Ctrl-Z does; returns when it is continued. The signal goes to the calling thread: one that goes to
    /// the process may reach another thread first, and the caller would go on for a moment.
    /// </summary>
    public static void StopSelf() => _ = Raise(Stop);

    /// <summary>
    /// Whether a descriptor can be written and came from whoever started us. The runtime's own descriptors close on exec; one
    /// that was inherited cannot have done so.
    /// </summary>
    public static bool IsInheritedForWriting(int handle) =>
        Descriptor(handle, GetDescriptorFlags, 0) is var flags
        && flags >= 0
        && (flags & CloseOnExec) == 0
        && (Descriptor(handle, GetStatusFlags, 0) & AccessMode) is 1 or 2;

    /// <summary>Keeps a descriptor from the processes that are started from here on.</summary>
    public static void KeepFromChildren(int handle) => _ = Descriptor(handle, SetDescriptorFlags, CloseOnExec);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetSettings(int handle, [Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetSettings(int handle, int when, byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcflush")]
    private static partial int Flush(int handle, int queue);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int handle);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int handle, ulong request, [Out] ushort[] size);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollEntry entry, ulong count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint ReadBytes(int handle, [Out] byte[] into, nuint length);

    [LibraryImport("libc", EntryPoint = "raise")]
    private static partial int Raise(int signal);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Descriptor(int handle, int command, int argument);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Handle;
        public short Wanted;
        public short Came;
    }
}
