using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.OwnPrograms;

/// <summary>Runs a program once in a session of its own, with a file as its input. Nothing that it started lives on.</summary>
internal sealed class ProgramRun(Surroundings here, string program)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>Gives it the question, and returns what it wrote to its standard output.</summary>
    /// <exception cref="NotSeenException">It could not be started, ended with another code than 0, or wrote too much.</exception>
    public async Task<byte[]> AskAsync(string shown, byte[] question, CancellationToken ct)
    {
        var shell = new LocalShell(new() { Inherited = here.Inherited }, here.Clock);
        // A folder for the question, since that of the shell holds the shell's own files.
        var own = Directory.CreateTempSubdirectory("slipway-look-").FullName;
        var folder = Path.Combine(own, "shell");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(own, "question"), question, ct);
            var block = new ShellBlock
            {
                Step = $"look/{Guid.CreateVersion7(here.Clock.GetUtcNow())}",
                Directory = here.Directory,
                Variables = here.Variables,
                Commands = [new(Command(own))],
            };
            if (await shell.StartAsync(folder, block, ct) is not ShellStart.Started and var not)
            {
                throw new NotSeenException(not is ShellStart.Impossible it ? it.Why : "The folder of the look was used before.");
            }

            var look = await shell.WaitAsync(folder, Timeout.InfiniteTimeSpan, ct);
            var seen = ShellObservation.Of(look, 0, shell.Read(folder, 0));
            var answer = new FileInfo(Path.Combine(own, "answer"));
            return answer is { Exists: true, Length: > ProgramAnswer.MostBytes }
                    ? throw new NotSeenException($"{shown} wrote more than the {ProgramAnswer.MostBytes} bytes that are read.")
                : seen.ExitCode == 0 ? await File.ReadAllBytesAsync(answer.FullName, ct)
                : throw new NotSeenException(seen.Problem ?? EndOf(shown, seen.ExitCode, seen.Stderr));
        }
        finally
        {
            await shell.EndAsync(folder, Grace, CancellationToken.None);
            Directory.Delete(own, recursive: true);
        }
    }

    /// <summary>One byte more than is read is kept, so that too much is told from just enough; a program that writes on finds a closed pipe.</summary>
    private string Command(string own) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{{Quoted(program)}} <{{Quoted($"{own}/question")}} | head -c {{ProgramAnswer.MostBytes + 1}} >{{Quoted($"{own}/answer")}}; e=("${PIPESTATUS[@]}"); (exit "$((e[0] ? e[0] : e[1]))")"""
        );

    private static string EndOf(string shown, int? code, string? errors)
    {
        var said = (errors ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        var why = said.Length > 300 ? $"{said[..300]}…" : said;
        return string.Create(CultureInfo.InvariantCulture, $"{shown} ended with code {code}{(why.Length > 0 ? $": {why}" : ".")}");
    }

    private static string Quoted(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
