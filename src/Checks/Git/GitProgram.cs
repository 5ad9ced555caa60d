using System.Diagnostics;
using System.Text;

namespace Slipway.Checks.Git;

/// <summary>What git said.</summary>
internal sealed record GitAnswer(int Code, string Out, string Error, bool Truncated)
{
    public string Why => Error.Trim() is { Length: > 0 } said ? said : $"git ended with code {Code}.";
}

/// <summary>Runs git without prompts, locks, hooks or the programs that a repository names for itself.</summary>
internal sealed class GitProgram(Surroundings here, string folder)
{
    private const int MostBytes = 1024 * 1024;

    public async Task<GitAnswer> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder {folder} is not there.");
        }

        using var process = Start(arguments);
        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, ct);
            var error = ReadAsync(process.StandardError.BaseStream, ct);
            await process.WaitForExitAsync(ct);
            var ((text, cut), (said, _)) = (await output, await error);
            return new(process.ExitCode, text, said, cut);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(IReadOnlyList<string> arguments)
    {
        var info = new ProcessStartInfo(Locate())
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in (string[])["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", .. arguments])
        {
            info.ArgumentList.Add(word);
        }

        info.Environment.Clear();
        foreach (
            var (name, value) in here.Inherited.Concat(here.Variables).Where(it => !it.Key.StartsWith("GIT_", StringComparison.Ordinal))
        )
        {
            info.Environment[name] = value;
        }

        info.Environment.TryAdd("PATH", "/usr/local/bin:/usr/bin:/bin");
        info.Environment["GIT_TERMINAL_PROMPT"] = "0";
        info.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        info.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            var process = Process.Start(info) ?? throw new IOException("git could not be started.");
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new IOException("git is not installed (or not on the PATH).", missing);
        }
    }

    /// <summary>By the PATH that commands have, not by that of this process.</summary>
    private string Locate() =>
        (here.Variables.GetValueOrDefault("PATH") ?? here.Inherited.GetValueOrDefault("PATH") ?? "/usr/local/bin:/usr/bin:/bin")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(it => Path.Combine(it, "git"))
            .FirstOrDefault(File.Exists)
        ?? throw new IOException("git is not installed (or not on the PATH).");

    /// <summary>Keeps the beginning and reads on to the end, so that git is not held up.</summary>
    private static async Task<(string Text, bool Cut)> ReadAsync(Stream stream, CancellationToken ct)
    {
        var kept = new MemoryStream();
        var piece = new byte[16 * 1024];
        var cut = false;
        while (await stream.ReadAsync(piece, ct) is var read and > 0)
        {
            var room = (int)Math.Min(read, MostBytes - kept.Length);
            await kept.WriteAsync(piece.AsMemory(0, room), ct);
            cut |= room < read;
        }

        return (Encoding.UTF8.GetString(kept.ToArray()), cut);
    }
}
