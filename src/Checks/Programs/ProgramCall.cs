using System.Diagnostics;
using System.Text;

namespace Slipway.Checks.Programs;

/// <summary>How a program ended.</summary>
internal sealed record ProgramEnd(int Code, string Out, string Error, bool Truncated);

/// <summary>
/// One call of a program, without a shell and without input. It is found by the PATH that commands have, sees the variables of the
/// environment, and is ended with all that it started when the look ends.
/// </summary>
internal sealed class ProgramCall(Surroundings here, string folder, string program, IReadOnlyList<string> arguments)
{
    /// <summary>Bytes of each stream that are kept, from the beginning. Default 1 MiB.</summary>
    public int MostBytes { get; init; } = 1024 * 1024;

    /// <summary>Names of variables that are not passed on begin so; null for none.</summary>
    public string? HiddenVariables { get; init; }

    /// <summary>Variables that are set for this call.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="IOException">The folder or the program is not there.</exception>
    public async Task<ProgramEnd> RunAsync(CancellationToken ct)
    {
        using var process = Start();
        try
        {
            process.StandardInput.Close();
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

    /// <summary>Talks with it: its input and its output are read and written as they come, without a limit.</summary>
    /// <param name="talk">What is said; false when enough was heard, and the program is then ended.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>How it ended; code 0 where enough was heard.</returns>
    /// <exception cref="IOException">The folder or the program is not there.</exception>
    public async Task<ProgramEnd> PipeAsync(Func<Stream, Stream, CancellationToken, Task<bool>> talk, CancellationToken ct)
    {
        using var process = Start();
        try
        {
            var error = ReadAsync(process.StandardError.BaseStream, ct);
            if (!await talk(process.StandardInput.BaseStream, process.StandardOutput.BaseStream, ct))
            {
                return new(0, "", "", Truncated: false);
            }

            await process.WaitForExitAsync(ct);
            return new(process.ExitCode, "", (await error).Text, Truncated: false);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start()
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder {folder} is not there.");
        }

        var info = new ProcessStartInfo(Locate(), arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in here.Inherited.Concat(here.Variables).Where(it => !IsHidden(it.Key)).Concat(Variables))
        {
            info.Environment[name] = value;
        }

        info.Environment.TryAdd("PATH", PathOfCommands);
        info.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            return Process.Start(info) ?? throw new IOException($"{program} could not be started.");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new IOException($"{program} could not be started: {missing.Message}.", missing);
        }
    }

    private string PathOfCommands =>
        here.Variables.GetValueOrDefault("PATH") ?? here.Inherited.GetValueOrDefault("PATH") ?? "/usr/local/bin:/usr/bin:/bin";

    private bool IsHidden(string name) => HiddenVariables is { } beginning && name.StartsWith(beginning, StringComparison.Ordinal);

    /// <summary>By the PATH that commands have, not by that of this process; with a slash it is a path from the folder.</summary>
    private string Locate()
    {
        var places = program.Contains('/', StringComparison.Ordinal)
            ? [Path.GetFullPath(program, folder)]
            : PathOfCommands
                .Split(':', StringSplitOptions.RemoveEmptyEntries)
                .Select(it => Path.GetFullPath(Path.Combine(it, program), folder));
        return places.FirstOrDefault(File.Exists) ?? throw new IOException($"{program} is not installed (or not on the PATH).");
    }

    /// <summary>Keeps the beginning and reads on to the end, so that the program is not held up.</summary>
    private async Task<(string Text, bool Cut)> ReadAsync(Stream stream, CancellationToken ct)
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
