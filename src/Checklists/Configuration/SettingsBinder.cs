using System.Globalization;
using Slipway.Checklists.Annotations;
using Slipway.Kernel;

namespace Slipway.Checklists.Configuration;

/// <summary>Makes settings of a tree that has been held against <see cref="SettingsKeys"/>; it does not check shapes again.</summary>
internal sealed class SettingsBinder(string file)
{
    /// <summary>The settings.</summary>
    public Settings Bind(YamlPart.Mapping root)
    {
        var own = Settings.None with { Checks = Map(root["checks"], (_, part) => OwnKind((YamlPart.Mapping)part)) };
        var environments = Map(root["environments"], (name, part) => Environment(name, (YamlPart.Mapping)part, own));
        var limits = root["limits"] as YamlPart.Mapping;
        return new()
        {
            File = file,
            Checklist = Text(root["checklist"]),
            People = People(root["people"]),
            Holds = [.. Pairs(root["holds"]).Select(Hold)],
            Artifacts = [.. Map(root["artifacts"], (name, part) => Artifact(name, (YamlPart.Mapping)part)).Values],
            Environments = environments,
            DefaultEnvironment = Text(root["environment"]) ?? (environments.Count == 1 ? environments.Keys.Single() : null),
            Limit = Limit(limits) ?? Settings.None.Limit,
            LimitIsSaid = Limit(limits) is not null,
            PhaseLimits = PhaseLimits(limits),
            Attempts = Whole(root["attempts"]) ?? Settings.None.Attempts,
            Parallel = Whole(root["parallel"]) ?? Settings.None.Parallel,
            Tools = [.. Pairs(root["tools"]).Select(it => new ToolSpec(Even(it.Key.Text), EffectOf(Text(it.Value)!)))],
            Items = [.. Pairs(root["items"]).Select(Item)],
            Ready = root["ready"] is YamlPart.Mapping ready ? Ready(ready, own) : Settings.None.Ready,
            Checks = own.Checks,
            Tests = root["tests"] is YamlPart.Mapping tests ? Tests(tests) : null,
        };
    }

    /// <summary>The people of a list.</summary>
    public static IReadOnlyList<PersonSpec> People(YamlPart? part) =>
        part is YamlPart.Sequence list ? [.. list.Parts.Cast<YamlPart.Mapping>().Select(Person)] : [];

    /// <summary>The time limit that holds where none is said.</summary>
    public static TimeSpan? Limit(YamlPart.Mapping? limits) => Text(limits?["default"]) is { } said ? Durations.TryParse(said) : null;

    /// <summary>The time limits by phase.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> PhaseLimits(YamlPart.Mapping? limits) =>
        Map(limits?["phases"], (_, part) => Durations.TryParse(Text(part)!)!.Value);

    /// <summary>Names with texts.</summary>
    public static IReadOnlyDictionary<string, string> TextMap(YamlPart? part) => Map(part, (_, value) => Text(value)!);

    /// <summary>The text of a value, or null when it was not written.</summary>
    public static string? Text(YamlPart? part) => (part as YamlPart.Scalar)?.Text;

    private static PersonSpec Person(YamlPart.Mapping part) =>
        new(Text(part["name"])!, Texts(part["roles"]))
        {
            Keys = part["keys"] is YamlPart.Sequence keys ? [.. keys.Parts.Cast<YamlPart.Mapping>().Select(Key)] : [],
            Also = Texts(part["also"]),
            Permissions = Texts(part["permissions"]),
        };

    private static PersonKeySpec Key(YamlPart.Mapping part) => new(Text(part["key"])!, Instant(part["until"]), Instant(part["revoked"]));

    private static HoldSettings Hold(YamlPair pair)
    {
        var part = (YamlPart.Mapping)pair.Value;
        return new(
            Even(pair.Key.Text),
            new()
            {
                Need = Whole(part["need"]) ?? 1,
                Of = Texts(part["of"]),
                Not = Texts(part["not"]),
                RejectByQuorum = Text(part["reject"]) == "quorum",
                Deadline = Span(part["deadline"]),
                Remind = Span(part["remind"]),
                EscalateTo = Text(part["escalate-to"]),
                AbortOnExpiry = Text(part["on-expiry"]) == "abort",
                Delegates = part["delegates"] is YamlPart.Sequence list ? [.. list.Parts.Cast<YamlPart.Mapping>().Select(Delegate)] : [],
            }
        );
    }

    private static DelegateSpec Delegate(YamlPart.Mapping part) =>
        new(Text(part["from"])!, Text(part["to"])!, Instant(part["until"])!.Value, Text(part["reason"])!);

    private static DateTimeOffset? Instant(YamlPart? part) => Text(part) is { } said ? Moments.Read(said, null) : null;

    private static ReadySettings Ready(YamlPart.Mapping part, Settings own)
    {
        var standard = Settings.None.Ready;
        var checks = Pairs(part["checks"]).Select(it => ChecksReader.Bind(it.Key.Text, (YamlPart.Mapping)it.Value));
        return new()
        {
            HoldsFor = Span(part["holds-for"]) ?? standard.HoldsFor,
            ReportsWithin = Span(part["reports-within"]) ?? standard.ReportsWithin,
            RehearsedWithin = Span(part["rehearsed-within"]) ?? standard.RehearsedWithin,
            DrilledWithin = Span(part["drilled-within"]) ?? standard.DrilledWithin,
            Checks = [.. checks.Select(it => it with { Check = own.Resolved(it.Check) })],
            Without = TextMap(part["without"]),
        };
    }

