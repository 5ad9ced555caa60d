using System.Globalization;

namespace Slipway.Platform.Processes;

/// <summary>Reads what the scripts of a block wrote into its folder.</summary>
internal static class ShellFiles
{
    /// <summary>The text of a small file; null when it is not there.</summary>
    public static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public static string OutputOf(string folder, int command) => NameOf(folder, command, "out");

    public static string ErrorsOf(string folder, int command) => NameOf(folder, command, "err");

    public static string TextOf(string folder, int command) => NameOf(folder, command, "sh");

    /// <summary>How every command ended, once the shell has; null before. Made durable on the way, since the reader acts on it.</summary>
    public static IReadOnlyList<ShellCommandEnd>? Done(string folder, int commands)
    {
        var path = Path.Combine(folder, "done");
        if (TryRead(path) is not { } text || !text.EndsWith("end\n", StringComparison.Ordinal))
        {
            return null;
        }

        var lines = text.Split('\n')[..^2];
        return lines.Length == commands ? [.. lines.Select(Parse)] : null;
    }

    /// <summary>What is known while the shell runs, or after it vanished.</summary>
    public static IReadOnlyList<ShellCommandEnd> SoFar(string folder, int commands) =>
        [
            .. Enumerable
                .Range(0, commands)
                .Select(it =>
                    TryRead(NameOf(folder, it, "code")) is { } line && line.EndsWith('\n') ? Parse(line.TrimEnd('\n'))
                    : File.Exists(OutputOf(folder, it)) ? new(true, null, null)
                    : ShellCommandEnd.NotRun
                ),
        ];

    /// <summary>"0 1763671234.123456", "-" (did not run) or "?" (began, and nobody knows). Bash writes the comma of the locale.</summary>
    private static ShellCommandEnd Parse(string line)
    {
        if (line == "-")
        {
            return ShellCommandEnd.NotRun;
        }

        var parts = line.Split(' ');
        var known = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code);
        var at =
            parts.Length > 1
            && decimal.TryParse(parts[1].Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds < 100_000_000_000
                ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
                : (DateTimeOffset?)null;
        return new(true, known ? code : null, at);
    }

    private static string NameOf(string folder, int command, string ending) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"c{command + 1}.{ending}"));
}
