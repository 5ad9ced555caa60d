using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;

namespace Slipway.Platform.Processes;

/// <summary>Starts a block: scripts, shim, sign of life, record on disk, word to go. In that order; any prefix of it runs nothing.</summary>
[SupportedOSPlatform("linux")]
internal static class Starting
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task<ShellStart> StartAsync(
        string folder,
        ShellBlock block,
        ShellOptions options,
        TimeProvider clock,
        Action<Process> keep,
        CancellationToken ct
    )
    {
        if (StartRecord.ExistsIn(folder))
        {
            return new ShellStart.AlreadyStarted();
        }

        WriteScripts(folder, block);
        var child = Process.Start(Describe(folder, block, options)) ?? throw new IOException("The shell could not be started.");
        var kept = false;
        try
        {
            if (await SignOfLifeAsync(child, options.StartLimit, clock, ct) is not { } pid || ProcessTable.Find(pid) is not { } entry)
            {
                child.StandardInput.Close();
                return new ShellStart.Impossible($"The shell did not start: {WhyNot(folder)}");
            }

            var at = clock.GetUtcNow();
            new StartRecord(pid, entry.StartTicks, ProcessTable.BootId, block.Step, block.Commands.Count, at).Write(folder);
            keep(child);
            kept = true;
            await LetGoAsync(child);
            return new ShellStart.Started(pid, at);
        }
        finally
        {
            if (!kept)
            {
                child.Dispose();
            }
        }
    }

    /// <summary>From here on a fault is the block's: a shim that was killed meanwhile shows as vanished.</summary>
    private static async Task LetGoAsync(Process child)
    {
        try
        {
            await child.StandardInput.WriteAsync("go\n".AsMemory(), CancellationToken.None);
            child.StandardInput.Close();
        }
        catch (IOException)
        {
            // Its pipe is closed; looking says what became of it.
        }

        child.StandardOutput.Close();
    }

    private static void WriteScripts(string folder, ShellBlock block)
    {
        for (var i = 0; i < block.Commands.Count; i++)
        {
            var text = block.Commands[i].Text.Replace("\r\n", "\n", StringComparison.Ordinal);
            WritePrivate(ShellFiles.TextOf(folder, i), text.EndsWith('\n') ? text : text + '\n');
        }

        WritePrivate(Path.Combine(folder, "block.sh"), BlockScript.Driver(folder, block));
        WritePrivate(Path.Combine(folder, Carried.FileName), "");
    }

    private static void WritePrivate(string path, string text)
    {
        using var file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
        file.Write(Utf8.GetBytes(text));
    }

    private static ProcessStartInfo Describe(string folder, ShellBlock block, ShellOptions options)
    {
        var carried = block.CarryFrom is { } from ? Carried.Read(from) : null;
        var info = new ProcessStartInfo(Programs.Find("setsid", options.Inherited)!)
        {
            WorkingDirectory = carried is not null && Directory.Exists(carried.Directory) ? carried.Directory : block.Directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = Utf8,
        };
        // -p: the shim itself reads neither BASH_ENV nor functions from the environment.
        foreach (var word in (string[])[Programs.Find("bash", options.Inherited)!, "-p", "-c", BlockScript.Shim, "slipway", folder])
        {
            info.ArgumentList.Add(word);
        }

        info.ArgumentList.Add(block.Commands.Count.ToString(CultureInfo.InvariantCulture));
        info.Environment.Clear();
        SetAll(info, options.Inherited);
        SetAll(info, block.Variables);
        SetAll(info, carried?.Set ?? new Dictionary<string, string>());
        foreach (var name in carried?.Unset ?? [])
        {
            info.Environment.Remove(name);
        }

        info.Environment.Remove("BASH_ENV");
        info.Environment["SLIPWAY_STEP"] = block.Step;
        return info;
    }

    private static void SetAll(ProcessStartInfo info, IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
        {
            info.Environment[name] = value;
        }
    }

    /// <summary>The number by which the shim calls itself: with it, setsid and bash are known to have worked.</summary>
    private static async Task<int?> SignOfLifeAsync(Process child, TimeSpan limit, TimeProvider clock, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            return
                await child.StandardOutput.ReadLineAsync(either.Token) is { } line
                && line.StartsWith("ready ", StringComparison.Ordinal)
                && int.TryParse(line.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                ? pid
                : null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string WhyNot(string folder) =>
        ShellFiles.TryRead(Path.Combine(folder, "shell.err")) is { Length: > 0 } said ? said.Trim() : "it gave no sign of life.";
}
