using System.CommandLine;
using Slipway.Checklists;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway init</c></summary>
internal static class InitVerb
{
    public static Command Make(Host host)
    {
        var verb = new Command(
            "init",
            "Write a first slipway.yaml for the repository here and, where there is no checklist, a good one. Overwrites nothing."
        );
        verb.SetAction((_, ct) => InitAsync(host, ct));
        return verb;
    }

    private static async Task<int> InitAsync(Host host, CancellationToken ct)
    {
        var view = new FolderView(host.Directory, host.Environment.GetValueOrDefault("PATH") ?? "");
        var files = Starter.Propose(view, Path.GetFileName(host.Directory.TrimEnd(Path.DirectorySeparatorChar)));
        var written = await WriteAsync(host, "slipway.yaml", files.Settings, ct);
        if (files.Checklist is { } checklist)
        {
            written |= await WriteAsync(host, files.ChecklistPath, checklist, ct);
        }
        else
        {
            await host.Err.WriteLineAsync($"slipway: {files.ChecklistPath} is the checklist that was found here.");
        }

        await host.Err.WriteLineAsync($"slipway: next, look at what is understood: slipway plan {files.ChecklistPath}");
        return written ? ExitCodes.Go : ExitCodes.NoGo;
    }

    private static async Task<bool> WriteAsync(Host host, string name, string text, CancellationToken ct)
    {
        var path = host.Full(name);
        if (File.Exists(path))
        {
            await host.Err.WriteLineAsync($"slipway: {name} is there already and stays as it is.");
            return false;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, ct);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{name} cannot be written here: {refused.Message}");
        }

        await host.Out.WriteLineAsync(name);
        return true;
    }
}
