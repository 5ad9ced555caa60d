using System.Diagnostics;
using Slipway.Checklists;

namespace Slipway.Cli.Terminal;

/// <summary>Fetches a secret from where the operator says it is. The value goes nowhere but to its caller.</summary>
internal static class SecretReader
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<string?> ReadAsync(Host host, string folder, SecretSource source, CancellationToken ct)
    {
        if (source.Env is { } variable)
        {
            return host.Environment.GetValueOrDefault(variable);
        }

        return source.File is { } file
            ? (await File.ReadAllTextAsync(Path.GetFullPath(file, folder), ct)).TrimEnd('\r', '\n')
            : await AskAsync(host, folder, source.Command!, ct);
    }

    public static string Describe(SecretSource source) =>
        source switch
        {
            { Env: { } variable } => $"env: {variable}",
            { File: { } file } => $"file: {file}",
            _ => "command",
        };

    private static async Task<string> AskAsync(Host host, string folder, string command, CancellationToken ct)
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash does not start");
        using var limit = new CancellationTokenSource(Limit, host.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            process.StandardInput.Close();
            var value = await process.StandardOutput.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0
                ? value.TrimEnd('\r', '\n')
                : throw new InvalidOperationException($"its command ended with exit code {process.ExitCode}");
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"its command did not end within {Limit.TotalSeconds} s", late);
        }
    }
}
