using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Repositories;

/// <summary>What a file of tasks offers.</summary>
/// <param name="Names">The tasks.</param>
/// <param name="IsWhole">False when others may come from elsewhere: includes, patterns, plugins.</param>
internal sealed record TaskList(IReadOnlySet<string> Names, bool IsWhole);

/// <summary>Targets of make, just, composer, rake, gradle and maven, by the folder in which they can be called.</summary>
internal sealed partial class TaskFacts
{
    private static readonly string[] Makefiles = ["GNUmakefile", "makefile", "Makefile"];
    private static readonly string[] Justfiles = ["justfile", "Justfile", ".justfile"];

    private readonly RepositoryModel _model;
    private readonly Dictionary<(string Tool, string Folder), TaskList?> _lists = [];

    private TaskFacts(RepositoryModel model) => _model = model;

    public static TaskFacts Of(RepositoryModel model) => new(model);

    /// <summary>What a tool offers in a folder; null when it has no file there.</summary>
    public TaskList? In(string tool, string folder)
    {
        if (!_lists.TryGetValue((tool, folder), out var list))
        {
            _lists[(tool, folder)] = list = Read(tool, folder);
        }

        return list;
    }

    private TaskList? Read(string tool, string folder) =>
        tool switch
        {
            "make" => Make(Texts(folder, Makefiles)),
            "just" => Just(Texts(folder, Justfiles)),
            "composer" => Composer(Texts(folder, ["composer.json"])),
            "rake" => Rake(folder),
            "gradle" => Gradle(folder),
            "maven" => Maven(Texts(folder, ["pom.xml"])),
            _ => null,
        };

    private string? Texts(string folder, string[] names) =>
        names.Select(it => Paths.Join(folder, it)).OfType<string>().Select(_model.Text).FirstOrDefault(it => it is not null);

    private static TaskList? Make(string? text) =>
        text is null
            ? null
            : new(
                MakeTarget()
                    .Matches(text)
                    .SelectMany(it => it.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .ToHashSet(StringComparer.Ordinal),
                !MakeElse().IsMatch(text)
            );

    private static TaskList? Just(string? text) =>
        text is null
            ? null
            : new(
                JustRecipe().Matches(text).Select(it => it.Groups[1].Value).ToHashSet(StringComparer.Ordinal),
                !text.Contains("import ", StringComparison.Ordinal) && !text.Contains("\nmod ", StringComparison.Ordinal)
            );

    private static TaskList? Composer(string? text)
    {
        try
        {
            return text is null
                ? null
                : new(
                    (JsonNode.Parse(text, documentOptions: new() { MaxDepth = 32 })?["scripts"] as JsonObject)
                        ?.Select(it => it.Key)
                        .ToHashSet(StringComparer.Ordinal)
                        ?? [],
                    true
                );
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Tasks of Ruby: those of a framework come from its gems and are not known here.</summary>
    private TaskList? Rake(string folder)
    {
        if (Texts(folder, ["Rakefile", "rakefile"]) is not { } text)
        {
            return null;
        }

        var below = Paths.Join(folder, "lib/tasks");
        var texts = _model
            .Files.Where(it =>
                it.EndsWith(".rake", StringComparison.Ordinal) && below is not null && it.StartsWith(below, StringComparison.Ordinal)
            )
            .Select(it => _model.Text(it) ?? "")
            .Prepend(text)
            .ToList();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in texts)
        {
            var space = "";
            foreach (Match found in RakeTask().Matches(one))
            {
                space = found.Groups["space"].Success ? found.Groups["space"].Value : space;
                if (found.Groups["task"].Success)
                {
                    names.Add(found.Groups["task"].Value);
                    names.Add($"{space}:{found.Groups["task"].Value}");
                }
            }
        }

        return new(
            names,
            !texts[0].Contains("require", StringComparison.Ordinal) && !texts[0].Contains("load_tasks", StringComparison.Ordinal)
        );
    }

    /// <summary>Modules as <c>:name</c>, and the tasks that the build files themselves register; plugins bring more.</summary>
    private TaskList? Gradle(string folder)
    {
        var settings = Texts(folder, ["settings.gradle", "settings.gradle.kts"]);
        var build = Texts(folder, ["build.gradle", "build.gradle.kts"]);
        if (settings is null && build is null)
        {
            return null;
        }

        var names = Quoted().Matches(Includes(settings)).Select(it => ":" + it.Groups[1].Value.TrimStart(':'));
        var tasks = _model
            .Named("build.gradle", "build.gradle.kts")
            .SelectMany(it => GradleTask().Matches(_model.Text(it) ?? ""))
            .Select(it => it.Groups[1].Value);
        return new(names.Concat(tasks).ToHashSet(StringComparer.Ordinal), false);
    }

    private static string Includes(string? settings) =>
        string.Join('\n', (settings ?? "").Split('\n').Where(it => it.TrimStart().StartsWith("include", StringComparison.Ordinal)));

    /// <summary>Modules as they stand, profiles as <c>-Pname</c>.</summary>
    private static TaskList? Maven(string? text) =>
        text is null
            ? null
            : new(
                MavenModule()
                    .Matches(text)
                    .Select(it => it.Groups[1].Value)
                    .Concat(MavenProfile().Matches(text).Select(it => "-P" + it.Groups[1].Value))
                    .ToHashSet(StringComparer.Ordinal),
                true
            );

    [GeneratedRegex(@"^([A-Za-z0-9_.][A-Za-z0-9_./ -]*?)\s*::?(?!=)", RegexOptions.Multiline)]
    private static partial Regex MakeTarget();

    [GeneratedRegex(@"^-?s?include\s|^[^\s#]*%[^:=\n]*:|^\$\(", RegexOptions.Multiline)]
    private static partial Regex MakeElse();

    [GeneratedRegex(@"^@?([A-Za-z_][A-Za-z0-9_-]*)[^:=\n]*:(?!=)|^alias\s+([A-Za-z0-9_-]+)", RegexOptions.Multiline)]
    private static partial Regex JustRecipe();

    [GeneratedRegex(@"namespace\s+[:""'](?<space>\w+)|task\s+[:""']?(?<task>\w+)")]
    private static partial Regex RakeTask();

    [GeneratedRegex(@"[""']([^""'\n]+)[""']")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?:\btask\s+|tasks\.(?:register|create)[^(""'\n]{0,40}\(\s*[""'])(\w+)")]
    private static partial Regex GradleTask();

    [GeneratedRegex(@"<module>\s*([^<\s]+)\s*</module>")]
    private static partial Regex MavenModule();

    [GeneratedRegex(@"<profile>\s*<id>\s*([^<\s]+)\s*</id>")]
    private static partial Regex MavenProfile();
}
