using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Reports;

namespace Slipway.Runs;

/// <summary>
/// What a person signs with a key: the answer, and everything that it covers. What is shown (<see cref="Shown"/>) and what is
/// signed (<see cref="Bytes"/>) are made of the same members, so that neither holds anything that the other does not.
/// </summary>
public sealed record SignedStatement
{
    /// <summary>An answer to a hold.</summary>
    public const string OfAnswer = "slipway-answer/1";

    /// <summary>An exception.</summary>
    public const string OfWaiver = "slipway-waiver/1";

    /// <summary>A gate that is opened in an emergency.</summary>
    public const string OfGlass = "slipway-break-glass/1";

    private const string ArtifactPrefix = "artifact ";

    private SignedStatement(IReadOnlyDictionary<string, string> members) => Members = members;

    /// <summary>The members, by the names under which they are signed.</summary>
    public IReadOnlyDictionary<string, string> Members { get; }

    /// <summary>What it is.</summary>
    public string Type => Member("type");

    /// <summary>The run it belongs to.</summary>
    public RunId Run => new(Member("run"));

    /// <summary>The step it answers.</summary>
    public StepId Step => new(Member("step"));

    /// <summary>Who says it.</summary>
    public string By => Member("by");

    /// <summary>The role, or null.</summary>
    public string? Role => Members.GetValueOrDefault("role");

    /// <summary>The answer, or the reason of an exception.</summary>
    public string Answer => Member("answer");

    /// <summary>What the person adds, or null.</summary>
    public string? Comment => Members.GetValueOrDefault("comment");

    /// <summary>The question.</summary>
    public string Question => Member("question");

    /// <summary>When it was signed, as the person's machine says; null when what stands there is no moment.</summary>
    public DateTimeOffset? At => Moment("time");

    /// <summary>The end of an exception; null when it has none.</summary>
    public DateTimeOffset? Expires => Moment("expires");

    /// <summary>The digests of what goes live, by the step that saw them.</summary>
    public IReadOnlyDictionary<string, string> Artifacts =>
        Members
            .Where(it => it.Key.StartsWith(ArtifactPrefix, StringComparison.Ordinal))
            .ToDictionary(it => it.Key[ArtifactPrefix.Length..], it => it.Value, StringComparer.Ordinal);

    /// <summary>The bytes that are signed: canonical JSON in UTF-8.</summary>
    public byte[] Bytes => Encoding.UTF8.GetBytes(CanonicalJson.Write(Json()));

    /// <summary>The members as a person reads them, in a fixed order: every one that is signed, and nothing else.</summary>
    public IEnumerable<(string Word, string Text)> Shown =>
        Members
            .OrderBy(it => Array.IndexOf(Order, it.Key) is var at and >= 0 ? at : Order.Length)
            .ThenBy(it => it.Key, StringComparer.Ordinal)
            .Select(it => (it.Key, it.Value));

    /// <summary>The members as JSON.</summary>
    public JsonObject Json() => new(Members.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)JsonValue.Create(it.Value))));

    /// <summary>Reads what <see cref="Json"/> made; null when it is something else.</summary>
    public static SignedStatement? Read(JsonNode? json) =>
        json is JsonObject members
        && members.All(it => it.Value is JsonValue value && value.TryGetValue<string>(out _))
        && Needed.All(members.ContainsKey)
            ? new(members.ToDictionary(it => it.Key, it => it.Value!.GetValue<string>(), StringComparer.Ordinal))
            : null;

    /// <summary>What a person signs who says something now.</summary>
    /// <param name="type">One of the three types.</param>
    /// <param name="state">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="word">What is said.</param>
    public static SignedStatement Of(string type, RunState state, StepId step, PersonsWord word)
    {
        var started = state.Started;
        (string Key, string? Value)[] members =
        [
            ("type", type),
            ("run", started.Run.Value),
            ("environment", started.Environment),
            ("document", started.Document),
            ("document digest", started.DocumentSha256),
            ("plan digest", started.PlanDigest),
            ("verdicts digest", state.VerdictsDigest.Hex),
            ("step", step.Value),
            ("item", state.Steps[step].Step.Text),
            ("question", QuestionOf(type, state.Steps[step].Step)),
            ("asked", AskedAt(type, state.Steps[step])),
            ("verdict", VerdictOf(type, state, step, word).InWords()),
            ("answer", word.Said.Trim()),
            ("comment", word.Comment),
            ("role", word.Role),
            ("by", word.By.Trim()),
            ("expires", word.Expires is { } end ? Write(end) : null),
            ("time", Write(word.At)),
        ];
        return new(
            members
                .Concat(state.Artifacts.Select(it => (Key: $"{ArtifactPrefix}named {it.Name}", Value: (string?)it.Named)))
                .Concat(SeenArtifacts.In(state).Select(it => (Key: ArtifactPrefix + it.Key, Value: (string?)it.Value)))
                .Where(it => it.Value is not null)
                .ToDictionary(it => it.Key, it => it.Value!, StringComparer.Ordinal)
        );
    }

    /// <summary>What a signature in the record was given to; null when that is no statement.</summary>
    public static SignedStatement? In(KeySignature signature) =>
        Needed.All(signature.Statement.ContainsKey) ? new(signature.Statement) : null;

    private static readonly string[] Order =
    [
        "type",
        "run",
        "environment",
        "document",
        "document digest",
        "plan digest",
        "verdicts digest",
        "step",
        "item",
        "question",
        "asked",
        "verdict",
        "answer",
        "comment",
        "role",
        "by",
        "expires",
        "time",
    ];

    private static readonly string[] Needed = ["type", "run", "plan digest", "verdicts digest", "step", "question", "answer", "by", "time"];

    private static string QuestionOf(string type, Step step) =>
        type switch
        {
            OfWaiver => "Does this gate open although its step did not pass?",
            OfGlass => "Is this gate opened in an emergency, against its rule?",
            _ => Holds.Questions.For(step),
        };

    /// <summary>What the same question, asked once more after all was looked at again, has another one of: no signature is given for both.</summary>
    private static string? AskedAt(string type, StepState step) =>
        type != OfAnswer ? string.Create(CultureInfo.InvariantCulture, $"record {step.DecidedBy}, attempt {step.LastAttempt}")
        : step.Asked is { } at ? Write(at)
        : null;

    /// <summary>Of an answer what it comes to, of an exception what it is an exception from.</summary>
    private static Verdict VerdictOf(string type, RunState state, StepId step, PersonsWord word) =>
        type == OfAnswer ? Answers.VerdictOf(state, step, word.By, word.Role, word.Said) : state.Steps[step].Verdict;

    private static string Write(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private DateTimeOffset? Moment(string name) =>
        Members.TryGetValue(name, out var said)
        && DateTimeOffset.TryParseExact(said, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : null;

    private string Member(string name) => Members[name];
}

/// <summary>What a person says.</summary>
/// <param name="By">Who.</param>
/// <param name="Role">In which role, or null.</param>
/// <param name="Said">The answer, or the reason of an exception.</param>
/// <param name="At">When.</param>
public sealed record PersonsWord(string By, string? Role, string Said, DateTimeOffset At)
{
    /// <summary>What the person adds, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>The end of an exception, or null.</summary>
    public DateTimeOffset? Expires { get; init; }
}
