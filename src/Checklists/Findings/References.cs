using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings;

/// <summary>What a command refers to in the repository, and whether it is there.</summary>
internal static class References
{
    private static readonly string[] Interpreters =
    [
        "bash",
        "sh",
        "zsh",
        "python",
        "python3",
        "node",
        "ruby",
        "perl",
        "php",
        "source",
        ".",
        "tsx",
        "ts-node",
    ];

    /// <summary>Everything that a command names and that is surely not there; folders entered before it are tried as well.</summary>
    /// <param name="command">The command.</param>
    /// <param name="calls">What it calls.</param>
    /// <param name="folder">The folder that its shell stands in.</param>
    /// <param name="repository">What is there.</param>
    public static IEnumerable<string> MissingIn(
        PlanCommand command,
        IReadOnlyList<SimpleCommand> calls,
        string folder,
        IRepositoryView repository
    )
    {
        if (command.Language != "sh" || command.Hazards.Contains(Hazard.Remote))
        {
            yield break;
        }

        var at = folder;
        foreach (var call in calls)
        {
            at = call.Program == "cd" ? Entered(at, call) : at;
            foreach (var path in PathsOf(call).Where(IsLocal))
            {
                if (repository.PathExists(Join(at, path)) == false && repository.PathExists(path) == false)
                {
                    yield return path;
                }
            }

            if (TargetOf(call, at, repository) is { } target)
            {
                yield return target;
            }
        }
    }

    /// <summary>The folder that a command's calls leave its shell in.</summary>
    public static string FolderAfter(IReadOnlyList<SimpleCommand> calls, string folder)
    {
        foreach (var call in calls.Where(it => it.Program == "cd"))
        {
            folder = Entered(folder, call);
        }

        return folder;
    }

    /// <summary>What a command calls, as far as it is looked at.</summary>
    public static IReadOnlyList<SimpleCommand> CallsOf(PlanCommand command) =>
        SimpleCommand.AllIn(command.Text.Length > 4000 ? command.Text[..4000] : command.Text);

    private static string Entered(string folder, SimpleCommand call)
    {
        var to = call.Words.Count > 1 ? call.Words[1] : "";
        return to.StartsWith('/') || to.StartsWith('~') || to.Contains('$', StringComparison.Ordinal) || to.Length == 0
            ? ""
            : Join(folder, to);
    }

    /// <summary>Joins two relative paths and resolves <c>..</c>.</summary>
    private static string Join(string folder, string path)
    {
        var parts = new List<string>();
        foreach (var part in $"{folder}/{path}".Split('/', StringSplitOptions.RemoveEmptyEntries).Where(it => it != "."))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "..")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private static IEnumerable<string> PathsOf(SimpleCommand call)
    {
        var program = call.Program;
        if (program.Contains('/', StringComparison.Ordinal))
        {
            yield return program;
        }

        var first = call.Words.Skip(1).FirstOrDefault(it => !it.StartsWith('-'));
        if (
            Interpreters.Contains(program)
            && first is not null
            && first.Contains('.', StringComparison.Ordinal)
            && !call.Has("-c")
            && !call.Has("-m")
        )
        {
            yield return first;
        }

        var compose = program == "docker-compose" || program == "docker" && call.Words.Contains("compose");
        if (
            compose
            || program is "kubectl" or "helm" or "ansible-playbook" or "psql"
                && !call.Words.Contains("exec")
                && !call.Words.Contains("logs")
        )
        {
            foreach (var file in ValuesOf(call, "-f", "--file", "--filename", "--values"))
            {
                yield return file;
            }
        }
    }

    private static IEnumerable<string> ValuesOf(SimpleCommand call, params string[] options)
    {
        for (var i = 1; i + 1 < call.Words.Count; i++)
        {
            if (options.Contains(call.Words[i]) && call.Words[i + 1].Contains('.', StringComparison.Ordinal))
            {
                yield return call.Words[i + 1];
            }
        }
    }

    private static bool IsLocal(string path) =>
        path.Length is > 1 and < 200
        && path[0] is not ('/' or '~' or '$' or '-')
        && !path.Contains("://", StringComparison.Ordinal)
        && path.IndexOfAny(['*', '?', '$', '<', '>', '{', '…']) < 0
        && !path.Contains("node_modules", StringComparison.Ordinal)
        && !path.Contains("venv", StringComparison.Ordinal);

    /// <summary>A target of npm or make that its file does not know.</summary>
    private static string? TargetOf(SimpleCommand call, string folder, IRepositoryView repository)
    {
        var words = call.Words;
        if (
            call.Program is "npm" or "pnpm"
            && words.Count > 2
            && words[1] is "run" or "run-script"
            && !words.Any(it => it is "--prefix" or "-w" or "--workspace" or "--filter" or "-C")
        )
        {
            return
                repository.ReadText(Join(folder, "package.json")) is { } text && Scripts(text) is { } scripts && !scripts.Contains(words[2])
                ? $"npm run {words[2]}"
                : null;
        }

        var target =
            call.Program == "make" && !call.Has("-C") && !call.Has("-f")
                ? words.Skip(1).FirstOrDefault(it => !it.StartsWith('-') && !it.Contains('=', StringComparison.Ordinal))
                : null;
        return
            target is not null
            && repository.ReadText(Join(folder, "Makefile")) is { } makefile
            && !makefile.Contains("include ", StringComparison.Ordinal)
            && !makefile
                .Split('\n')
                .Any(it =>
                    it.StartsWith(target + ":", StringComparison.Ordinal)
                    || it.Contains('%', StringComparison.Ordinal) && it.Contains(':', StringComparison.Ordinal)
                )
            ? $"make {target}"
            : null;
    }

    private static HashSet<string>? Scripts(string packageJson)
    {
        try
        {
            return JsonNode.Parse(packageJson)?["scripts"] is JsonObject scripts ? [.. scripts.Select(it => it.Key)] : [];
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
