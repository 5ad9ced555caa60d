using System.Text.Json.Serialization;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>
/// What happened in a run: past tense, never edited, in the order of the journal. The names are stored; readers of a later
/// version read all earlier ones.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunStarted), "run-started")]
[JsonDerivedType(typeof(StepBegan), "step-began")]
[JsonDerivedType(typeof(StepEnded), "step-ended")]
[JsonDerivedType(typeof(StepLeft), "step-left")]
[JsonDerivedType(typeof(HoldOpened), "hold-opened")]
[JsonDerivedType(typeof(HoldAnswered), "hold-answered")]
[JsonDerivedType(typeof(DestructionConfirmed), "destruction-confirmed")]
[JsonDerivedType(typeof(FactRecorded), "fact-recorded")]
[JsonDerivedType(typeof(MomentReached), "moment-reached")]
[JsonDerivedType(typeof(FailureAccepted), "failure-accepted")]
[JsonDerivedType(typeof(StepWaived), "step-waived")]
[JsonDerivedType(typeof(RetryAsked), "retry-asked")]
[JsonDerivedType(typeof(OutcomeSettled), "outcome-settled")]
[JsonDerivedType(typeof(TriggerLooked), "trigger-looked")]
[JsonDerivedType(typeof(BaselineSeen), "baseline-seen")]
[JsonDerivedType(typeof(TriggerFired), "trigger-fired")]
[JsonDerivedType(typeof(TriggerClosed), "trigger-closed")]
[JsonDerivedType(typeof(WatchBegan), "watch-began")]
[JsonDerivedType(typeof(WatchLooked), "watch-looked")]
[JsonDerivedType(typeof(WatchClosed), "watch-closed")]
[JsonDerivedType(typeof(RollbackBegan), "rollback-began")]
[JsonDerivedType(typeof(RunPaused), "run-paused")]
[JsonDerivedType(typeof(RunInterrupted), "run-interrupted")]
[JsonDerivedType(typeof(RunResumed), "run-resumed")]
[JsonDerivedType(typeof(HoldReminded), "hold-reminded")]
[JsonDerivedType(typeof(HoldEscalated), "hold-escalated")]
[JsonDerivedType(typeof(HoldExpired), "hold-expired")]
[JsonDerivedType(typeof(GlassBroken), "glass-broken")]
[JsonDerivedType(typeof(RunEnded), "run-ended")]
[JsonDerivedType(typeof(RecordSealed), "record-sealed")]
[JsonDerivedType(typeof(CheckpointSigned), "checkpoint-signed")]
public abstract record RunEvent
{
    private RunEvent() { }

    /// <summary>The first record: everything that the fold needs to know of the plan.</summary>
    public sealed record RunStarted : RunEvent
    {
        /// <summary>Version of the journal's format: 1 or 2. From 2 on the evidence holds the facts that its verdict was made of.</summary>
        public required int Format { get; init; }

        /// <summary>Version of the rules by which verdicts are made, see <see cref="JudgingRules"/>; 0 in records of format 1.</summary>
        public int Rules { get; init; }

        /// <summary>Version of Slipway that began it; null in records of format 1.</summary>
        public string? Slipway { get; init; }

        /// <summary>The run.</summary>
        public required RunId Run { get; init; }

        /// <summary>How it is made.</summary>
        public required RunMode Mode { get; init; }

        /// <summary>The document as it was given.</summary>
        public required string Document { get; init; }

        /// <summary>Digest of its bytes.</summary>
        public required string DocumentSha256 { get; init; }

        /// <summary>Digest of the plan that was shown.</summary>
        public required string PlanDigest { get; init; }

        /// <summary>First heading of the document.</summary>
        public required string Title { get; init; }

        /// <summary>The environment's name; empty when there is none.</summary>
        public string Environment { get; init; } = "";

        /// <summary>Who started it.</summary>
        public required string Operator { get; init; }

        /// <summary>Names alone satisfy holds.</summary>
        public bool NamesAreEnough { get; init; }

        /// <summary>Only signatures with keys satisfy holds.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool KeysAreNeeded { get; init; }

        /// <summary>Who committed the checklist last, as git says: <c>name &lt;address&gt;</c>; null when that is not known.</summary>
        public string? Author { get; init; }

        /// <summary>Who may sign in which roles; when it is empty anybody may.</summary>
        public IReadOnlyList<Signatory> People { get; init; } = [];

        /// <summary>What goes live, as it was when the run began; null when nothing is named.</summary>
        public IReadOnlyList<Artifact>? Artifacts { get; init; }

        /// <summary>Every record is marked as a demonstration.</summary>
        public bool Demonstration { get; init; }

        /// <summary>T-0 as it was given; null when the first execution phase sets it.</summary>
        public DateTimeOffset? T0 { get; init; }

        /// <summary>Reason for not waiting for moments; null when they are waited for.</summary>
        public string? Now { get; init; }

        /// <summary>What the document watches after the release is watched; otherwise it stays open.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Watches { get; init; }

        /// <summary>Of the watch of a release that was out before: since when; null when this run takes it out.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DateTimeOffset? OutSince { get; init; }

