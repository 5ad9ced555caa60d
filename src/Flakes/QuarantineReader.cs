using System.Globalization;
using Slipway.Flakes.Reading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Flakes;

/// <summary>A quarantine list that was read.</summary>
/// <param name="Entries">Its entries; empty when there are faults.</param>
/// <param name="Faults">What cannot be used, each with its line.</param>
public sealed record ReadQuarantine(IReadOnlyList<QuarantineEntry> Entries, IReadOnlyList<string> Faults);

/// <summary>Reads the quarantine list of a repository: YAML, a list of entries. All faults are told together, and a list with one is not used.</summary>
public static class QuarantineReader
{
    private const int LongestText = 4 * 1024 * 1024;
    private static readonly string[] Known = ["suite", "test", "messages", "owner", "reason", "issue", "until"];

    /// <summary>Reads a list.</summary>
    public static ReadQuarantine Read(string text)
    {
        if (text.Length > LongestText)
        {
            return new([], ["it is longer than 4 MiB, which no reviewed list is"]);
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new ShallowParser(new Parser(new StringReader(text))));
            return stream.Documents switch
            {
                [] => new([], []),
                [{ RootNode: YamlSequenceNode list }] => Entries(list),
                [{ RootNode: YamlScalarNode { Value: null or "" } }] => new([], []),
                _ => new([], ["it is no list; each entry begins with \"- test: …\""]),
            };
        }
        catch (YamlException broken)
        {
            return new([], [$"line {broken.Start.Line}: it is no YAML: {broken.InnerException?.Message ?? broken.Message}"]);
        }
    }

    private static ReadQuarantine Entries(YamlSequenceNode list)
    {
        var (entries, faults) = (new List<QuarantineEntry>(), new List<string>());
        foreach (var node in list.Children)
        {
            if (node is YamlMappingNode entry)
            {
                entries.Add(Entry(entry, faults));
            }
            else
            {
                faults.Add($"line {node.Start.Line}: an entry has keys: test, messages, owner, reason, until");
            }
        }

        return faults.Count > 0 ? new([], faults) : new(entries, []);
    }

    private static QuarantineEntry Entry(YamlMappingNode node, List<string> faults)
    {
        var line = (int)node.Start.Line;
        foreach (var key in node.Children.Keys.Where(it => !Known.Contains((it as YamlScalarNode)?.Value, StringComparer.Ordinal)))
        {
            faults.Add($"line {key.Start.Line}: {key} is no key of an entry; there are {string.Join(", ", Known)}");
        }

        var until = Text(node, "until");
        if (!DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end))
        {
            faults.Add($"line {line}: until says the last day, as 2026-12-31");
        }

        return new()
        {
            Line = line,
            Suite = Text(node, "suite"),
            Test = Needed(node, "test", line, faults),
            Messages = Messages(node, line, faults),
            Owner = Needed(node, "owner", line, faults),
            Reason = Needed(node, "reason", line, faults),
            Issue = Text(node, "issue"),
            Until = end,
        };
    }

    private static List<string> Messages(YamlMappingNode node, int line, List<string> faults)
    {
        var said =
            node.Children.TryGetValue(new YamlScalarNode("messages"), out var list) && list is YamlSequenceNode sequence
                ? sequence.Children.OfType<YamlScalarNode>().Select(it => it.Value ?? "").ToList()
                : [];
        if (said.Count == 0 || said.Any(it => Signature.Of(it).Length == 0))
        {
            faults.Add(
                $"line {line}: messages lists what the test says when it flakes, one at least; anything else that it says still counts"
            );
        }

        return said;
    }

    private static string Needed(YamlMappingNode node, string key, int line, List<string> faults)
    {
        if (Text(node, key) is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        faults.Add($"line {line}: {key} is missing");
        return "";
    }

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? (value as YamlScalarNode)?.Value : null;
}
