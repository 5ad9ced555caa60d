using System.Globalization;

namespace Slipway.Cli.Terminal.Tty;

/// <summary>What whoever started this process said of a terminal that is closed.</summary>
internal static class Hangup
{
    private const ulong Signal = 1;

    /// <summary>Whether SIGHUP was ignored when this process started (<c>nohup</c>).</summary>
    public static bool IsIgnored()
    {
        try
        {
            return File.ReadLines("/proc/self/status").FirstOrDefault(it => it.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
                && ulong.TryParse(line.AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ignored)
                && (ignored & (1UL << (int)(Signal - 1))) != 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
