using System.Diagnostics;
using System.Text;

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

    /// <summary>The executable that <c>SLIPWAY_TESTED</c> names, otherwise the one that the build beside these tests made.</summary>
    public static string Executable { get; } =
#pragma warning disable RS0030 // Tests are told by a variable what is tested.
        Environment.GetEnvironmentVariable("SLIPWAY_TESTED") is { Length: > 0 } tested
            ? tested
            : Path.Combine(Repository, "artifacts", "bin", "Cli", Configuration, "slipway");
#pragma warning restore RS0030

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

    /// <summary>The folder of the keys, beside the folder: what is in a checkout must not be changed by them.</summary>
    public string Keys => $"{Folder}.keys";

    /// <summary>Whether a run has begun.</summary>
    public bool HasRun =>
        Directory.Exists(In(".slipway/runs"))
        && Directory.EnumerateFiles(In(".slipway/runs"), "journal.jsonl", SearchOption.AllDirectories).Any();

    /// <summary>The folder of the latest run.</summary>
    public string Run => Directory.EnumerateDirectories(In(".slipway/runs")).Max(StringComparer.Ordinal)!;

    public string Filled => File.ReadAllText(Path.Combine(Run, "checklist.md"));

    public string Journal => File.ReadAllText(Path.Combine(Run, "journal.jsonl"));

    /// <summary>Calls the executable and waits for it.</summary>
    public Task<Ended> SlipwayAsync(params string[] arguments) => CallAsync(Executable, arguments);

    /// <summary>Runs a command line in bash, in this folder.</summary>
    public Task<Ended> BashAsync(string line) => CallAsync("bash", ["-c", line]);

    /// <summary>Calls it with these variables in its environment.</summary>
    public Task<Ended> SlipwayAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        CallAsync("env", [.. variables.Select(it => $"{it.Key}={it.Value}"), Executable, .. arguments]);

    /// <summary>Calls it at a terminal (of util-linux's <c>script</c>), and types these lines, each when a prompt waits for it.</summary>
    public Task<Ended> AtTerminalAsync(string typed, params string[] arguments)
    {
        var line = string.Join(' ', arguments.Prepend(Executable).Select(it => $"'{it.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        return TypedAsync(Info("script", ["-qec", line, "/dev/null"]), typed);
    }

    /// <summary>Runs a command line in bash, at a terminal, with the executable on the PATH and this folder as home; types these lines.</summary>
    public Task<Ended> ShellAsync(string line, string typed) => TypedAsync(AsHome(line), typed);

    /// <summary>As <see cref="ShellAsync"/>, for a program that takes keys without a prompt of ours: all of them at once.</summary>
    public async Task<Ended> KeysAsync(string line, string keys)
    {
        using var process = Process.Start(AsHome(line)) ?? throw new InvalidOperationException("It does not start.");
        var shown = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(keys);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        return new(process.ExitCode, await shown, "");
    }

    private ProcessStartInfo AsHome(string line)
    {
        var info = Info("script", ["-E", "never", "-qec", line, "/dev/null"]);
        info.Environment["PATH"] = $"{Path.GetDirectoryName(Executable)}:{info.Environment["PATH"]}";
        info.Environment["HOME"] = Folder;
        info.Environment.Remove("SLIPWAY_KEYS");
        info.Environment["SHELL"] = "/bin/bash";
        info.Environment["TERM"] = "dumb";
        info.Environment["NO_COLOR"] = "1";
        return info;
    }

    /// <summary>What is typed before a prompt answers nothing, so each line waits for its own; behind the last one the input ends.</summary>
    private static async Task<Ended> TypedAsync(ProcessStartInfo info, string typed)
    {
        using var process = Process.Start(info) ?? throw new InvalidOperationException("It does not start.");
        var (shown, answers) = (new StringBuilder(), new Queue<string>(typed.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        var seen = Prompts("");
        var piece = new char[4096];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        for (var read = 1; read > 0; )
        {
            read = await process.StandardOutput.ReadAsync(piece, limit.Token);
            shown.Append(piece, 0, read);
            // A prompt is the end of what is shown: it waits, and nothing comes behind it.
            if (Prompts(shown.ToString()) is var prompts && prompts > seen)
            {
                seen = prompts;
                await AnswerAsync(process.StandardInput, answers, limit.Token);
            }
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);
        return new(process.ExitCode, shown.ToString(), "");
    }

    private static async Task AnswerAsync(StreamWriter input, Queue<string> answers, CancellationToken ct)
    {
        if (answers.TryDequeue(out var answer))
        {
            await input.WriteAsync($"{answer}\n".AsMemory(), ct);
            await input.FlushAsync(ct);
        }
        else
        {
            input.Close();
        }
    }

    private static int Prompts(string shown) =>
        ((string[])["    > ", "    reason: ", "    valid for", "[y/N] "]).Sum(it => shown.Split(it).Length - 1);

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

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        if (Directory.Exists(Keys))
        {
            Directory.Delete(Keys, recursive: true);
        }
    }

    private async Task<Ended> CallAsync(string program, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(Info(program, arguments)) ?? throw new InvalidOperationException("It does not start.");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
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
        // The keys of whoever runs the tests are none of theirs.
        info.Environment["SLIPWAY_KEYS"] = Keys;
        return info;
    }
}
