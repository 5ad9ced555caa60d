using System.Diagnostics;

namespace Slipway.EndToEnd;

/// <summary>How one call of the executable ended.</summary>
public sealed record Ended(int ExitCode, string Out, string Err);

/// <summary>A folder of its own with a checklist in it, and the built executable to run on it.</summary>
public sealed class Workplace : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public Workplace()
    {
        Folder = Directory.CreateTempSubdirectory("slipway-e2e-").FullName;
    }

    public string Folder { get; }

    /// <summary>The executable that the build beside these tests made.</summary>
    public static string Executable { get; } = Path.Combine(Repository, "artifacts", "bin", "Cli", Configuration, "slipway");

    /// <summary>The root of the repository.</summary>
    public static string Repository
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Slipway.slnx")))
            {
                folder =
                    Path.GetDirectoryName(folder.TrimEnd('/'))
                    ?? throw new InvalidOperationException("These tests run from a build inside the repository.");
            }

            return folder;
        }
    }

    private static string Configuration =>
        AppContext.BaseDirectory.Contains("/release/", StringComparison.OrdinalIgnoreCase) ? "release" : "debug";

    public Workplace With(string name, string text)
    {
        var path = In(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public string In(string name) => Path.Combine(Folder, name);

    public string Text(string name) => File.ReadAllText(In(name));

    /// <summary>The folder of the latest run.</summary>
    public string Run => Directory.EnumerateDirectories(In(".slipway/runs")).Max(StringComparer.Ordinal)!;

    public string Filled => File.ReadAllText(Path.Combine(Run, "checklist.md"));

    public string Journal => File.ReadAllText(Path.Combine(Run, "journal.jsonl"));

    /// <summary>Calls the executable and waits for it.</summary>
    public Task<Ended> SlipwayAsync(params string[] arguments) => CallAsync(Executable, arguments, null);

    /// <summary>Calls it with these variables in its environment.</summary>
    public Task<Ended> SlipwayAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        CallAsync("env", [.. variables.Select(it => $"{it.Key}={it.Value}"), Executable, .. arguments], null);

    /// <summary>Calls it at a terminal (of util-linux's <c>script</c>), and types these lines.</summary>
    public Task<Ended> AtTerminalAsync(string typed, params string[] arguments)
    {
        var line = string.Join(' ', arguments.Prepend(Executable).Select(it => $"'{it.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        return CallAsync("script", ["-qec", line, "/dev/null"], typed);
    }

    /// <summary>Starts the executable and leaves it running.</summary>
    public Process Start(params string[] arguments)
    {
        var process = Process.Start(Info(Executable, arguments)) ?? throw new InvalidOperationException("It does not start.");
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Waits until a condition holds; fails when it does not within a minute.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var watch = Stopwatch.StartNew();
        while (!holds())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1), "the awaited condition never came");
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task<Ended> CallAsync(string program, IReadOnlyList<string> arguments, string? typed)
    {
        using var process = Process.Start(Info(program, arguments)) ?? throw new InvalidOperationException("It does not start.");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (typed is not null)
        {
            await process.StandardInput.WriteAsync(typed);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    private ProcessStartInfo Info(string program, IReadOnlyList<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        info.Environment.Remove("CI");
        info.Environment["TERM"] = "xterm";
        return info;
    }
}
