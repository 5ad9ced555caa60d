using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs;

/// <summary>
/// What an installation states of a run that has ended: an in-toto statement whose subjects are the files of the bundle, with the
/// predicate of <see cref="PredicateType"/>, in a DSSE envelope. Sources: in-toto Attestation Framework v1, DSSE 1.0.
/// </summary>
public sealed record RunStatement
{
    /// <summary>Type of the envelope's payload.</summary>
    public const string PayloadType = "application/vnd.in-toto+json";

    /// <summary>Type of the statement.</summary>
    public const string Type = "https://in-toto.io/Statement/v1";

    /// <summary>Type of the predicate; its fields are those of this record.</summary>
    public const string PredicateType = "urn:slipway:predicate:go-live:v1";

    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>Its outcome; the names are those of the journal.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why it ended so.</summary>
    public required string Why { get; init; }

    /// <summary>The environment; empty when there was none.</summary>
    public required string Environment { get; init; }

    /// <summary>True when the run is marked as a demonstration.</summary>
    public bool Demonstration { get; init; }

    /// <summary>True when only the way back was gone, as a drill.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Drill { get; init; }

    /// <summary>Who started it.</summary>
    public required string Operator { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>SHA-256 of the author's document.</summary>
    public required string DocumentSha256 { get; init; }

    /// <summary>Digest of the plan that was shown.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>What goes live, by name, with the digest of each, as the run ended; null when nothing was named.</summary>
    public IReadOnlyDictionary<string, string>? Artifacts { get; init; }

    /// <summary>The artifacts of a run, as they are stated; null when it names none.</summary>
    public static IReadOnlyDictionary<string, string>? ArtifactsOf(RunState state) =>
        state.Artifacts.Count == 0 ? null : state.Artifacts.ToDictionary(it => it.Name, it => it.Named, StringComparer.Ordinal);

    /// <summary>Number of the journal's records.</summary>
    public required long Records { get; init; }

    /// <summary>Hash of the last of them.</summary>
    public required string JournalHead { get; init; }

    /// <summary>Digest over all evidence.</summary>
    public required string EvidenceRoot { get; init; }

    /// <summary>Version of the judging rules, see <see cref="JudgingRules"/>.</summary>
    public required int Rules { get; init; }

    /// <summary>The files of the bundle, by their names, with the SHA-256 of each: the subjects of the statement.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>The statement as it is signed: canonical JSON in UTF-8.</summary>
    public byte[] Write()
    {
        var whole = new Layout(Type, PredicateType, this, [.. Files.OrderBy(it => it.Key, StringComparer.Ordinal).Select(Subject.Of)]);
        return Encoding.UTF8.GetBytes(CanonicalJson.Write(JsonSerializer.SerializeToNode(whole, JournalJson.Options)));
    }

    /// <summary>Reads a statement; null with a reason when it is none of ours.</summary>
    public static (RunStatement? Statement, string Why) Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            var whole = JsonSerializer.Deserialize<Layout>(payload, JournalJson.Options);
            if (whole is not { Type: Type, PredicateType: PredicateType, Predicate: { } predicate, Subjects: { } subjects })
            {
                return (null, $"it states something else than a run ({PredicateType})");
            }

            var statement = predicate with { Files = subjects.ToDictionary(it => it.Name, it => it.Digest.Sha256, StringComparer.Ordinal) };
            return statement.Write().AsSpan().SequenceEqual(payload)
                ? (statement, "")
                : (null, "it is not spelled as a statement is written");
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or ArgumentException)
        {
            return (null, "it is no statement of a run");
        }
    }

    private sealed record Layout(
        [property: JsonPropertyName("_type")] string Type,
        string PredicateType,
        RunStatement Predicate,
        [property: JsonPropertyName("subject")] IReadOnlyList<Subject> Subjects
    );

    private sealed record Subject(string Name, Sha256Only Digest)
    {
        public static Subject Of(KeyValuePair<string, string> file) => new(file.Key, new(file.Value));
    }

    private sealed record Sha256Only(string Sha256);
}
