using System.Globalization;
using Slipway.Flakes.Owning;
using Slipway.Flakes.Reading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Flakes.Policing;

/// <summary>Reads <c>.flakeguard.yml</c> key by key. Every fault is collected, with its line.</summary>
internal sealed class FlakeguardReader
{
    private const int Longest = 1024 * 1024;
    private const int MostDays = 90;

    private static readonly string[] Known =
    [
        "flaky_threshold",
        "warn_threshold",
        "min_occurrences",
        "min_recent_failures",
        "lookback_days",
        "rolling_window_size",
        "exclude_paths",
        "labels_required",
        "quarantine_duration_days",
        "auto_quarantine_enabled",
        "confidence_threshold",
        "scoring_weights",
        "team_notifications",
        "exempted_tests",
        "team_overrides",
    ];

    private readonly List<string> notes = [];
    private readonly List<string> faults = [];

    public FlakeguardPolicy Read(string text)
    {
        if (text.Length > Longest)
        {
            return new(new(), [], ["it is longer than 1 MiB, which no configuration is"]);
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new ShallowParser(new Parser(new StringReader(text))));
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
            {
                return new(new(), [], ["it holds no keys; a .flakeguard.yml begins with one such as flaky_threshold: 0.6"]);
            }

            var policy = Policy(root);
            return faults.Count > 0 ? new(new(), [], faults) : new(policy, notes, []);
        }
        catch (YamlException broken)
        {
            return new(new(), [], [$"line {broken.Start.Line}: it is no YAML: {broken.InnerException?.Message ?? broken.Message}"]);
        }
    }

    private TestPolicy Policy(YamlMappingNode root)
    {
        foreach (var key in root.Children.Keys.Where(it => !Known.Contains(Text(it), StringComparer.Ordinal)))
        {
            faults.Add($"line {key.Start.Line}: {Text(key) ?? "this"} is no key of .flakeguard.yml; there are {string.Join(", ", Known)}");
        }

        var (flaky, sure) = (Share(root, "flaky_threshold"), Share(root, "confidence_threshold"));
        if (flaky is not null || sure is not null)
        {
            Note(
                root,
                flaky is not null ? "flaky_threshold" : "confidence_threshold",
                "becomes flaky-from, the chance that a test is flaky now; it was a score there. Of flaky_threshold and confidence_threshold the higher counts"
            );
        }

        Without(root);
        var standard = new TestPolicy();
        return new()
        {
            FlakyFrom = flaky is null && sure is null ? standard.FlakyFrom : Math.Max(flaky ?? 0, sure ?? 0),
            MinFailures = Whole(root, "min_recent_failures", 1, 1000) ?? standard.MinFailures,
            MinOutcomes = Whole(root, "min_occurrences", 1, 100_000) ?? standard.MinOutcomes,
            Lookback = Whole(root, "lookback_days", 1, 3650) is { } days ? TimeSpan.FromDays(days) : null,
            QuarantineDays = Days(root) ?? standard.QuarantineDays,
            Exclude = Excluded(root),
            Exempt = Texts(root, "exempted_tests"),
            Owners = Teams(root),
        };
    }

    /// <summary>Keys that nothing here answers to, each said plainly; their values are looked at all the same.</summary>
    private void Without(YamlMappingNode root)
    {
        _ = Share(root, "warn_threshold");
        Note(root, "warn_threshold", "has no counterpart: nothing is warned of; `slipway tests top` shows every flaky test");
        _ = Whole(root, "rolling_window_size", 1, 1_000_000);
        Note(root, "rolling_window_size", "has no counterpart: all of the history is judged, and what was long ago weighs less by itself");
        _ = Texts(root, "labels_required");
        Note(root, "labels_required", "has no counterpart: labels are of pull requests, and nothing here asks a server for them");
        if (Flag(root, "auto_quarantine_enabled") is { } automatic)
        {
            Note(
                root,
                "auto_quarantine_enabled",
                automatic
                    ? "has no counterpart: the list is a reviewed file; run `slipway tests quarantine propose --write` in a job that opens a pull request"
                    : "is so in any case: nothing is quarantined without `slipway tests quarantine propose --write`"
            );
        }

        if (
            Node(root, "scoring_weights") is { } weights
            && (weights is not YamlMappingNode map || map.Children.Values.Any(it => Number(Text(it)) is null))
        )
        {
            faults.Add($"line {weights.Start.Line}: scoring_weights has numbers by name, as fail_ratio: 0.2");
        }

        Note(
            root,
            "scoring_weights",
            "has no counterpart: the score is not computed; a model of each test takes its place (`slipway help flakes`)"
        );
        Note(root, "team_notifications", "has no counterpart: nothing is sent from the command line");
    }

    private Dictionary<string, TestPolicyOverride> Teams(YamlMappingNode root)
    {
        var teams = new Dictionary<string, TestPolicyOverride>(StringComparer.Ordinal);
        if (Node(root, "team_overrides") is not { } node)
        {
            return teams;
        }

        if (node is not YamlMappingNode map)
        {
            faults.Add($"line {node.Start.Line}: team_overrides has keys by team, as {{\"@org/team\": {{flaky_threshold: 0.7}}}}");
            return teams;
        }

        foreach (var (key, value) in map.Children)
        {
            if (Text(key) is not { Length: > 0 } team || value is not YamlMappingNode own)
            {
                faults.Add($"line {key.Start.Line}: an entry of team_overrides is a team with keys of its own");
                continue;
            }

            foreach (
                var other in own.Children.Keys.Where(it =>
                    Text(it)
                        is not (
                            "flaky_threshold"
                            or "confidence_threshold"
                            or "min_recent_failures"
                            or "min_occurrences"
                            or "quarantine_duration_days"
                        )
                )
            )
            {
                notes.Add($"line {other.Start.Line}: {Text(other)} of {team} has no counterpart for one owner");
            }

            var (flaky, sure) = (Share(own, "flaky_threshold"), Share(own, "confidence_threshold"));
            teams[team] = new(
                flaky is null && sure is null ? null : Math.Max(flaky ?? 0, sure ?? 0),
                Whole(own, "min_recent_failures", 1, 1000),
                Whole(own, "min_occurrences", 1, 100_000),
                Days(own)
            );
        }

        return teams;
    }

    private void Note(YamlMappingNode root, string key, string says)
    {
        if (Node(root, key) is { } node)
        {
            notes.Add($"line {node.Start.Line}: {key} {says}");
        }
    }

    private double? Share(YamlMappingNode root, string key)
    {
        if (Node(root, key) is not { } node)
        {
            return null;
        }

        if (Number(Text(node)) is { } number and >= 0 and <= 1)
        {
            return number;
        }

        faults.Add($"line {node.Start.Line}: {key} is a number from 0 to 1");
        return null;
    }

    private int? Whole(YamlMappingNode root, string key, int low, int high)
    {
        if (Node(root, key) is not { } node)
        {
            return null;
        }

        if (int.TryParse(Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high)
        {
            return number;
        }

        faults.Add($"line {node.Start.Line}: {key} is a whole number from {low} to {high}");
        return null;
    }

    /// <summary>Days of a quarantine. More than the longest there is here become that, which is told.</summary>
    private int? Days(YamlMappingNode of)
    {
        var days = Whole(of, "quarantine_duration_days", 1, 3650);
        if (days > MostDays)
        {
            Note(of, "quarantine_duration_days", $"becomes {MostDays}d: no quarantine is longer here, and its owner can prolong it");
        }

        return days is { } given ? Math.Min(given, MostDays) : null;
    }

    /// <summary>Patterns of files. One that is not understood is kept, and nothing is quarantined while it stands there.</summary>
    private List<string> Excluded(YamlMappingNode root)
    {
        var patterns = Texts(root, "exclude_paths");
        foreach (var it in patterns.Where(it => PathPattern.Read(it) is null))
        {
            Note(
                root,
                "exclude_paths",
                $"holds the pattern \"{it}\", which is not understood (negation, ranges): until it is changed nothing is quarantined"
            );
        }

        return patterns;
    }

    private bool? Flag(YamlMappingNode root, string key)
    {
        if (Node(root, key) is not { } node)
        {
            return null;
        }

        if (Text(node) is "true" or "false")
        {
            return Text(node) == "true";
        }

        faults.Add($"line {node.Start.Line}: {key} is true or false");
        return null;
    }

    private List<string> Texts(YamlMappingNode root, string key)
    {
        if (Node(root, key) is not { } node)
        {
            return [];
        }

        if (node is YamlSequenceNode list && list.Children.All(it => !string.IsNullOrWhiteSpace(Text(it))))
        {
            return [.. list.Children.Select(it => Text(it)!)];
        }

        faults.Add($"line {node.Start.Line}: {key} is a list of texts");
        return [];
    }

    private static YamlNode? Node(YamlMappingNode root, string key) =>
        root.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private static string? Text(YamlNode node) => (node as YamlScalarNode)?.Value;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