        /// <summary>The run that took out what this one only watches; null when there is none, or none is known.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public RunId? Follows { get; init; }

        /// <summary>Only the way back is gone, as a drill.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Drill { get; init; }

        /// <summary>Readers that may run side by side.</summary>
        public int Parallel { get; init; } = 4;

        /// <summary>IANA name of the zone of clock times.</summary>
        public string TimeZone { get; init; } = "UTC";

        /// <summary>Steps that were not asked for (<c>--only</c>, <c>--from</c>, <c>--skip</c>): left from the first record on, so that no crash can bring them back.</summary>
        public IReadOnlyList<StepId> NotSelected { get; init; } = [];

        /// <summary>The conditions in words that people watch; null when there are none.</summary>
        public IReadOnlyList<TriggerButton>? Buttons { get; init; }

        /// <summary>The roles whose people may call the run back; null when anybody may.</summary>
        public IReadOnlyList<string>? MayRollBack { get; init; }

        /// <summary>The steps, forward ones first, in order.</summary>
        public required IReadOnlyList<Step> Steps { get; init; }
    }

    /// <summary>Written before the act.</summary>
    public sealed record StepBegan(StepId Step, int Attempt) : RunEvent;

    /// <summary>Written after the act, with what was seen.</summary>
    public sealed record StepEnded(StepId Step, int Attempt, Verdict Verdict, string Why, IReadOnlyList<Evidence> Evidence) : RunEvent
    {
        /// <summary>The number that was read, for the document's blank; null when none was.</summary>
        public Quantity? Value { get; init; }

        /// <summary>How it ended when it did not simply end; null when it did.</summary>
        public Cut? Cut { get; init; }
    }

    /// <summary>Not carried out, and why.</summary>
    public sealed record StepLeft(StepId Step, LeftBecause Because, string Why, string? By) : RunEvent;

    /// <summary>A question waits for a person.</summary>
    public sealed record HoldOpened(StepId Step, string Question, string? Role, string VerdictsDigest) : RunEvent;

    /// <summary>A person answered: an attestation by name, over what was shown.</summary>
    public sealed record HoldAnswered(StepId Step, string By, string? Role, string Answer, string? Comment, Verdict Verdict, string Why)
        : RunEvent
    {
        /// <summary>How it came in: <c>terminal</c>, <c>command-line</c>, <c>answers</c>.</summary>
        public required string Through { get; init; }

        /// <summary>The plan it covers.</summary>
        public required string PlanDigest { get; init; }

        /// <summary>The verdicts that were shown with it.</summary>
        public required string VerdictsDigest { get; init; }

        /// <summary>The signature with a key; null for a name alone.</summary>
        public KeySignature? Signature { get; init; }

        /// <summary>In whose place it was given; null when in one's own.</summary>
        public string? For { get; init; }

        /// <summary>True when the hold needs more people: it is not decided yet.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool StaysOpen { get; init; }
    }

    /// <summary>People were reminded of a hold.</summary>
    public sealed record HoldReminded(StepId Step, string Why) : RunEvent;

    /// <summary>A hold was brought before somebody else, who is told; it asks for the same people still.</summary>
    public sealed record HoldEscalated(StepId Step, string To, string Why) : RunEvent;

    /// <summary>The time of a hold is over. Never an approval.</summary>
    /// <param name="Step">The hold.</param>
    /// <param name="Why">In words.</param>
    /// <param name="Aborts">The run ends as a no-go.</param>
    public sealed record HoldExpired(StepId Step, string Why, bool Aborts) : RunEvent;

    /// <summary>One of two people who open a shut gate in an emergency; it is open from the second one on, until the first expiry.</summary>
    public sealed record GlassBroken(StepId Step, string By, string Reason, DateTimeOffset Expires) : RunEvent
    {
        /// <summary>The plan it covers.</summary>
        public required string PlanDigest { get; init; }

        /// <summary>The verdicts that were shown with it.</summary>
        public required string VerdictsDigest { get; init; }

        /// <summary>The signature with a key; null for a name alone.</summary>
        public KeySignature? Signature { get; init; }
    }

    /// <summary>A person typed the name of what will be destroyed.</summary>
    public sealed record DestructionConfirmed(StepId Step, string By, string Typed) : RunEvent;

    /// <summary>The run wrote down what it knows itself.</summary>
    public sealed record FactRecorded(StepId Step, string Value, Verdict Verdict, string Why) : RunEvent;

    /// <summary>A moment came, or was not waited for.</summary>
    public sealed record MomentReached(StepId Step, DateTimeOffset? Planned, string Why) : RunEvent;

    /// <summary>A person goes on although a step did not pass; the gate stays shut.</summary>
    public sealed record FailureAccepted(StepId Step, string By, string Reason) : RunEvent;

    /// <summary>A signed exception: opens the gate until it expires.</summary>
    public sealed record StepWaived(StepId Step, string By, string? Role, string Reason, DateTimeOffset Expires) : RunEvent
    {
        /// <summary>The plan it covers.</summary>
        public required string PlanDigest { get; init; }

        /// <summary>The verdicts that were shown with it.</summary>
        public required string VerdictsDigest { get; init; }

