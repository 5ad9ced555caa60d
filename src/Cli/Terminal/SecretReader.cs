using System.Diagnostics;
using Slipway.Checklists;

namespace Slipway.Cli.Terminal;

/// <summary>Fetches a secret from where the operator says it is. The value goes nowhere but to its caller.</summary>
internal static class SecretReader
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static string? Read(Host host, string folder, SecretSource source)
    {
        if (source.Env is { } variable)
        {
            return host.Environment.GetValueOrDefault(variable);
        }

        return source.File is { } file ? File.ReadAllText(Path.GetFullPath(file, folder)).TrimEnd('\r', '\n') : Ask(folder, source.Command!);
    }

    public static string Describe(SecretSource source) =>
        source switch
        {
            { Env: { } variable } => $"env: {variable}",
            { File: { } file } => $"file: {file}",
            _ => "command",
        };

    private static string Ask(string folder, string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardInput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash does not start");
        process.StandardInput.Close();
        var value = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"its command did not end within {Limit.TotalSeconds} s");
        }

        return process.ExitCode == 0 ? value.GetAwaiter().GetResult().TrimEnd('\r', '\n') : throw new InvalidOperationException($"its command ended with exit code {process.ExitCode}");
    }
}
