using Slipway.Checklists.Repositories;

namespace Slipway.Checklists.Findings.Dead;

/// <summary>A target that a call names, the lists that could hold it, and how to call the place.</summary>
internal sealed record NamedTarget(string Target, IReadOnlyList<TaskList> Lists, string Where);

/// <summary>What targets a call names, for each tool.</summary>
internal static class Targets
{
    /// <summary>The targets of a call.</summary>
    public static IEnumerable<NamedTarget> Of(PlacedCall call, RepositoryModel model) =>
        call.Program switch
        {
            "npm" or "pnpm" or "yarn" => NodeTargets.Of(call, model),
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
    internal static IEnumerable<string> Behind(PlacedCall call, params string[] withValue)
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

    /// <summary>Whether a word is a name, and nothing that a shell puts in.</summary>
    internal static bool IsPlain(string word) => word.Length > 0 && word.IndexOfAny(['$', '<', '{', '*', '"']) < 0;

    /// <summary>The folder that an option of the call names.</summary>
    internal static string? FolderOption(PlacedCall call, params string[] options) => call.Simple.ValueOf(options);

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

    /// <summary>Where the call may run, with what its option adds.</summary>
    internal static IEnumerable<string> Folders(PlacedCall call, string? below) =>
        below is null ? call.Folders : call.Folders.Select(it => Paths.Join(it, below)).OfType<string>();

    private static IEnumerable<NamedTarget> Composer(PlacedCall call, RepositoryModel model)
    {
        var words = Behind(call, "-d", "--working-dir").ToList();
        var script = words switch
        {
            ["run" or "run-script", var named, ..] => named,
            [var first, ..] when !ToolVerbs.Composer.Contains(first) => first,
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
            else if (parts.Length == 1 && !ToolVerbs.Gradle.Contains(parts[0]))
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
