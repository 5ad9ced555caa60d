using Slipway.Checklists.Configuration;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists;

/// <summary>Reads the front matter of a checklist, a YAML block between two lines <c>---</c>; only what stands under <c>slipway:</c> is ours.</summary>
public static class FrontMatter
{
    /// <summary>Name of the environment that carries what a document says when nobody names one.</summary>
    public const string LocalEnvironment = "local";

    /// <summary>What a document says of itself; <see cref="DocumentSettings.None"/> when it says nothing or has a fault.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="file">Its path as it was given, for the faults.</param>
    /// <param name="faults">Collects what is wrong.</param>
    public static DocumentSettings Read(ReadOnlyMemory<byte> bytes, string file, ICollection<Fault> faults)
    {
        if (!MayBegin(bytes.Span) || Block(SourceText.Read(bytes)) is not var (yaml, linesAbove))
        {
            return DocumentSettings.None;
        }

        var found = new List<Fault>();
        var document = YamlTree.Read(yaml, file, linesAbove, found);
        var said = (document as YamlPart.Mapping)?["slipway"];
        if (said is not null and not YamlPart.Scalar { Nothing: true })
        {
            new ShapeReader(file, found).Check(said, FrontMatterKeys.Table, "slipway");
            CheckMeaning(said as YamlPart.Mapping, file, found);
        }

        foreach (var fault in found.OrderBy(it => it.Line).ThenBy(it => it.Column))
        {
            faults.Add(fault);
        }

        return found.Count == 0 && said is YamlPart.Mapping mapping ? Bind(mapping) : DocumentSettings.None;
    }

    /// <summary>The settings that hold for a document: whatever the operator says wins.</summary>
    /// <param name="operatorSettings">What stands in <c>slipway.yaml</c>.</param>
    /// <param name="document">What the document says.</param>
    public static Settings Merge(Settings operatorSettings, DocumentSettings document)
    {
        var environments = operatorSettings
            .Environments.Keys.Union(document.Environments.Keys, StringComparer.Ordinal)
            .DefaultIfEmpty(LocalEnvironment)
            .ToDictionary(it => it, it => Merge(operatorSettings.Environments.GetValueOrDefault(it) ?? new() { Name = it }, document));
        var isSilent =
            operatorSettings.Environments.Count == 0 && document is { Environments.Count: 0, Variables.Count: 0, TimeZone: null };
        return operatorSettings with
        {
            People = operatorSettings.People.Count > 0 ? operatorSettings.People : document.People,
            Limit = operatorSettings.LimitIsSaid ? operatorSettings.Limit : document.Limit ?? operatorSettings.Limit,
            PhaseLimits = Join(operatorSettings.PhaseLimits, document.PhaseLimits),
            Environments = isSilent ? operatorSettings.Environments : environments,
            DefaultEnvironment =
                operatorSettings.DefaultEnvironment
                ?? (!isSilent && operatorSettings.Environments.Count == 0 && environments.Count == 1 ? environments.Keys.Single() : null),
        };
    }

    private static EnvironmentSpec Merge(EnvironmentSpec environment, DocumentSettings document)
    {
        var said = document.Environments.GetValueOrDefault(environment.Name);
        return environment with
        {
            BaseUrl = environment.BaseUrl ?? said.BaseUrl,
            TimeZone = environment.TimeZone ?? said.TimeZone ?? document.TimeZone,
            Variables = Join(environment.Variables, document.Variables.Where(it => !environment.Secrets.ContainsKey(it.Key))),
        };
    }

    private static Dictionary<string, T> Join<T>(IReadOnlyDictionary<string, T> first, IEnumerable<KeyValuePair<string, T>> then)
    {
        var joined = new Dictionary<string, T>(first, StringComparer.Ordinal);
        foreach (var (name, value) in then)
        {
            joined.TryAdd(name, value);
        }

        return joined;
    }

    /// <summary>A document that does not begin with a hyphen (behind a byte order mark, garbled or not) need not be decoded for this.</summary>
    private static bool MayBegin(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf((byte)'-') is var hyphen and >= 0 and < 16 && !bytes[..hyphen].ContainsAnyInRange((byte)0, (byte)0x7F);

    /// <summary>The lines of the front matter from <c>slipway:</c> to the next key of others, and how many lines stand above.</summary>
    private static (string Yaml, int LinesAbove)? Block(SourceText source)
    {
        if (source.Line(1).TrimEnd() != "---")
        {
            return null;
        }

        var lines = Enumerable
            .Range(2, source.LineCount - 1)
            .Select(source.Line)
            .TakeWhile(it => it.TrimEnd() is not ("---" or "..."))
            .ToList();
        var isClosed = lines.Count < source.LineCount - 1;
        var first = lines.FindIndex(it => it.StartsWith("slipway:", StringComparison.Ordinal));
        if (!isClosed || first < 0)
        {
            return null;
        }

        var ours = lines.Skip(first + 1).TakeWhile(it => it.Length == 0 || it[0] is ' ' or '\t' or '#' or '}' or ']');
        return (string.Join('\n', ours.Prepend(lines[first])), first + 1);
    }

    private static void CheckMeaning(YamlPart.Mapping? said, string file, List<Fault> faults)
    {
        if (said is null)
        {
            return;
        }

        var variables = said["variables"] is YamlPart.Mapping mapping ? mapping.Pairs : [];
        var meaning = new SettingsMeaning(file, faults);
        meaning.CheckVariables(variables, []);
        meaning.CheckPeople(said["people"]);
        foreach (var (name, _) in variables.Where(it => FrontMatterKeys.IsPower(it.Key.Text)))
        {
            var message = $"'{name.Text}' decides which program runs or whom it talks to; a document cannot set it.";
            faults.Add(new("SW1202", file, name.Line, name.Column, message, "It stands in slipway.yaml of the operator."));
        }
    }

    private static DocumentSettings Bind(YamlPart.Mapping said) =>
        new()
        {
            People = SettingsBinder.People(said["people"]),
            TimeZone = SettingsBinder.Text(said["time-zone"]),
            Variables = SettingsBinder.TextMap(said["variables"]),
            Limit = SettingsBinder.Limit(said["limits"] as YamlPart.Mapping),
            PhaseLimits = SettingsBinder.PhaseLimits(said["limits"] as YamlPart.Mapping),
            Environments = ((said["environments"] as YamlPart.Mapping)?.Pairs ?? []).ToDictionary(
                it => it.Key.Text,
                it => Environment((YamlPart.Mapping)it.Value)
            ),
        };

    private static (Uri? BaseUrl, string? TimeZone) Environment(YamlPart.Mapping part) =>
        (SettingsBinder.Text(part["base-url"]) is { } url ? new Uri(url) : null, SettingsBinder.Text(part["time-zone"]));
}
