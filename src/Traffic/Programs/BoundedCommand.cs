using System.Globalization;
using Slipway.Platform;
using Slipway.Traffic.Making;

namespace Slipway.Traffic.Programs;

/// <summary>Runs a command once, in a process session of its own. Nothing that it started lives on, also when it is cancelled.</summary>
internal sealed class BoundedCommand(DriverPlace place)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>What it put out.</summary>
    /// <exception cref="NotToldException">It could not be started, ended with another code than 0, or put out too much.</exception>
    public async Task<string> RunAsync(string what, string command, CancellationToken ct)
    {
        var shell = new LocalShell(new() { Inherited = place.Inherited, KeptBytes = 2 * LaneDocument.MostBytes }, place.Clock);
        var folder = Directory.CreateTempSubdirectory("slipway-traffic-").FullName;
        try
        {
            return await shell.StartAsync(folder, Block(command), ct) switch
            {
                ShellStart.Started => await OutputAsync(what, shell, folder, ct),
                ShellStart.Impossible it => throw new NotToldException(it.Why),
                _ => throw new NotToldException("the folder of the command was used before"),
            };
        }
        finally
        {
            await shell.EndAsync(folder, Grace, CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One byte more than is read is let through, so that too much is told from just enough; a command that writes on finds a closed pipe.</summary>
    private ShellBlock Block(string command) =>
        new()
        {
            Step = $"traffic/{Guid.CreateVersion7(place.Clock.GetUtcNow())}",
            Directory = place.Directory,
            Variables = place.Variables,
            Commands =
            [
                new(
                    string.Create(CultureInfo.InvariantCulture, $"set -o pipefail\n{{ {command}\n}} | head -c {LaneDocument.MostBytes + 1}")
                ),
            ],
        };

    private static async Task<string> OutputAsync(string what, LocalShell shell, string folder, CancellationToken ct)
    {
        var look = await shell.WaitAsync(folder, Timeout.InfiniteTimeSpan, ct);
        var seen = ShellObservation.Of(look, 0, shell.Read(folder, 0));
        if (seen.Stdout is { } output && System.Text.Encoding.UTF8.GetByteCount(output) > LaneDocument.MostBytes)
        {
            throw new NotToldException($"the command that {what} put out more than {LaneDocument.MostBytes} bytes");
        }

        return seen is { ExitCode: 0, Truncated: false, Stdout: { } whole }
            ? whole
            : throw new NotToldException(seen.Problem ?? EndOf(what, seen.ExitCode, seen.Stderr));
    }

    private static string EndOf(string what, int? code, string? errors)
    {
        var said = (errors ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        var why = said.Length > 300 ? $"{said[..300]}…" : said;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the command that {what} ended with code {code}{(why.Length > 0 ? $": {why}" : "")}"
        );
    }
}
