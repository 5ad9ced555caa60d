using Slipway.Checklists.Configuration;
using Slipway.Checklists.Repositories;

namespace Slipway.Checklists.Findings.Dead;

/// <summary>A target of npm, pnpm, yarn, make, just, composer, rake, dotnet, gradle or maven that its files do not know.</summary>
internal sealed class DeadTarget : LintRule
{
    public override string Code => "SW2102";

    public override string Name => "dead-target";

    public override string Says => "A target, script, task, project or module is not defined where the command runs.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context) =>
        context.Model.IsKnown
            ? context
                .Calls.Where(it => FindingContext.Counts(it.Item) && it.Folders.Count > 0)
                .SelectMany(it => Looked(context, it))
                .DistinctBy(it => (it.Line, it.Message))
            : [];

    private IEnumerable<Finding> Looked(LintContext context, PlacedCall call)
    {
        foreach (var (target, lists, where) in Targets.Of(call, context.Model))
        {
            if (lists.Count == 0 || lists.Any(it => it.Names.Contains(target)))
            {
                continue;
            }

            var isSure = lists.All(it => it.IsWhole);
            var nearest = Nearest.Of(target, lists.SelectMany(it => it.Names));
            yield return Near(
                context,
                call.Command.Line,
                target,
                isSure
                    ? $"`{target}` is not in {where}; `{FindingContext.Short(call.Command.Text)}` fails at once."
                    : $"Nothing in {where} defines `{target}`; a plug-in or an included file may.",
                "Add the target, or correct its name.",
                nearest
            ) with
            {
                Severity = isSure ? Severity : Severity.Warning,
            };
        }
    }
}

/// <summary>A target that a call names, the lists that could hold it, and how to call the place.</summary>
internal sealed record NamedTarget(string Target, IReadOnlyList<TaskList> Lists, string Where);

