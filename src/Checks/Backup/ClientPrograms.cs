using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Slipway.Checks.Backup;

/// <summary>How a program ended.</summary>
internal sealed record ProgramEnd(int Code, string Error)
{
    /// <summary>Its first line that is not blank, for people.</summary>
    public string Shown
    {
        get
        {
            var line =
                Error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
                ?? $"code {Code}";
            return line.Length <= 300 ? line : line[..300];
        }
    }
}

/// <summary>Runs the client programs of databases and packers. None asks anything, and none lives on.</summary>
internal sealed class ClientPrograms(Surroundings here)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Runs one, with what it reads from its standard input.</summary>
    /// <exception cref="IOException">It is not installed.</exception>
    public async Task<ProgramEnd> RunAsync(
        string program,
        IReadOnlyList<string> words,
        Stream? input,
        IReadOnlyDictionary<string, string> variables,
        CancellationToken ct
    )
    {
        using var process = Start(program, words, variables);
        try
        {
            var error = ReadAsync(process.StandardError.BaseStream, ct);
            var output = ReadAsync(process.StandardOutput.BaseStream, ct);
            await FeedAsync(process, input, ct);
            await process.WaitForExitAsync(ct);
            _ = await output;
            return new(process.ExitCode, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private Process Start(string program, IReadOnlyList<string> words, IReadOnlyDictionary<string, string> variables)
    {
        var info = new ProcessStartInfo(Locate(program), words)
        {
            WorkingDirectory = here.Directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in here.Inherited.Where(it => !it.Key.StartsWith("PG", StringComparison.Ordinal)).Concat(variables))
        {
            info.Environment[name] = value;
        }

        info.Environment.TryAdd("PATH", "/usr/local/bin:/usr/bin:/bin");
        info.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            return Process.Start(info) ?? throw new IOException($"{program} could not be started.");
        }
        catch (Win32Exception missing)
        {
            throw new IOException($"{program} could not be started: {missing.Message}", missing);
        }
    }

    private string Locate(string program) =>
        (here.Variables.GetValueOrDefault("PATH") ?? here.Inherited.GetValueOrDefault("PATH") ?? "/usr/local/bin:/usr/bin:/bin")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(it => Path.Combine(it, program))
            .FirstOrDefault(File.Exists)
        ?? throw new IOException($"{program} is not installed (or not on the PATH).");

    private static async Task FeedAsync(Process process, Stream? input, CancellationToken ct)
    {
        try
        {
            if (input is not null)
            {
                await input.CopyToAsync(process.StandardInput.BaseStream, ct);
            }

            process.StandardInput.Close();
        }
        catch (IOException) when (process.HasExited || input is not null)
        {
            // It has ended before it had read everything; its code says why.
        }
    }

    private static async Task<string> ReadAsync(Stream stream, CancellationToken ct)
    {
        var kept = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await stream.ReadAsync(piece, ct) is var read and > 0)
        {
            await kept.WriteAsync(piece.AsMemory(0, (int)Math.Min(read, MostBytes - kept.Length)), ct);
        }

        return Encoding.UTF8.GetString(kept.ToArray());
    }
}
