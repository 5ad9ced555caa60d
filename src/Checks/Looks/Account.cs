using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Checks.Looks;

/// <summary>
/// What a look of a kind that knows what is right brings home: facts as one JSON document (the body, so that <c>json '$.x'</c>
/// asks for each), flaws as sentences, and one number where there is one. A flaw is only told of what was seen; what could not be
/// looked at ends the look with <see cref="Observation.Unseen"/>.
/// </summary>
internal sealed class Account
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<string> _flaws = [];

    /// <summary>The facts by name, in lower camel case.</summary>
    public JsonObject Facts { get; } = [];

    /// <summary>Named counts, for instance of warnings.</summary>
    public Dictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>The number that the check is about, with its unit.</summary>
    public Quantity? Value { get; set; }

    /// <summary>The flaws told so far.</summary>
    public IReadOnlyList<string> Flaws => _flaws;

    /// <summary>How good it is, for a kind that grades; one of <see cref="Grades.All"/>.</summary>
    public string? Grade { get; set; }

    /// <summary>Tells a flaw, in one sentence without a full stop.</summary>
    public void Flaw(string sentence) => _flaws.Add(sentence);

    /// <summary>The observation.</summary>
    public Observation Seen()
    {
        Facts["flaws"] = new JsonArray([.. _flaws.Select(it => (JsonNode?)it)]);
        return new()
        {
            Body = Written(Facts),
            Counts = Counts,
            Flaws = _flaws,
            Grade = Grade,
            Value = Value,
        };
    }

    /// <summary>JSON for people: one member a line, letters of all scripts as they are.</summary>
    public static string Written(JsonNode facts) => facts.ToJsonString(Indented);
}
