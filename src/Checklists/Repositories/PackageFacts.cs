using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Checklists.Repositories;

/// <summary>A package of npm, pnpm or yarn.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Name">Its name; empty when it has none.</param>
/// <param name="Scripts">Its scripts.</param>
internal sealed record NodePackage(string Folder, string Name, IReadOnlySet<string> Scripts);

/// <summary>The packages of a repository, each <c>package.json</c> one.</summary>
internal sealed class PackageFacts
{
    private readonly Dictionary<string, NodePackage> _byFolder;

    private PackageFacts(IEnumerable<NodePackage> packages) => _byFolder = packages.ToDictionary(it => it.Folder, StringComparer.Ordinal);

    /// <summary>All packages.</summary>
    public IReadOnlyCollection<NodePackage> All => _byFolder.Values;

    public static PackageFacts Of(RepositoryModel model) =>
        new(model.Named("package.json").Select(it => Read(Paths.Folder(it), model.Text(it))).OfType<NodePackage>());

    /// <summary>The package of a folder; null when there is none.</summary>
    public NodePackage? In(string folder) => _byFolder.GetValueOrDefault(folder);

    /// <summary>The packages that a filter or workspace name means: by name, by the name without its scope, or by folder.</summary>
    public IReadOnlyList<NodePackage> Called(string name)
    {
        var plain = name.TrimStart('.', '/').TrimEnd('.', '/');
        return
        [
            .. All.Where(it =>
                it.Name == name
                || it.Folder == plain
                || it.Name.EndsWith("/" + plain, StringComparison.Ordinal)
                || Paths.Name(it.Folder) == plain
            ),
        ];
    }

    private static NodePackage? Read(string folder, string? text)
    {
        try
        {
            var json = text is null ? null : JsonNode.Parse(text, documentOptions: new() { MaxDepth = 32 }) as JsonObject;
            return json is null
                ? null
                : new(
                    folder,
                    json["name"] is JsonValue name && name.TryGetValue<string>(out var said) ? said : "",
                    (json["scripts"] as JsonObject)?.Select(it => it.Key).ToHashSet(StringComparer.Ordinal) ?? []
                );
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
