using System.Text.RegularExpressions;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Repositories;

namespace Slipway.Checklists.Findings.Dead;

/// <summary>A script, file or folder that a command or a line names and that is not in the repository.</summary>
internal sealed partial class DeadPath : LintRule
{
    private static readonly HashSet<string> Interpreters = new(
        ["bash", "sh", "zsh", "python", "python3", "node", "ruby", "perl", "php", "source", ".", "tsx", "ts-node", "deno", "bun", "pwsh"],
        StringComparer.Ordinal
    );

    public override string Code => "SW2101";

    public override string Name => "dead-reference";

    public override string Says => "A script, file or folder is not in this repository.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        if (!context.Model.IsKnown)
        {
            return [];
        }

        return InCommands(context).Concat(InProse(context)).DistinctBy(it => (it.Line, it.Column, it.Message));
    }

    /// <summary>The paths of a call that must be there before it.</summary>
    internal static IEnumerable<string> PathsOf(PlacedCall call) => Named(call).Where(IsLocal);

    /// <summary>True when a path is in none of the folders where the shell may stand, and nothing else explains that.</summary>
    internal static bool IsMissing(LintContext context, PlacedCall call, string path) =>
        call.Folders.Count > 0
        && !context.Model.IsMade(path)
        && call.Folders.All(it => Paths.Join(it, path) is { } full && !context.Model.IsMade(full) && !context.Model.Exists(full));

    private IEnumerable<Finding> InCommands(LintContext context) =>
        from call in context.Calls
        where FindingContext.Counts(call.Item)
        from path in PathsOf(call)
        where IsMissing(context, call, path) && context.Made.When(path) is null
        select Missing(context, call.Command.Line, path);

    /// <summary>A path in code marks that ends like a file of a repository.</summary>
    private IEnumerable<Finding> InProse(LintContext context) =>
        from entry in context.Prose
        where context.ItemAt(entry.Line)?.Commands.Count is null or 0
        from code in entry.Words.Codes.Concat(InBrackets().Matches(entry.Words.Text).Select(it => it.Groups[1].Value))
        let path = code.StartsWith("./", StringComparison.Ordinal) ? code[2..] : code
        where RepositoryPath().IsMatch(path) && IsLocal(path) && !context.Model.IsMade(path)
        where
            !context.Model.Exists(path)
            && Paths.Join(context.FolderAt(entry.Line), path) is var beside
            && (beside is null || !context.Model.Exists(beside))
        where context.Made.When(path) is null
        select Missing(context, entry.Line, code);

    private Finding Missing(LintContext context, int line, string path)
    {
        var nearest = Paths.Nearest(path, context.Model.Files);
        var written = nearest is not null && path.StartsWith("./", StringComparison.Ordinal) ? "./" + nearest : nearest;
        var found = Near(
            context,
            line,
            path,
            $"`{path}` is not in this repository; the step fails the moment it is tried.",
            "Add it, or correct the name.",
            nearest,
            written
        );

        // A script in another language is called in another way: that is for a person to mend.
        return nearest is not null && Path.GetExtension(nearest) != Path.GetExtension(path) ? found with { Fix = null } : found;
    }

    private static IEnumerable<string> Named(PlacedCall call)
    {
        var simple = call.Simple;
        if (simple.Program.Contains('/', StringComparison.Ordinal) && call.Program is not ("gradlew" or "mvnw"))
        {
            yield return simple.Program;
        }

        var first = call.Arguments.FirstOrDefault(it => !it.StartsWith('-'));
        if (
            (Interpreters.Contains(call.Program) || call is { Program: "npx", Simple.Words: [_, "tsx" or "ts-node", ..] })
            && !simple.Has("-c")
            && !simple.Has("-m")
            && !simple.Has("-e")
        )
        {
            var script = call.Program == "npx" ? call.Arguments.Skip(1).FirstOrDefault(it => !it.StartsWith('-')) : first;
            if (script?.Contains('.', StringComparison.Ordinal) == true)
            {
                yield return script;
            }
        }

        foreach (var file in Files(call))
        {
            yield return file;
        }
    }

    private static IEnumerable<string> Files(PlacedCall call)
    {
        var simple = call.Simple;
        switch (call.Program)
        {
            case "docker" or "docker-compose" or "kubectl" or "oc" or "helm" or "psql":
                return call.Program == "docker" && simple.Words.Contains("logs")
                    ? []
                    : ValuesOf(simple, "-f", "--file", "--filename", "--values", "--env-file").Where(LooksLikePath);
            case "ansible-playbook":
                return call.Arguments.Where(it =>
                    it.EndsWith(".yml", StringComparison.Ordinal) || it.EndsWith(".yaml", StringComparison.Ordinal)
                );
            case "cd" or "pushd" when call.Arguments.FirstOrDefault() is { } folder && folder is not ("-" or ".."):
                return [folder];
            case "cp" or "mv" when call.Arguments.Count(it => !it.StartsWith('-')) == 2:
                return call.Arguments.Where(it => !it.StartsWith('-')).Take(1).Where(LooksLikePath);
            case "chmod" or "cat" or "test" or "promtool" or "nginx":
                return call.Arguments.Where(it => !it.StartsWith('-') && RepositoryPath().IsMatch(it));
            case "pm2":
                return call.Arguments.Where(it =>
                    it.EndsWith(".js", StringComparison.Ordinal) || it.EndsWith(".json", StringComparison.Ordinal)
                );
            default:
                return [];
        }
    }

    private static IEnumerable<string> ValuesOf(SimpleCommand call, params string[] options)
    {
        for (var i = 1; i < call.Words.Count; i++)
        {
            var word = call.Words[i];
            if (options.Contains(word) && i + 1 < call.Words.Count)
            {
                yield return call.Words[i + 1];
            }
            else if (
                options.FirstOrDefault(it =>
                    it.StartsWith("--", StringComparison.Ordinal) && word.StartsWith(it + "=", StringComparison.Ordinal)
                ) is
                { } option
            )
            {
                yield return word[(option.Length + 1)..];
            }
        }
    }

    private static bool LooksLikePath(string word) =>
        word.Contains('.', StringComparison.Ordinal) || word.Contains('/', StringComparison.Ordinal);

    private static bool IsLocal(string path) =>
        path.Length is > 1 and < 200
        && path[0] is not ('/' or '~' or '$' or '-')
        && !path.Contains("://", StringComparison.Ordinal)
        && path.IndexOfAny(['*', '?', '$', '<', '>', '{', '…', ' ', ',', '@', ':', '%']) < 0;

    [GeneratedRegex(
        @"^(?:[\w.-]+/)+[\w.-]+\.(?:sh|bash|py|rb|js|mjs|ts|tsx|sql|ya?ml|json|toml|conf|cs|go|java|php|ps1|tf|env|ini|cfg|prisma|rules)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\(((?:[\w.-]+/){2,}[\w.-]+\.[a-z]{1,5})\)")]
    private static partial Regex InBrackets();
}
