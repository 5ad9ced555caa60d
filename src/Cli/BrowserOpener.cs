using System.ComponentModel;
using System.Diagnostics;

namespace Slipway.Cli;

/// <summary>Shows a file to the person at this machine, with the program that the person or the desktop names for pages.</summary>
internal static class BrowserOpener
{
    /// <summary>Null when a program was started, otherwise why none was.</summary>
    public static string? Open(Host host, string path)
    {
        if (Program(host) is not { } program)
        {
            return "BROWSER names no program, and there is no desktop here";
        }

        try
        {
            var (file, arguments) = (program[0], program[1..]);
            var placed = arguments.Any(it => it.Contains("%s", StringComparison.Ordinal));
            using var started = Process.Start(
                new ProcessStartInfo(
                    file,
                    [.. arguments.Select(it => it.Replace("%s", path, StringComparison.Ordinal)), .. placed ? (string[])[] : [path]]
                )
                {
                    UseShellExecute = false,
                    WorkingDirectory = host.Directory,
                }
            );
            return null;
        }
        catch (Exception missing) when (missing is Win32Exception or FileNotFoundException)
        {
            return $"{program[0]} could not be started: {missing.Message}";
        }
    }

    /// <summary>The first of <c>BROWSER</c> (a list with colons, <c>%s</c> for the address); otherwise that of the desktop.</summary>
    private static string[]? Program(Host host)
    {
        if (host.Environment.GetValueOrDefault("BROWSER")?.Split(':', StringSplitOptions.RemoveEmptyEntries) is [var named, ..])
        {
            return named.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : null;
        }

        if (OperatingSystem.IsMacOS())
        {
            return ["open"];
        }

        if (OperatingSystem.IsWindows())
        {
            return ["explorer.exe"];
        }

        return host.Environment.ContainsKey("DISPLAY") || host.Environment.ContainsKey("WAYLAND_DISPLAY") ? ["xdg-open"] : null;
    }
}
