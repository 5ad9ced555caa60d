using Slipway.Checklists.Repositories;

namespace Slipway.Checklists.Findings.Dead;

/// <summary>The scripts and workspaces that a call of npm, pnpm or yarn names.</summary>
internal static class NodeTargets
{
    /// <summary>The workspace that is chosen, and the script that is run in it.</summary>
    public static IEnumerable<NamedTarget> Of(PlacedCall call, RepositoryModel model)
    {
        var words = Targets.Behind(call, "--prefix", "-w", "--workspace", "--filter", "-F", "-C", "--dir", "--cwd").ToList();
        if (words.Count == 0)
        {
            yield break;
        }

        var filter = call.Simple.ValueOf("--filter", "-F", "-w", "--workspace");
        filter = call.Program == "yarn" && words is ["workspace", var named, ..] ? named : filter;
        words = call.Program == "yarn" && words[0] == "workspace" ? [.. words.Skip(2)] : words;
        var packages = Packages(call, model, filter).ToList();
        if (filter is not null && Targets.IsPlain(filter) && !filter.Contains("...", StringComparison.Ordinal) && !filter.StartsWith('!'))
        {
            var all = model.Packages.All;
            yield return new(
                filter,
                packages.Count > 0 ? [new(new HashSet<string>(StringComparer.Ordinal) { filter }, true)]
                    : all.Count == 0 ? []
                    : [new(all.Select(it => it.Name).Where(it => it.Length > 0).ToHashSet(StringComparer.Ordinal), true)],
                "the packages of this repository"
            );
        }

        if (Script(call.Program, words) is { } script && Targets.IsPlain(script))
        {
            yield return new(
                script,
                [.. packages.Select(it => new TaskList(it.Scripts, true))],
                packages.Count == 1
                    ? $"the scripts of {(packages[0].Folder.Length == 0 ? "package.json" : packages[0].Folder + "/package.json")}"
                    : "the scripts of package.json"
            );
        }
    }

    private static IEnumerable<NodePackage> Packages(PlacedCall call, RepositoryModel model, string? filter)
    {
        if (filter is not null)
        {
            return model.Packages.Called(filter);
        }

        var below = Targets.FolderOption(call, "--prefix", "-C", "--dir", "--cwd");
        return Targets.Folders(call, below).Select(it => model.Packages.In(it)).OfType<NodePackage>();
    }

    /// <summary>The script that is run; null when the tool's own verb is.</summary>
    private static string? Script(string program, List<string> words) =>
        words switch
        {
            ["run" or "run-script", var script, ..] => script,
            ["test" or "t", ..] => "test",
            ["start", ..] when program != "npm" => "start",
            [var first, ..] when program == "yarn" && !ToolVerbs.Yarn.Contains(first) => first,
            [var first, ..] when program == "pnpm" && !ToolVerbs.Pnpm.Contains(first) => first,
            _ => null,
        };
}
