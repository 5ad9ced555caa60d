using System.Text.Json;
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
            using var document = JsonDocument.Parse(json);
            var plan = document.RootElement;
            return plan.ValueKind == JsonValueKind.Object && Word(plan, "schema") == PlanJson.Schema
                ? new ReadPlan.Usable(Plan(plan), Word(plan, "digest") ?? "")
                : new ReadPlan.Unusable($"it is not of schema {PlanJson.Schema}");
        }
        catch (Exception odd)
            when (odd
                    is JsonException
                        or InvalidOperationException
                        or FormatException
                        or KeyNotFoundException
                        or ArgumentException
                        or OverflowException
            )
        {
            return new ReadPlan.Unusable($"it cannot be read as a plan: {odd.Message}");
        }
    }

    private static Plan Plan(JsonElement plan) =>
        new()
        {
            Source = Source(Member(plan, "source") ?? throw new KeyNotFoundException("it lacks \"source\"")),
            Title = Needed(plan, "title"),
            Items = [.. Each(plan, "items").Select(Item)],
            Findings = [.. Each(plan, "findings").Select(Finding)],
        };

    private static PlanSource Source(JsonElement it) =>
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

    private static Origin? From(JsonElement it) => Member(it, "from") is { } from ? new(Needed(from, "file"), Number(from, "line")) : null;

    private static PlanItem Item(JsonElement it) =>
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
            AttachedTo = Member(it, "attachedTo")?.GetInt32(),
            InsideBlock = Member(it, "insideBlock")?.GetInt32(),
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
            Check = Member(it, "check") is { } check ? Check(check) : null,
            From = From(it),
            Authority = Word(it, "authority") is { } authority ? EnumNames<TriggerAuthority>.Value(authority) : null,
            Role = Word(it, "role"),
            Limit = Word(it, "limit") is { } limit ? Durations.TryParse(limit) : null,
            Attempts = Member(it, "attempts")?.GetInt32(),
            DoneWhen = Word(it, "doneWhen"),
        };

    private static PlanCommand Command(JsonElement it) =>
        new(Number(it, "line"), Needed(it, "text"), Effect(it))
        {
            Language = Word(it, "language") ?? "sh",
            Title = Word(it, "title"),
            Expect = Expectation(it),
            Hazards = [.. Words(it, "hazards").Select(EnumNames<Hazard>.Value)],
        };

    private static CheckSpec Check(JsonElement it) =>
        new(
            Needed(it, "kind"),
            it.EnumerateObject()
                .Where(pair => pair.Name != "kind")
                .ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!, StringComparer.Ordinal)
        );

    private static Finding Finding(JsonElement it) =>
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

    private static Expectation? Expectation(JsonElement it) => Word(it, "expect") is { } text ? Kernel.Expectation.Parse(text) : null;

    private static Effect Effect(JsonElement it) =>
        Needed(it, "effect") is var name
        && Array.Find(Enum.GetValues<Effect>(), effect => Same(effect, name)) is var known
        && Same(known, name)
            ? known
            : throw new FormatException($"\"{name}\" is no effect");

    private static bool Same(Effect effect, string name) => effect.ToString().Equals(name, StringComparison.OrdinalIgnoreCase);

    private static T Named<T>(JsonElement it, string name)
        where T : struct, Enum => EnumNames<T>.Value(Needed(it, name));

    private static int Number(JsonElement it, string name) =>
        Member(it, name)?.GetInt32() ?? throw new KeyNotFoundException($"it lacks \"{name}\"");

    private static bool Flag(JsonElement it, string name) =>
        Member(it, name)?.GetBoolean() ?? throw new KeyNotFoundException($"it lacks \"{name}\"");

    private static string? Word(JsonElement it, string name) => Member(it, name)?.GetString();

    private static string Needed(JsonElement it, string name) => Word(it, name) ?? throw new KeyNotFoundException($"it lacks \"{name}\"");

    private static IEnumerable<string> Words(JsonElement it, string name) => Each(it, name).Select(word => word.GetString()!);

    private static IEnumerable<JsonElement> Each(JsonElement it, string name) =>
        Member(it, name) is { ValueKind: JsonValueKind.Array } all ? all.EnumerateArray() : [];

    /// <summary>A member; null when it is not there or <c>null</c>.</summary>
    private static JsonElement? Member(JsonElement it, string name) =>
        it.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static class EnumNames<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string, T> Of = Enum.GetValues<T>()
            .ToDictionary(it => PlanJson.Name(it), StringComparer.Ordinal);

        public static T Value(string name) =>
            Of.TryGetValue(name, out var value) ? value : throw new FormatException($"\"{name}\" is no {typeof(T).Name}");
    }
}
