using System.Globalization;
using Slipway.Checklists.Configuration;
using Slipway.Kernel;

namespace Slipway.Checklists.Annotations;

/// <summary>Makes an annotation of keys that have been held against <see cref="AnnotationKeys"/>.</summary>
internal static class AnnotationBinder
{
    private static readonly HashSet<string> Known = [.. AnnotationKeys.Table.All.Select(it => it.Name)];

    /// <summary>The annotation that stands on a line of a file.</summary>
    public static AnnotationSpec Bind(YamlPart.Mapping part, string file, int line) =>
        new()
        {
            Where = string.Create(CultureInfo.InvariantCulture, $"{file}:{line}"),
            Kind = Value<ItemKind>(part["kind"]),
            Expect = Text(part["expect"]) is { } expect ? Expectation.Parse(expect) : null,
            Scope = Value<Scope>(part["scope"]),
            Effect = Text(part["effect"]) is { } effect ? Enum.Parse<Effect>(effect, ignoreCase: true) : null,
            Authority = Value<TriggerAuthority>(part["authority"]),
            Role = Text(part["role"]),
            Limit = Text(part["limit"]) is { } limit ? Durations.TryParse(limit) : null,
            Attempts = Text(part["attempts"]) is { } attempts ? int.Parse(attempts, CultureInfo.InvariantCulture) : null,
            At = Text(part["at"]),
            For = Text(part["for"]),
            Cadence = Text(part["cadence"]),
            Optional = Text(part["optional"]) is { } optional ? optional == "true" : null,
            Condition = Text(part["if"]),
            DoneWhen = Text(part["done-when"]),
            Metric = Text(part["metric"]),
            Proves = Text(part["proves"]),
            Check = Text(part["check"]) is { } kind ? new(kind, SettingsOf(part)) : null,
        };

    private static Dictionary<string, string> SettingsOf(YamlPart.Mapping part) =>
        part.Pairs.Where(it => !Known.Contains(it.Key.Text)).ToDictionary(it => it.Key.Text, it => Text(it.Value)!, StringComparer.Ordinal);

    private static T? Value<T>(YamlPart? part)
        where T : struct, Enum => Text(part) is { } name ? Enum.GetValues<T>().First(it => PlanJson.Name(it) == name) : null;

    private static string? Text(YamlPart? part) => (part as YamlPart.Scalar)?.Text;
}
