using YamlDotNet.RepresentationModel;

namespace Slipway.Checklists.Repositories;

/// <summary>One compose file.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Services">Its services.</param>
/// <param name="Profiles">The profiles that services name.</param>
/// <param name="Ports">The ports on the host.</param>
/// <param name="IsWhole">False when it includes others.</param>
internal sealed record ComposeFile(
    string Path,
    IReadOnlyList<string> Services,
    IReadOnlySet<string> Profiles,
    IReadOnlyList<int> Ports,
    bool IsWhole
);

/// <summary>The compose files of a repository.</summary>
internal sealed class ComposeFacts
{
    private static readonly string[] Defaults = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

    private readonly Dictionary<string, ComposeFile> _files;

    private ComposeFacts(IEnumerable<ComposeFile> files) => _files = files.ToDictionary(it => it.Path, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<ComposeFile> All => _files.Values;

    public static ComposeFacts Of(RepositoryModel model) =>
        new(model.Files.Where(IsCompose).Take(200).Select(it => Read(it, model.Text(it))).OfType<ComposeFile>());

    /// <summary>A compose file by its path; null when it is not there or cannot be read.</summary>
    public ComposeFile? At(string path) => _files.GetValueOrDefault(path);

    /// <summary>The file that is taken in a folder when none is named, with its override: those of the folder or one above it.</summary>
    public IReadOnlyList<ComposeFile> DefaultIn(string folder)
    {
        for (var at = folder; ; at = Paths.Folder(at))
        {
            var found = Defaults.Select(it => At(Paths.Join(at, it)!)).OfType<ComposeFile>().Take(1).ToList();
            if (found.Count > 0)
            {
                var override_ = found[0].Path.Replace(".y", ".override.y", StringComparison.Ordinal);
                return At(override_) is { } more ? [found[0], more] : found;
            }

            if (at.Length == 0)
            {
                return [];
            }
        }
    }

    private static bool IsCompose(string path)
    {
        var name = Paths.Name(path);
        return (name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal))
            && (name.Contains("compose", StringComparison.Ordinal) || name.StartsWith("stack", StringComparison.Ordinal));
    }

    private static ComposeFile? Read(string path, string? text)
    {
        if (text is null || YamlFacts.Documents(text) is not [var root, ..] || root.Get("services") is not YamlMappingNode services)
        {
            return null;
        }

        var bodies = services.Children.Values.ToList();
        return new(
            path,
            [.. services.Keys()],
            bodies.SelectMany(it => it.Get("profiles").Elements()).Select(it => it.ToString()).ToHashSet(StringComparer.Ordinal),
            [.. bodies.SelectMany(it => it.Get("ports").Elements()).Select(HostPort).OfType<int>()],
            root.Get("include") is null && !bodies.Exists(it => it.Get("extends") is not null)
        );
    }

    /// <summary><c>8080:80</c>, <c>127.0.0.1:8080:80</c>, <c>${PORT:-8080}:80</c>, and the long form; a container's port alone is none.</summary>
    private static int? HostPort(YamlNode node)
    {
        var text =
            node is YamlScalarNode scalar ? scalar.Value ?? ""
            : node.Said("published") is { } published ? published + ":0"
            : "";
        if (text.IndexOf(":-", StringComparison.Ordinal) is var given and > 0 && text.IndexOf('}', given) is var close and > 0)
        {
            text = text[(given + 2)..close] + text[(close + 1)..];
        }

        var parts = text.Split('/')[0].Split(':');
        return parts.Length > 1 && int.TryParse(parts[^2], out var port) ? port : null;
    }
}