    private static TestSettings Tests(YamlPart.Mapping part) =>
        new()
        {
            FlakyFrom = Text(part["flaky-from"]) is { } share ? double.Parse(share, CultureInfo.InvariantCulture) : null,
            MinFailures = Whole(part["min-failures"]),
            MinOutcomes = Whole(part["min-outcomes"]),
            Lookback = Span(part["lookback"]),
            QuarantineFor = Span(part["quarantine-for"]),
            Exclude = Texts(part["exclude"]),
            Exempt = Texts(part["exempt"]),
            Owners = Map(part["owners"], (_, it) => Tests((YamlPart.Mapping)it)),
        };

    private static TimeSpan? Span(YamlPart? part) => Text(part) is { } said ? Durations.TryParse(said) : null;

    private static EnvironmentSpec Environment(string name, YamlPart.Mapping part, Settings own) =>
        new()
        {
            Name = name,
            Signatures = Text(part["signatures"]) switch
            {
                "by-name" => SignatureRule.ByName,
                "by-key" => SignatureRule.ByKey,
                _ => SignatureRule.Recorded,
            },
            Demonstration = Text(part["demonstration"]) == "true",
            Drills = Text(part["drills"]) == "true",
            BaseUrl = Text(part["base-url"]) is { } url ? new Uri(url) : null,
            TimeZone = Text(part["time-zone"]),
            T0 = Text(part["t0"]) is { } moment ? Moments.Read(moment, Text(part["time-zone"])) : null,
            Directory = Text(part["directory"]),
            Variables = TextMap(part["variables"]),
            Secrets = Map(part["secrets"], (_, it) => Secret((YamlPart.Mapping)it)),
            Sources = Map(part["sources"], (_, it) => Source((YamlPart.Mapping)it)),
            Metrics = Map(part["metrics"], (_, it) => own.Resolved(Metric((YamlPart.Mapping)it))),
            Facts = Map(part["facts"], (_, it) => Fact((YamlPart.Mapping)it, own)),
            Traffic = part["traffic"] is YamlPart.Mapping traffic ? Traffic(traffic) : null,
            MayRollBack = Texts(part["may-roll-back"]),
        };

    private static TrafficSpec Traffic(YamlPart.Mapping part) =>
        new(
            Text(part["driver"])!,
            part.Pairs.Where(it => it.Key.Text is not ("driver" or "gate"))
                .ToDictionary(it => it.Key.Text, it => Text(it.Value)!, StringComparer.Ordinal)
        )
        {
            Gate = part["gate"] is YamlPart.Mapping gate ? Gate(gate) : null,
        };

    private static TrafficGate Gate(YamlPart.Mapping part)
    {
        var standard = TrafficGate.Standard;
        return new()
        {
            For = Span(part["for"]) ?? standard.For,
            Interval = Span(part["interval"]) ?? standard.Interval,
            Margin = Text(part["margin"]) is { } margin ? TrafficKeys.Read(margin)!.Value : standard.Margin,
            Alpha = Text(part["alpha"]) is { } alpha ? TrafficKeys.Read(alpha)!.Value : standard.Alpha,
            LatencyMargin = Text(part["latency-margin"]) is { } slower ? TrafficKeys.Read(slower)!.Value : standard.LatencyMargin,
            Floor = Text(part["floor"]) is { } floor ? TrafficKeys.Read(floor)!.Value : standard.Floor,
            PerLook = Text(part["per-look"]) is { } look ? (long)TrafficKeys.Read(look)!.Value : standard.PerLook,
            Probe = Text(part["probe"]),
        };
    }

    private static OwnKindSpec OwnKind(YamlPart.Mapping part) =>
        new(Text(part["run"])!, Text(part["effect"]) is { } effect ? EffectOf(effect) : Effect.Changes);

    private static ArtifactSpec Artifact(string name, YamlPart.Mapping part) =>
        new(name, Text(part["file"]), Text(part["commit"]), Text(part["image"]));

    private static SecretSource Secret(YamlPart.Mapping part) => new(Text(part["env"]), Text(part["file"]), Text(part["command"]));

    private static SourceBinding Source(YamlPart.Mapping part) => new(part.Pairs[0].Key.Text, Text(part.Pairs[0].Value)!);

    private static CheckSpec Metric(YamlPart.Mapping part) =>
        new(Text(part["check"])!, part.Pairs.Where(it => it.Key.Text != "check").ToDictionary(it => it.Key.Text, it => Text(it.Value)!));

    private static FactSpec Fact(YamlPart.Mapping part, Settings own)
    {
        var check = part.Pairs.Where(it => it.Key.Text is not ("check" or "expect" or "proves"));
        return new(
            own.Resolved(new(Text(part["check"])!, check.ToDictionary(it => it.Key.Text, it => Text(it.Value)!))),
            Text(part["expect"]) is { } expect ? Expectation.Parse(expect) : null,
            Text(part["proves"])
        );
    }

    private ItemSettings Item(YamlPair pair) =>
        new(Even(pair.Key.Text), AnnotationBinder.Bind((YamlPart.Mapping)pair.Value, file, pair.Key.Line));

    private static Effect EffectOf(string name) => Enum.Parse<Effect>(name, ignoreCase: true);

    private static string Even(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static int? Whole(YamlPart? part) => Text(part) is { } said ? int.Parse(said, CultureInfo.InvariantCulture) : null;

    private static List<string> Texts(YamlPart? part) => part is YamlPart.Sequence list ? [.. list.Parts.Select(it => Text(it)!)] : [];

    private static IReadOnlyList<YamlPair> Pairs(YamlPart? part) => part is YamlPart.Mapping mapping ? mapping.Pairs : [];

    private static IReadOnlyDictionary<string, T> Map<T>(YamlPart? part, Func<string, YamlPart, T> bind) =>
        Pairs(part).ToDictionary(it => it.Key.Text, it => bind(it.Key.Text, it.Value), StringComparer.Ordinal);
}