/// <summary>What targets a call names.</summary>
internal static class Targets
{
    private static readonly HashSet<string> YarnVerbs = new(
        [
            "install",
            "add",
            "remove",
            "run",
            "exec",
            "dlx",
            "node",
            "why",
            "workspace",
            "workspaces",
            "config",
            "cache",
            "audit",
            "outdated",
            "upgrade",
            "link",
            "pack",
            "publish",
            "version",
            "init",
            "set",
            "plugin",
            "dedupe",
            "global",
            "info",
            "list",
            "create",
        ],
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> PnpmVerbs = new(
        [
            "install",
            "i",
            "add",
            "remove",
            "exec",
            "dlx",
            "update",
            "up",
            "audit",
            "outdated",
            "list",
            "ls",
            "why",
            "store",
            "config",
            "fetch",
            "deploy",
            "publish",
            "pack",
            "link",
            "import",
            "rebuild",
            "prune",
            "init",
            "create",
            "env",
            "setup",
            "dedupe",
            "licenses",
        ],
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> ComposerVerbs = new(
        [
            "install",
            "update",
            "require",
            "remove",
            "dump-autoload",
            "dumpautoload",
            "validate",
            "show",
            "outdated",
            "audit",
            "exec",
            "config",
            "create-project",
            "global",
            "self-update",
            "init",
            "diagnose",
            "clear-cache",
            "check-platform-reqs",
            "why",
            "status",
        ],
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> GradleTasks = new(
        [
            "build",
            "clean",
            "test",
            "check",
            "assemble",
            "jar",
            "run",
            "bootRun",
            "bootJar",
            "bootBuildImage",
            "war",
            "publish",
            "tasks",
            "help",
            "dependencies",
            "projects",
            "properties",
            "classes",
            "compileJava",
            "compileKotlin",
            "javadoc",
            "init",
            "wrapper",
            "installDist",
            "distZip",
            "flywayMigrate",
            "flywayInfo",
            "flywayValidate",
            "spotlessCheck",
            "ktlintCheck",
            "detekt",
            "jacocoTestReport",
            "shadowJar",
            "dockerBuild",
            "integrationTest",
        ],
        StringComparer.Ordinal
    );

    /// <summary>The targets of a call.</summary>
    public static IEnumerable<NamedTarget> Of(PlacedCall call, RepositoryModel model) =>
        call.Program switch
        {
            "npm" or "pnpm" or "yarn" => Node(call, model),
            "make" or "gmake" => Tasks(call, model, "make", "the Makefile", FolderOption(call, "-C", "--directory"), MakeTargets(call)),
            "just" => Tasks(
                call,
                model,
                "just",
                "the justfile",
                FolderOption(call, "-d", "--working-directory"),
                Behind(call, "-d", "--working-directory", "-f", "--justfile").Take(1).Where(IsPlain)
            ),
            "composer" => Composer(call, model),
            "rake" => Tasks(
                call,
                model,
                "rake",
                "the Rakefile",
                null,
                First(call).Where(it => !it.Contains('[', StringComparison.Ordinal))
            ),
            "gradle" or "gradlew" => Gradle(call, model),
            "mvn" or "mvnw" => Maven(call, model),
            "dotnet" => Dotnet(call, model),
            _ => [],
        };

    private static IEnumerable<string> First(PlacedCall call) =>
        call.Arguments.Where(it => !it.StartsWith('-') && !it.Contains('=', StringComparison.Ordinal)).Take(1).Where(IsPlain);

    private static IEnumerable<string> MakeTargets(PlacedCall call) =>
        call.Simple.Has("-f")
            ? []
            : Behind(call, "-C", "--directory", "-j").Where(it => !it.Contains('=', StringComparison.Ordinal) && IsPlain(it));

    /// <summary>The words that are no options, and no values of these options.</summary>
    private static IEnumerable<string> Behind(PlacedCall call, params string[] withValue)
    {
        var words = call.Simple.Words;
        for (var i = 1; i < words.Count; i++)
        {
            if (withValue.Contains(words[i]) && words[i] != "-j")
            {
                i++;
            }
            else if (!words[i].StartsWith('-'))
            {
                yield return words[i];
            }
        }
    }

    private static bool IsPlain(string word) => word.Length > 0 && word.IndexOfAny(['$', '<', '{', '*', '"']) < 0;

    private static string? FolderOption(PlacedCall call, params string[] options) => call.Simple.ValueOf(options);

    private static IEnumerable<NamedTarget> Tasks(
        PlacedCall call,
        RepositoryModel model,
        string tool,
        string where,
        string? folder,
        IEnumerable<string> targets
    )
    {
        var lists = Folders(call, folder).Select(it => model.Tasks.In(tool, it)).OfType<TaskList>().ToList();
        return targets.Select(it => new NamedTarget(it, lists, where));
    }

    private static IEnumerable<string> Folders(PlacedCall call, string? below) =>
        below is null ? call.Folders : call.Folders.Select(it => Paths.Join(it, below)).OfType<string>();

    private static IEnumerable<NamedTarget> Node(PlacedCall call, RepositoryModel model)
    {
        var words = Behind(call, "--prefix", "-w", "--workspace", "--filter", "-F", "-C", "--dir", "--cwd").ToList();
        if (words.Count == 0)
        {
            yield break;
        }

        var filter = call.Simple.ValueOf("--filter", "-F", "-w", "--workspace");
        filter = call.Program == "yarn" && words is ["workspace", var named, ..] ? named : filter;
        words = call.Program == "yarn" && words[0] == "workspace" ? [.. words.Skip(2)] : words;
        var packages = Packages(call, model, filter).ToList();
        if (filter is not null && IsPlain(filter) && !filter.Contains("...", StringComparison.Ordinal) && !filter.StartsWith('!'))
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

        if (Script(call.Program, words) is { } script && IsPlain(script))
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

        var below = FolderOption(call, "--prefix", "-C", "--dir", "--cwd");
        return Folders(call, below).Select(it => model.Packages.In(it)).OfType<NodePackage>();
    }

    /// <summary>The script that is run; null when the tool's own verb is.</summary>
    private static string? Script(string program, List<string> words) =>
        words switch
        {
            ["run" or "run-script", var script, ..] => script,
            ["test" or "t", ..] => "test",
            ["start", ..] when program != "npm" => "start",
            [var first, ..] when program == "yarn" && !YarnVerbs.Contains(first) => first,
            [var first, ..] when program == "pnpm" && !PnpmVerbs.Contains(first) => first,
            _ => null,
        };

    private static IEnumerable<NamedTarget> Composer(PlacedCall call, RepositoryModel model)
    {
        var words = Behind(call, "-d", "--working-dir").ToList();
        var script = words switch
        {
            ["run" or "run-script", var named, ..] => named,
            [var first, ..] when !ComposerVerbs.Contains(first) => first,
            _ => null,
        };
        return Tasks(
            call,
            model,
            "composer",
            "the scripts of composer.json",
            FolderOption(call, "-d", "--working-dir"),
            script is null ? [] : [script]
        );
    }

    private static IEnumerable<NamedTarget> Gradle(PlacedCall call, RepositoryModel model)
    {
        var words = Behind(call, "-x", "-p", "--exclude-task").Where(it => IsPlain(it) && !it.Contains('=', StringComparison.Ordinal));
        var lists = Folders(call, FolderOption(call, "-p")).Select(it => model.Tasks.In("gradle", it)).OfType<TaskList>().ToList();
        foreach (var word in words)
        {
            var parts = word.Split(':', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 1)
            {
                yield return new($":{parts[0]}", [.. lists.Select(it => it with { IsWhole = true })], "settings.gradle");
            }
            else if (parts.Length == 1 && !GradleTasks.Contains(parts[0]))
            {
                yield return new(parts[0], lists, "the Gradle build files");
            }
        }
    }

    private static IEnumerable<NamedTarget> Maven(PlacedCall call, RepositoryModel model)
    {
        var modules = (call.Simple.ValueOf("-pl", "--projects") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var profiles = call.Simple.Words.Where(it => it.StartsWith("-P", StringComparison.Ordinal) && it.Length > 2);
        return Tasks(
            call,
            model,
            "maven",
            "pom.xml",
            null,
            modules
                .Where(it => IsPlain(it) && !it.Contains(':', StringComparison.Ordinal))
                .Concat(profiles.Where(it => !it.Contains(',', StringComparison.Ordinal)))
        );
    }

    private static IEnumerable<NamedTarget> Dotnet(PlacedCall call, RepositoryModel model)
    {
        var words = Behind(
                call,
                "-c",
                "--configuration",
                "-o",
                "--output",
                "-f",
                "--framework",
                "-r",
                "--runtime",
                "-v",
                "--verbosity",
                "--project",
                "--logger",
                "--filter"
            )
            .ToList();
        var project =
            call.Simple.ValueOf("--project")
            ?? (
                words is ["build" or "test" or "publish" or "run" or "restore" or "pack", var named, ..] && words[0] != "run" ? named : null
            );
        if (project is null || !IsPlain(project) || project.StartsWith('/') || project.EndsWith(".dll", StringComparison.Ordinal))
        {
            yield break;
        }

        var there = call.Folders.Any(it => Paths.Join(it, project) is { } full && model.Exists(full));
        var projects = model.Files.Where(it =>
            it.EndsWith("proj", StringComparison.Ordinal)
            || it.EndsWith(".sln", StringComparison.Ordinal)
            || it.EndsWith(".slnx", StringComparison.Ordinal)
        );
        var names = projects.SelectMany(it => new[] { it, Paths.Folder(it), Paths.Name(it) }).ToHashSet(StringComparer.Ordinal);
        yield return new(
            project,
            there ? [new(new HashSet<string>(StringComparer.Ordinal) { project }, true)]
                : names.Count == 0 ? []
                : [new(names, true)],
            "the projects of this repository"
        );
    }
}
