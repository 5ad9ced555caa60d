using Slipway.Checks.Looks;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Checks.Config;

/// <summary>Values of the first document of a YAML file.</summary>
internal static class YamlValues
{
    public static string? Find(string text, string key)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(new DepthLimit(new Parser(reader)));
            return stream.Documents.Count == 0 ? null : Follow(stream.Documents[0].RootNode, Steps(key));
        }
        catch (YamlException fault)
        {
            throw new SettingException($"config: the file is no YAML that can be read (line {fault.Start.Line}).");
        }
    }

    private static IEnumerable<string> Steps(string key) =>
        key.TrimStart('$')
            .Replace("[", ".", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal)
            .Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static string? Follow(YamlNode node, IEnumerable<string> steps)
    {
        foreach (var step in steps)
        {
            switch (node)
            {
                case YamlMappingNode members
                    when members.Children.FirstOrDefault(it => it.Key is YamlScalarNode name && name.Value == step.Trim('\'', '"'))
                        is { Value: { } member }:
                    node = member;
                    break;
                case YamlSequenceNode elements when int.TryParse(step, out var at) && at >= 0 && at < elements.Children.Count:
                    node = elements.Children[at];
                    break;
                default:
                    return null;
            }
        }

        return node is YamlScalarNode scalar ? scalar.Value : null;
    }
}
