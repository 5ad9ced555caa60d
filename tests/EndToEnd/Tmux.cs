using System.Diagnostics;

namespace Slipway.EndToEnd;

/// <summary>A real terminal: a tmux server of this test's own, with a shell in it.</summary>
public sealed class Tmux : IAsyncDisposable
{
    private const string Window = "t";
    private readonly string _socket = $"slipway-{Environment.ProcessId}-{Guid.NewGuid():N}"[..40];
    private readonly Workplace _work;

    public Tmux(Workplace work, int columns = 100, int rows = 30, string variables = "TERM=screen-256color")
    {
        _work = work;
        Call(
            "new-session",
            "-d",
            "-s",
            Window,
            "-x",
            $"{columns}",
            "-y",
            $"{rows}",
            $"exec env -u CI -u NO_COLOR -u GITHUB_ACTIONS -u COLORTERM LANG=C.UTF-8 PS1='$ ' {variables} bash --norc --noprofile"
        );
        Call("set-option", "-g", "status", "off");
    }

    /// <summary>What stands on the screen.</summary>
    public string Screen => Call("capture-pane", "-p", "-t", Window);

    /// <summary>The same with colours, as control sequences.</summary>
    public string Coloured => Call("capture-pane", "-p", "-e", "-t", Window);

    /// <summary>The screen and what has scrolled away, wrapped rows put together.</summary>
    public string Everything => Call("capture-pane", "-p", "-J", "-S", "-", "-t", Window);

    /// <summary>Whether the cursor is shown.</summary>
    public bool CursorShown => Call("display-message", "-p", "-t", Window, "#{cursor_flag}").Trim() == "1";

    /// <summary>Types a call of the executable; its exit code is shown as <c>exit=N</c>.</summary>
    public Tmux Slipway(string arguments) => Line($"{Workplace.Executable} {arguments}; echo \"exit=$?\"");

    /// <summary>Types a line.</summary>
    public Tmux Line(string text)
    {
        Call("send-keys", "-l", "-t", Window, text);
        return Keys("Enter");
    }

    /// <summary>Presses keys: <c>C-c</c>, <c>Enter</c>.</summary>
    public Tmux Keys(params string[] keys)
    {
        Call([.. (string[])["send-keys", "-t", Window], .. keys]);
        return this;
    }

    public Tmux Paste(string text)
    {
        Call("set-buffer", text);
        Call("paste-buffer", "-t", Window);
        return this;
    }

    public Tmux Resize(int columns, int rows)
    {
        Call("resize-window", "-t", Window, "-x", $"{columns}", "-y", $"{rows}");
        return this;
    }

    /// <summary>Closes the terminal, as a lost connection does.</summary>
    public void Close() => Call("kill-server");

    /// <summary>Waits until the screen shows what is awaited.</summary>
    public async Task<string> UntilAsync(Func<string, bool> shows)
    {
        var screen = "";
        try
        {
            await Workplace.UntilAsync(() => shows(screen = Screen));
        }
        catch (ShouldAssertException never)
        {
            throw new ShouldAssertException($"{never.Message}; the screen shows:\n{screen}", never);
        }

        return screen;
    }

    public Task<string> UntilAsync(string text) => UntilAsync(it => it.Contains(text, StringComparison.Ordinal));

    /// <summary>Closes the terminal and waits until nothing works in the test's folder any more.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            Call("kill-server");
        }
        catch (InvalidOperationException)
        {
            // It was closed by the test.
        }

        await Workplace.UntilAsync(() => !Directory.EnumerateDirectories("/proc").Any(WorksHere));
    }

    private bool WorksHere(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget == _work.Folder;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string Call(params string[] arguments)
    {
        var info = new ProcessStartInfo("tmux", ["-u", "-L", _socket, "-f", "/dev/null", .. arguments])
        {
            WorkingDirectory = _work.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["LANG"] = "C.UTF-8";
        info.Environment.Remove("TMUX");
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"tmux {arguments[0]}: {error}");
    }
}