        /// <summary>The signature with a key; null for a name alone.</summary>
        public KeySignature? Signature { get; init; }
    }

    /// <summary>Another attempt was asked for.</summary>
    public sealed record RetryAsked(StepId Step, string By) : RunEvent;

    /// <summary>An unknown outcome was settled.</summary>
    public sealed record OutcomeSettled(StepId Step, int Attempt, Settled How, string Why, string? By) : RunEvent
    {
        /// <summary>What the item's own check saw; empty when a person settled it.</summary>
        public IReadOnlyList<Evidence> Evidence { get; init; } = [];
    }

    /// <summary>A condition in which the release comes back was looked at.</summary>
    /// <param name="Step">The trigger.</param>
    /// <param name="Holds">Whether the condition holds; null when that could not be seen.</param>
    /// <param name="Why">In words.</param>
    /// <param name="Evidence">What was seen.</param>
    public sealed record TriggerLooked(StepId Step, bool? Holds, string Why, Evidence Evidence) : RunEvent
    {
        /// <summary>The number that was read; null when none was, and in records of versions that did not keep it.</summary>
        public Quantity? Value { get; init; }

        /// <summary>What was seen of the version that serves; null where the number cannot be told apart by version.</summary>
        public LaneLook? Stable { get; init; }
    }

    /// <summary>The number of a trigger was read before the first change, to be held against later.</summary>
    /// <param name="Step">The trigger.</param>
    /// <param name="Value">The number; null when none was seen.</param>
    /// <param name="Why">In words.</param>
    /// <param name="Evidence">What was seen.</param>
    public sealed record BaselineSeen(StepId Step, Quantity? Value, string Why, Evidence Evidence) : RunEvent;

    /// <summary>The condition has held long enough.</summary>
    public sealed record TriggerFired(StepId Step, string Why) : RunEvent
    {
        /// <summary>Whose it is; null in records of versions that did not tell.</summary>
        public TriggerAttribution? Whose { get; init; }
    }

    /// <summary>The run is at its end, and this came of the watch.</summary>
    public sealed record TriggerClosed(StepId Step, Verdict Verdict, string Why) : RunEvent;

    /// <summary>Everything before the watch is done, and its gates are open: the release is out.</summary>
    /// <param name="Since">The moment from which the windows count: that of the record, or an earlier one at which somebody else took it out.</param>
    /// <param name="Why">In words.</param>
    public sealed record WatchBegan(DateTimeOffset Since, string Why) : RunEvent;

    /// <summary>A line that is watched was looked at.</summary>
    /// <param name="Step">The line.</param>
    /// <param name="Verdict">Of this one look.</param>
    /// <param name="Why">In words.</param>
    /// <param name="Evidence">What was seen.</param>
    public sealed record WatchLooked(StepId Step, Verdict Verdict, string Why, Evidence Evidence) : RunEvent
    {
        /// <summary>The number that was read; null when none was.</summary>
        public Quantity? Value { get; init; }
    }

    /// <summary>What came of the watch of a line: its window is over, or a look did not pass.</summary>
    public sealed record WatchClosed(StepId Step, Verdict Verdict, string Why) : RunEvent;

    /// <summary>From here on the way back is gone.</summary>
    public sealed record RollbackBegan(string By, string Why) : RunEvent
    {
        /// <summary>Line of the trigger that a person saw come true; null when none was named.</summary>
        public int? Trigger { get; init; }
    }

    /// <summary>Nobody is there to answer: the run waits.</summary>
    public sealed record RunPaused(string Why) : RunEvent;

    /// <summary>The run was cancelled; what still ran was ended, or is named.</summary>
    public sealed record RunInterrupted(string Why, IReadOnlyList<string> Survivors) : RunEvent;

    /// <summary>Taken up again.</summary>
    public sealed record RunResumed(string Operator) : RunEvent
    {
        /// <summary>Keys of the people that came to their end since the run began, or were taken from them; null for none.</summary>
        public IReadOnlyList<EndedKey>? EndedKeys { get; init; }

        /// <summary>What goes live and is another one than before, as it is now; null when nothing is.</summary>
        public IReadOnlyList<Artifact>? Artifacts { get; init; }
    }

    /// <summary>Final.</summary>
    public sealed record RunEnded(Outcome Outcome, string Why) : RunEvent;

    /// <summary>The files that were made from this record, by name and digest.</summary>
    public sealed record RecordSealed(IReadOnlyDictionary<string, string> Files) : RunEvent
    {
        /// <summary>Digest over all pieces of evidence, see <see cref="EvidenceRoot"/>; null in records of format 1.</summary>
        public string? EvidenceRoot { get; init; }
    }

    /// <summary>The installation signed the record up to here, so that even a run that never ends can be held against a signature.</summary>
    /// <param name="Record">Number of the last record that it covers; the one before this one.</param>
    /// <param name="Head">Hash of that record.</param>
    /// <param name="Envelope">The signature: a DSSE envelope over run, record and head.</param>
    public sealed record CheckpointSigned(long Record, string Head, string Envelope) : RunEvent;
}
