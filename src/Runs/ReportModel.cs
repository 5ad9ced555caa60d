using System.Text.Json.Serialization;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>What a report says of a run as a whole, on its first line. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportOutcome>))]
public enum ReportOutcome
{
    /// <summary>Nothing was carried out, or nothing that was carried out proves anything.</summary>
    [JsonStringEnumMemberName("not-run")]
    NotRun,

    /// <summary>Every gate is open.</summary>
    [JsonStringEnumMemberName("go")]
    Go,

    /// <summary>Some gate is not.</summary>
    [JsonStringEnumMemberName("no-go")]
    NoGo,

    /// <summary>The way back was gone and verified.</summary>
    [JsonStringEnumMemberName("rolled-back")]
    RolledBack,

    /// <summary>A rehearsal in which nothing that could be decided failed.</summary>
    [JsonStringEnumMemberName("rehearsed")]
    Rehearsed,

    /// <summary>A person is asked.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>The run was cancelled and can be taken up again.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>It goes on; after a crash: nobody knows.</summary>
    [JsonStringEnumMemberName("running")]
    Running,
}

/// <summary>
/// A run told to people: the state of the run, held against the plan that was shown, so that also what was not carried out
/// stands in it. Everything in it comes from the journal and the plan; nothing is looked up.
/// </summary>
public sealed record ReportModel
{
    /// <summary>The first record of the journal.</summary>
    public required RunEvent.RunStarted Started { get; init; }

    /// <summary>
    /// How it stands. What the journal ends with is held against the state once more: a go whose gates are not open is a no-go
    /// here, and one in which nothing was proved was not run.
    /// </summary>
    public required ReportOutcome Outcome { get; init; }

    /// <summary>The reason, in words.</summary>
    public required string Why { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Time of the last record: the moment of which the report speaks.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>From the first record to the end, or to the last record.</summary>
    public TimeSpan Took => (EndedAt ?? LastAt) - StartedAt;

    /// <summary>T-0; null when nothing that changes has begun and none was given.</summary>
    public required DateTimeOffset? T0 { get; init; }

    /// <summary>How often people had to step in.</summary>
    public required int Interventions { get; init; }

    /// <summary>The steps that hold a gate, by verdict and by what proves them.</summary>
    public required ReportCounts Counts { get; init; }

    /// <summary>What is asked of whom; empty when the run does not wait.</summary>
    public required IReadOnlyList<ReportHold> Waiting { get; init; }

    /// <summary>The gates that are shut, in order: what it would take to go. Empty when it went, and for what was rolled back.</summary>
    public required IReadOnlyList<ReportGate> Shut { get; init; }

    /// <summary>The document's parts in its order.</summary>
    public required IReadOnlyList<ReportPhase> Phases { get; init; }

    /// <summary>Where a person finds a line of the plan: <c>line 12</c>, or <c>runbooks/db.md:12</c> in an included document.</summary>
    /// <param name="line">1-based, as the plan counts.</param>
    public string WhereIs(int line) => Source.Where(line);

    /// <summary>The document and what it includes.</summary>
    public required PlanSource Source { get; init; }

    /// <summary>Every answer of a person, in order: signed with a key, or attested by name.</summary>
    public required IReadOnlyList<ReportSignature> Signatures { get; init; }

    /// <summary>Every exception that was signed, in order.</summary>
    public required IReadOnlyList<ReportWaiver> Waivers { get; init; }

    /// <summary>The turns of the run that belong to no single step: waiting, interruption, way back, people stepping in.</summary>
    public required IReadOnlyList<ReportTurn> Turns { get; init; }

    /// <summary>What was looked at again and again; null when nothing was.</summary>
    public ReportWatch? Watch { get; init; }

    /// <summary>What is wrong with the document.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>When what happened, against what was planned.</summary>
    public required ReportTimes Times { get; init; }

    /// <summary>What the run measured of itself.</summary>
    public required ReportMeasures Measures { get; init; }

    /// <summary>The document's targets, held against what was, in order.</summary>
    public required IReadOnlyList<ReportTarget> Targets { get; init; }

    /// <summary>Hash of the journal's last record that the report speaks of; 64 zeros when there is none.</summary>
    public required string JournalHead { get; init; }

    /// <summary>Number of records up to that one.</summary>
    public required long JournalRecords { get; init; }

    /// <summary>What goes live, as it was seen last.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>Digest of the plan given to <see cref="Of"/>; differs from <see cref="RunEvent.RunStarted.PlanDigest"/> when it is not the plan of this run.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>True when the plan is the one that the run was started on.</summary>
    public bool PlanFits => Bare(PlanDigest) == Bare(Started.PlanDigest);

    /// <summary>Every glass that was broken, in order.</summary>
    public required IReadOnlyList<ReportGlass> Glass { get; init; }

    /// <summary>True when some answer or waiver was given by name, without a key.</summary>
    public bool SignedByName => Signatures.Any(it => it.Given.Signature is null) || Waivers.Any(it => it.Given.Signature is null);

    /// <summary>True when some answer, waiver or broken glass was signed with a key.</summary>
    public bool SignedByKey =>
        Signatures.Any(it => it.Given.Signature is not null)
        || Waivers.Any(it => it.Given.Signature is not null)
        || Glass.Any(it => it.Given.Signature is not null);

    /// <summary>The report of a run.</summary>
    /// <param name="state">The fold over <paramref name="records"/>.</param>
    /// <param name="records">The journal, from its first record.</param>
    /// <param name="plan">The plan that the run was started on; where it holds secrets, they are hidden in it.</param>
    /// <param name="planDigest">The digest of the plan as it was understood, before secrets were hidden in it.</param>
    public static ReportModel Of(RunState state, IReadOnlyList<JournalRecord> records, Plan plan, string planDigest) =>
        new Reports.ReportBuilder(state, records, plan, planDigest).Build();

    private static string Bare(string digest) => digest.StartsWith("sha256:", StringComparison.Ordinal) ? digest[7..] : digest;
}
