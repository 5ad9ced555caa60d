using Microsoft.Win32.SafeHandles;
using Slipway.Cli.Commands;
using Slipway.Cli.Terminal.Tty;

namespace Slipway.Cli.Terminal.Events;

/// <summary>Opens the descriptor of <c>--events</c>.</summary>
internal static class EventDescriptor
{
    /// <summary>The stream behind a descriptor that whoever started Slipway opened for writing; anything else ends the call.</summary>
    public static Stream Open(int descriptor)
    {
        if (descriptor is >= 0 and <= 2)
        {
            throw new UnusableException(
                $"--events {descriptor}: 0 to 2 are input, data and talk; give it one of its own: slipway run … --events 3 3>events.ndjson"
            );
        }

        if (!OperatingSystem.IsLinux() || descriptor < 0 || !Native.IsInheritedForWriting(descriptor))
        {
            throw new UnusableException(
                $"--events {descriptor}: nothing is open for writing there; open it with the call: slipway run … --events {Math.Max(3, descriptor)} {Math.Max(3, descriptor)}>events.ndjson"
            );
        }

        // A command that held it open would keep the reader waiting for the end, and could write into it.
        Native.KeepFromChildren(descriptor);
        return new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }
}
