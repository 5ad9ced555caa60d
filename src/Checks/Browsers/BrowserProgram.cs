using Slipway.Checks.Looks;
using Slipway.Checks.Programs;
using Slipway.Kernel;

namespace Slipway.Checks.Browsers;

/// <summary>
/// Starts a browser of its own, without a window, with a profile that nobody had before, and talks with it over a pipe: no port is
/// opened on which others of the machine could listen in. It is ended with all that it started, and its profile is taken away.
/// </summary>
internal sealed class BrowserProgram(Surroundings here, string? program)
{
    private static readonly string[] Names =
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chromium-headless-shell",
    ];
    private static readonly TimeSpan ForEnding = TimeSpan.FromSeconds(2);

    /// <summary>The browser talks on the descriptors 3 and 4, and a program is started with 0 and 1.</summary>
    private const string Turned = """exec "$0" "$@" 3<&0 4>&1 </dev/null >&2""";

    private static readonly string[] Words =
    [
        "--headless",
        "--remote-debugging-pipe",
        "--no-first-run",
        "--no-default-browser-check",
        "--no-startup-window",
        "--no-proxy-server",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-breakpad",
        "--disable-crash-reporter",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-extensions",
        "--disable-sync",
        "--disable-features=Translate,MediaRouter,OptimizationHints,DialMediaRouteProvider",
        "--password-store=basic",
        "--use-mock-keychain",
        "--mute-audio",
    ];

    /// <summary>Talks with it until all is said.</summary>
    /// <exception cref="NotSeenException">There is no browser, or it ended before all was said.</exception>
    public async Task TalkAsync(Func<DevTools, CancellationToken, Task> talk, CancellationToken ct)
    {
        var path = Located();
        var folder = Directory.CreateTempSubdirectory("slipway-browser-").FullName;
        try
        {
            var call = new ProgramCall(
                here,
                folder,
                "sh",
                ["-c", Turned, path, .. Words, .. Sandbox(), $"--user-data-dir={folder}/profile"]
            )
            {
                // The browser runs what strangers wrote: it sees no variable of the environment, and no home.
                HiddenVariables = "",
                Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = folder, ["TMPDIR"] = folder },
            };
            var wasSaid = false;
            var end = await call.PipeAsync(async (input, output, until) => !(wasSaid = await TalkedAsync(talk, input, output, until)), ct);
            if (!wasSaid)
            {
                throw new NotSeenException($"The browser {path} ended with code {end.Code} before it showed the page: {Said(end.Error)}");
            }
        }
        finally
        {
            await RemovedAsync(folder);
        }
    }

    private static string Said(string error) =>
        error.Trim() is { Length: > 0 } said ? JsonTexts.Cut(said, 500) : "it said nothing. Is it Chromium or Chrome?";

    /// <summary>True when all was said; false when the browser went away before.</summary>
    private static async Task<bool> TalkedAsync(
        Func<DevTools, CancellationToken, Task> talk,
        Stream input,
        Stream output,
        CancellationToken ct
    )
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var tools = new DevTools(input, output);
        // It ends with the pipe, or before, and nobody waits for it: what it heard is with the tools.
        _ = tools.ReadAsync(over.Token);
        try
        {
            await talk(tools, over.Token);
            return true;
        }
        catch (BrowserGoneException)
        {
            return false;
        }
        catch (DevToolsException said)
        {
            throw new NotSeenException($"The browser refuses: {JsonTexts.Cut(said.Message, 300)}.");
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    /// <summary>A browser that runs as root has no sandbox to put the page in.</summary>
    private static string[] Sandbox() => Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];

    private string Located()
    {
        if (program is not null && program.Contains('/', StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(program, Path.GetFullPath(here.Directory));
            return File.Exists(path) ? path : throw new NotSeenException("The browser that program names is not there.");
        }

        var places = (
            here.Variables.GetValueOrDefault("PATH") ?? here.Inherited.GetValueOrDefault("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
        )
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .ToList();
        return (program is null ? Names : [program])
                .SelectMany(name => places.Select(place => Path.Combine(place, name)))
                .FirstOrDefault(File.Exists)
            ?? throw new NotSeenException(
                program is null
                    ? "No browser is installed here (or none is on the PATH): install chromium, or name one with program."
                    : "The browser that program names is not on the PATH."
            );
    }

    /// <summary>The parts of a browser that has been ended write for a moment more.</summary>
    private async Task RemovedAsync(string folder)
    {
        var start = here.Clock.GetTimestamp();
        while (!Gone(folder) && here.Clock.GetElapsedTime(start) < ForEnding)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), here.Clock, CancellationToken.None);
        }
    }

    private static bool Gone(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
