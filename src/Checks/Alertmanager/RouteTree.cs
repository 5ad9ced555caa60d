using Slipway.Checks.Config;
using Slipway.Checks.Looks;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Checks.Alertmanager;

/// <summary>One route of the tree, as the loaded configuration has it.</summary>
internal sealed record Route(
    string Receiver,
    IReadOnlyList<string> GroupBy,
    IReadOnlyList<LabelMatcher> Matchers,
    IReadOnlyList<string> MuteTimes,
    IReadOnlyList<string> ActiveTimes,
    bool Continue,
    IReadOnlyList<Route> Routes
)
{
    /// <summary>Where an alert goes: the deepest routes that it meets, in order; the root's where it meets no other.</summary>
    public IReadOnlyList<Route> Of(IReadOnlyDictionary<string, string> labels)
    {
        if (!Matchers.All(it => it.Meets(labels)))
        {
            return [];
        }

        var reached = new List<Route>();
        foreach (var child in Routes)
        {
            var further = child.Of(labels);
            reached.AddRange(further);
            if (further.Count > 0 && !child.Continue)
            {
                break;
            }
        }

        return reached.Count > 0 ? reached : [this];
    }
}

/// <summary>The part of Alertmanager's configuration that says who is told. Secrets in it are never read further.</summary>
internal sealed class RouteTree
{
    private const int MostRoutes = 5_000;
    private int _routes;

    private RouteTree(YamlMappingNode root)
    {
        Receivers = Items(root, "receivers").ToDictionary(it => Text(it, "name") ?? throw Odd("a receiver has no name"), Integrations);
        Root = Read(Node(root, "route") as YamlMappingNode ?? throw Odd("it has no route"), null, 0);
    }

    /// <summary>The root of the tree.</summary>
    public Route Root { get; }

    /// <summary>How many places each receiver sends to, by its name.</summary>
    public IReadOnlyDictionary<string, int> Receivers { get; }

    /// <summary>Reads the configuration that a server has loaded.</summary>
    /// <exception cref="NotSeenException">It is not one that is understood wholly.</exception>
    public static RouteTree Parse(string text)
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(new DepthLimit(new Parser(reader)));
            return new(
                stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root ? root : throw Odd("it is no mapping")
            );
        }
        catch (YamlException)
        {
            throw Odd("it is no YAML");
        }
        catch (ArgumentException)
        {
            throw Odd("a receiver is there twice");
        }
    }

    private Route Read(YamlMappingNode node, Route? parent, int depth)
    {
        if (++_routes > MostRoutes || depth > 50)
        {
            throw Odd("it has too many routes");
        }

        var own = new Route(
            Text(node, "receiver") ?? parent?.Receiver ?? throw Odd("the first route has no receiver"),
            Node(node, "group_by") is null ? parent?.GroupBy ?? [] : Words(node, "group_by"),
            [
                .. Words(node, "matchers").Select(LabelMatcher.Parse),
                .. Pairs(node, "match").Select(it => new LabelMatcher(it.Name, true, false, it.Value)),
                .. Pairs(node, "match_re").Select(it => new LabelMatcher(it.Name, true, true, it.Value)),
            ],
            Words(node, "mute_time_intervals"),
            Words(node, "active_time_intervals"),
            Text(node, "continue") switch
            {
                null or "false" => false,
                "true" => true,
                _ => throw Odd("continue is neither true nor false"),
            },
            []
        );
        return own with { Routes = [.. Items(node, "routes").Select(it => Read(it, own, depth + 1))] };
    }

    private static int Integrations(YamlMappingNode receiver) =>
        receiver
            .Children.Where(it => it.Key is YamlScalarNode { Value: { } name } && name.EndsWith("_configs", StringComparison.Ordinal))
            .Sum(it => it.Value is YamlSequenceNode list ? list.Children.Count : 0);

    private static YamlNode? Node(YamlMappingNode node, string name) =>
        node.Children.FirstOrDefault(it => it.Key is YamlScalarNode key && key.Value == name).Value switch
        {
            YamlScalarNode { Value: "" or "null" or "~", Style: ScalarStyle.Plain } => null,
            var it => it,
        };

    private static string? Text(YamlMappingNode node, string name) =>
        Node(node, name) switch
        {
            null => null,
            YamlScalarNode it => it.Value,
            _ => throw Odd($"{name} is no text"),
        };

    private static List<string> Words(YamlMappingNode node, string name) =>
        Node(node, name) switch
        {
            null => [],
            YamlSequenceNode it => [.. it.Children.Select(word => (word as YamlScalarNode)?.Value ?? throw Odd($"{name} holds no texts"))],
            _ => throw Odd($"{name} is no list"),
        };

    private static IEnumerable<YamlMappingNode> Items(YamlMappingNode node, string name) =>
        Node(node, name) switch
        {
            null => [],
            YamlSequenceNode it => it.Children.Select(item => item as YamlMappingNode ?? throw Odd($"{name} holds no mappings")),
            _ => throw Odd($"{name} is no list"),
        };

    private static IEnumerable<(string Name, string Value)> Pairs(YamlMappingNode node, string name) =>
        Node(node, name) switch
        {
            null => [],
            YamlMappingNode it => it.Children.Select(pair =>
                pair is { Key: YamlScalarNode { Value: { } key }, Value: YamlScalarNode { Value: { } value } }
                    ? (key, value)
                    : throw Odd($"{name} holds no texts")
            ),
            _ => throw Odd($"{name} is no mapping"),
        };

    private static NotSeenException Odd(string why) => new($"The configuration that Alertmanager has loaded is not understood: {why}.");
}
