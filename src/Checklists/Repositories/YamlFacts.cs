using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Slipway.Checklists.Repositories;

/// <summary>YAML of others, as far as it can be read: templates and broken files are simply not known.</summary>
internal static class YamlFacts
{
    private const int Deepest = 64;

    /// <summary>The documents of a text; null when it is no YAML.</summary>
    public static IReadOnlyList<YamlMappingNode>? Documents(string text)
    {
        try
        {
            if (IsTooDeep(text))
            {
                return null;
            }

            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(reader);
            return [.. stream.Documents.Select(it => it.RootNode).OfType<YamlMappingNode>()];
        }
        catch (Exception odd) when (odd is YamlException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Building nodes calls itself once for each level; a file that somebody made deep must not exhaust the stack.</summary>
    private static bool IsTooDeep(string text)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        for (var depth = 0; parser.MoveNext(); )
        {
            depth +=
                parser.Current is MappingStart or SequenceStart ? 1
                : parser.Current is MappingEnd or SequenceEnd ? -1
                : 0;
            if (depth > Deepest)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A member; null when it is not there.</summary>
    public static YamlNode? Get(this YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    /// <summary>The text of a scalar member; null when it is none.</summary>
    public static string? Said(this YamlNode? node, string key) => (node.Get(key) as YamlScalarNode)?.Value;

    /// <summary>The keys of a mapping member.</summary>
    public static IEnumerable<string> Keys(this YamlNode? node) =>
        node is YamlMappingNode map ? map.Children.Keys.OfType<YamlScalarNode>().Select(it => it.Value ?? "") : [];

    /// <summary>The elements of a list; of anything else nothing.</summary>
    public static IEnumerable<YamlNode> Elements(this YamlNode? node) => node is YamlSequenceNode list ? list.Children : [];
}
