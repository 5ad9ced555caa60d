using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>The plan as JSON: schema <c>slipway.plan/1</c>, described in <c>docs/schemas/plan.schema.json</c>.</summary>
public static class PlanJson
{
    /// <summary>The name and version of the format.</summary>
    public const string Schema = "slipway.plan/1";

    private static readonly ConcurrentDictionary<Enum, string> Known = [];

    /// <summary>The whole plan, digest included; with an environment also what it names for lines that name no check, which is no part of the digest.</summary>
    public static JsonObject Write(Plan plan, EnvironmentSpec? environment = null)
    {
        var json = Head(plan);
        json["items"] = new JsonArray([.. plan.Items.Select(Item)]);
        json["findings"] = new JsonArray([.. plan.Findings.Select(Finding)]);
        json["source"]!["file"] = plan.Source.File;
        json["digest"] = DigestOf(plan).ToString();
        if (environment is not null)
        {
            json["bindings"] = new JsonArray([
                .. plan
                    .Items.Select(it => (it.Line, Bound: Bindings.In(plan, it, environment)))
                    .Where(it => it.Bound is not null)
                    .Select(it => Binding(it.Line, it.Bound!)),
            ]);
        }

        return json;
    }

    /// <summary>SHA-256 over the canonical JSON (RFC 8785) of the plan without <c>source.file</c>.</summary>
    public static Digest DigestOf(Plan plan) =>
        CanonicalJson.DigestOf(
            Head(plan),
            new Dictionary<string, IEnumerable<JsonNode>>(StringComparer.Ordinal)
            {
                ["items"] = plan.Items.Select(Item),
                ["findings"] = plan.Findings.Select(Finding),
            }
        );

    private static JsonObject Head(Plan plan) =>
        new()
        {
            ["schema"] = Schema,
            ["source"] = Source(plan.Source),
            ["title"] = plan.Title,
        };

    private static JsonObject Source(PlanSource source)
    {
        var json = new JsonObject { ["sha256"] = source.Sha256, ["repaired"] = source.Repaired };
        if (source.Includes.Count > 0)
        {
            json["includes"] = new JsonArray([
                .. source.Includes.Select(it => new JsonObject
                {
                    ["file"] = it.File,
                    ["sha256"] = it.Sha256,
                    ["line"] = it.Line,
                    ["firstLine"] = it.FirstLine,
                }),
            ]);
        }

        return json;
    }

    /// <summary>Where a line of an included document stands; left out for the checklist's own.</summary>
    internal static void AddOrigin(JsonObject json, Origin? from)
    {
        if (from is not null)
        {
            json["from"] = new JsonObject { ["file"] = from.File, ["line"] = from.Line };
        }
    }

    private static JsonObject Item(PlanItem item)
    {
        var json = new JsonObject([
            new("line", item.Line),
            new("text", item.Text),
            new("kind", Name(item.Kind)),
            new("also", Names(item.Also)),
            new("phase", item.Phase),
            new("scope", Name(item.Scope)),
            new("forward", item.Forward),
            new("expect", item.Expect?.Text),
            new("for", item.For),
            new("cadence", item.Cadence),
            new("at", item.At),
            new("ticked", item.Ticked),
            new("attachedTo", item.AttachedTo),
            new("insideBlock", item.InsideBlock),
            new("proof", Name(item.Proof)),
            new("effect", Lower(item.Effect)),
            new("hazards", Names(item.Hazards)),
            new("commands", new JsonArray([.. item.Commands.Select(Command)])),
            new("estimate", item.Estimate),
            new("deadline", item.Deadline),
            new("window", item.Window),
            new("optional", item.Optional),
            new("condition", item.Condition),
            new("why", item.Why),
        ]);
        AddSettings(json, item);
        return json;
    }

    /// <summary>What only some items have stands in the plan only there.</summary>
    private static void AddSettings(JsonObject json, PlanItem item)
    {
        if (item.Check is { } check)
        {
            json["check"] = Check(check);
        }

        AddOrigin(json, item.From);
        Add(json, "proves", item.Proves);
        Add(json, "authority", item.Authority is { } authority ? Name(authority) : null);
        Add(json, "role", item.Role);
        Add(json, "limit", item.Limit is { } limit ? Durations.Write(limit) : null);
        Add(json, "doneWhen", item.DoneWhen);
        if (item.Attempts is { } attempts)
        {
            json["attempts"] = attempts;
        }
    }

    private static JsonObject Binding(int line, ItemBinding bound)
    {
        var json = new JsonObject
        {
            ["line"] = line,
            ["check"] = Check(bound.Check),
            ["expect"] = bound.Expect?.Text,
            ["by"] = bound.By,
            ["proves"] = bound.Proves,
        };
        Add(json, "rest", bound.Rest);
        return json;
    }

    private static JsonObject Check(CheckSpec check)
    {
        var settings = new JsonObject { ["kind"] = check.Kind };
        foreach (var (name, value) in check.With.OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            settings[name] = value;
        }

        return settings;
    }

    private static JsonObject Command(PlanCommand command)
    {
        var json = new JsonObject
        {
            ["line"] = command.Line,
            ["text"] = command.Text,
            ["effect"] = Lower(command.Effect),
        };
        Add(json, "language", command.Language == "sh" ? null : command.Language);
        Add(json, "title", command.Title);
        Add(json, "expect", command.Expect?.Text);
        if (command.Hazards.Count > 0)
        {
            json["hazards"] = Names(command.Hazards);
        }

        return json;
    }

    private static JsonObject Finding(Finding finding)
    {
        var json = new JsonObject
        {
            ["line"] = finding.Line,
            ["column"] = finding.Column,
            ["code"] = finding.Code,
            ["rule"] = finding.Rule,
            ["severity"] = Name(finding.Severity),
            ["message"] = finding.Message,
            ["suggest"] = finding.Suggest,
        };
        AddOrigin(json, finding.From);
        return json;
    }

    private static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static string Lower(Effect effect) => effect.ToString().ToLowerInvariant();

    private static JsonArray Names<T>(IEnumerable<T> values)
        where T : struct, Enum
    {
        var names = new JsonArray();
        foreach (var value in values)
        {
            names.Add((JsonNode)Name(value));
        }

        return names;
    }

    /// <summary>
    /// The stored name of a value: its words in small letters with hyphens between, <c>HeadingGroup</c> as <c>heading-group</c>. It is
    /// the one in the value's <c>JsonStringEnumMemberName</c>; a test holds the two together, because reading attributes takes
    /// longer than reading a checklist.
    /// </summary>
    public static string Name(Enum value) => Known.GetOrAdd(value, it => JsonNamingPolicy.KebabCaseLower.ConvertName(it.ToString()));
}
