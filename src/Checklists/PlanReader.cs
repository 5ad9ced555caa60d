using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>What came of reading a stored plan.</summary>
public abstract record ReadPlan
{
    private ReadPlan() { }

    /// <summary>It was read.</summary>
    /// <param name="Plan">The plan.</param>
    /// <param name="StatedDigest">The digest that it says it has; that of the plan as it was understood, also where secrets are hidden in what is stored.</param>
    public sealed record Usable(Plan Plan, string StatedDigest) : ReadPlan;

    /// <summary>It is not a plan.</summary>
    public sealed record Unusable(string Why) : ReadPlan;
}

/// <summary>Reads what <see cref="PlanJson.Write"/> wrote, of this version or an earlier one.</summary>
public static class PlanReader
{
    /// <summary>The plan in a JSON text of schema <c>slipway.plan/1</c>; what it does not know is passed over.</summary>
    public static ReadPlan Read(string json)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject plan || Word(plan, "schema") != PlanJson.Schema)
            {
                return new ReadPlan.Unusable($"it is not of schema {PlanJson.Schema}");
            }

            return new ReadPlan.Usable(Plan(plan), Word(plan, "digest") ?? "");
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return new ReadPlan.Unusable($"it cannot be read as a plan: {odd.Message}");
        }
    }

    private static Plan Plan(JsonObject plan) =>
        new()
        {
            Source = Source(plan["source"]?.AsObject() ?? throw new KeyNotFoundException("it lacks \"source\"")),
            Title = Needed(plan, "title"),
            Items = [.. Each(plan, "items").Select(Item)],
            Findings = [.. Each(plan, "findings").Select(Finding)],
        };

    private static PlanSource Source(JsonObject it) =>
        new(Word(it, "file") ?? "", Needed(it, "sha256"), Word(it, "repaired") ?? "none")
        {
            Includes =
            [
                .. Each(it, "includes")
                    .Select(one => new PlanInclude(
                        Needed(one, "file"),
                        Needed(one, "sha256"),
                        Number(one, "line"),
                        Number(one, "firstLine")
                    )),
            ],
        };

    private static Origin? From(JsonObject it) => it["from"] is JsonObject from ? new(Needed(from, "file"), Number(from, "line")) : null;

    private static PlanItem Item(JsonObject it) =>
        new()
        {
            Line = Number(it, "line"),
            Text = Needed(it, "text"),
            Kind = Named<ItemKind>(it, "kind"),
            Also = [.. Words(it, "also").Select(EnumNames<ItemKind>.Value)],
            Phase = Word(it, "phase") ?? "",
            Scope = Named<Scope>(it, "scope"),
            Forward = Flag(it, "forward"),
            Expect = Expectation(it),
            For = Word(it, "for"),
            Cadence = Word(it, "cadence"),
            At = Word(it, "at"),
            Ticked = Flag(it, "ticked"),
            AttachedTo = (int?)it["attachedTo"],
            InsideBlock = (int?)it["insideBlock"],
            Proof = Named<Proof>(it, "proof"),
            Effect = Effect(it),
            Hazards = [.. Words(it, "hazards").Select(EnumNames<Hazard>.Value)],
            Commands = [.. Each(it, "commands").Select(Command)],
            Estimate = Word(it, "estimate"),
            Deadline = Word(it, "deadline"),
            Window = Word(it, "window"),
            Optional = Flag(it, "optional"),
            Condition = Word(it, "condition"),
            Why = Needed(it, "why"),
            Check = it["check"] is JsonObject check ? Check(check) : null,
            From = From(it),
            Authority = Word(it, "authority") is { } authority ? EnumNames<TriggerAuthority>.Value(authority) : null,
            Role = Word(it, "role"),
            Limit = Word(it, "limit") is { } limit ? Durations.TryParse(limit) : null,
            Attempts = (int?)it["attempts"],
            DoneWhen = Word(it, "doneWhen"),
        };

    private static PlanCommand Command(JsonObject it) =>
        new(Number(it, "line"), Needed(it, "text"), Effect(it))
        {
            Language = Word(it, "language") ?? "sh",
            Title = Word(it, "title"),
            Expect = Expectation(it),
            Hazards = [.. Words(it, "hazards").Select(EnumNames<Hazard>.Value)],
        };

    private static CheckSpec Check(JsonObject it) =>
        new(
            Needed(it, "kind"),
            it.Where(pair => pair.Key != "kind").ToDictionary(pair => pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal)
        );

    private static Finding Finding(JsonObject it) =>
        new(
            Number(it, "line"),
            Number(it, "column"),
            Needed(it, "code"),
            Needed(it, "rule"),
            Named<Severity>(it, "severity"),
            Needed(it, "message"),
            Word(it, "suggest")
        )
        {
            From = From(it),
        };

    private static Expectation? Expectation(JsonObject it) => Word(it, "expect") is { } text ? Kernel.Expectation.Parse(text) : null;

    private static Effect Effect(JsonObject it) => Enum.Parse<Effect>(Needed(it, "effect"), ignoreCase: true);

    private static T Named<T>(JsonObject it, string name)
        where T : struct, Enum => EnumNames<T>.Value(Needed(it, name));

    private static int Number(JsonObject it, string name) => (int?)it[name] ?? throw new KeyNotFoundException($"it lacks \"{name}\"");

    private static bool Flag(JsonObject it, string name) => (bool?)it[name] ?? throw new KeyNotFoundException($"it lacks \"{name}\"");

    private static string? Word(JsonObject it, string name) => (string?)it[name];

    private static string Needed(JsonObject it, string name) => Word(it, name) ?? throw new KeyNotFoundException($"it lacks \"{name}\"");

    private static IEnumerable<string> Words(JsonObject it, string name) =>
        it[name] is JsonArray all ? all.Select(word => (string)word!) : [];

    private static IEnumerable<JsonObject> Each(JsonObject it, string name) =>
        it[name] is JsonArray all ? all.Select(one => one!.AsObject()) : [];

    private static class EnumNames<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string, T> Of = Enum.GetValues<T>()
            .ToDictionary(it => PlanJson.Name(it), StringComparer.Ordinal);

        public static T Value(string name) =>
            Of.TryGetValue(name, out var value) ? value : throw new FormatException($"\"{name}\" is no {typeof(T).Name}");
    }
}
