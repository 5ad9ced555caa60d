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

    /// <summary>More of what was not seen is counted and not told.</summary>
    private const int MostUnseen = 5;

    private readonly List<string> _flaws = [];
    private readonly List<string> _unproven = [];

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

    /// <summary>Tells what counts neither as good nor as bad, in one sentence without a full stop; with it the look is never a pass.</summary>
    public void NotProven(string sentence) => _unproven.Add(sentence);

    /// <summary>The observation.</summary>
    public Observation Seen()
    {
        Facts["flaws"] = new JsonArray([.. _flaws.Select(it => (JsonNode?)it)]);
        return new()
        {
            Body = Written(Facts),
            Counts = Counts,
            Flaws = _flaws,
            Unproven = _unproven.Count > 0 ? _unproven : null,
            Grade = Grade,
            Value = Value,
        };
    }

    /// <summary>
    /// The observation where some of several things may not have been seen. A flaw that was seen stands, and what was not seen is one
    /// more; where there is no flaw, and something was not seen, nothing was.
    /// </summary>
    /// <param name="unseen">What was not seen, and why, one sentence each without a full stop.</param>
    /// <param name="question">What is not known then: <c>whether everything is healthy</c>.</param>
    public Observation Seen(IReadOnlyList<string> unseen, string question)
    {
        if (unseen.Count == 0)
        {
            return Seen();
        }

        var why = string.Join("; ", unseen.Take(MostUnseen)) + (unseen.Count > MostUnseen ? $"; and {unseen.Count - MostUnseen} more" : "");
        if (_flaws.Count == 0)
        {
            return Observation.Unseen($"It was not seen {question}: {why}.");
        }

        Flaw($"it was not seen {question}: {why}");
        return Seen();
    }

    /// <summary>JSON for people: one member a line, letters of all scripts as they are.</summary>
    public static string Written(JsonNode facts) => facts.ToJsonString(Indented);
}
