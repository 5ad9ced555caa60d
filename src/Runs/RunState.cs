using System.Collections.Immutable;
using Slipway.Judging;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>Where a step stands.</summary>
public enum StepStage
{
    /// <summary>Not yet.</summary>
    Pending,

    /// <summary>Begun, and no end is written: running, or after a crash unknown.</summary>
    Begun,

    /// <summary>A person is asked.</summary>
    Waiting,

    /// <summary>It has its verdict.</summary>
    Decided,
}

/// <summary>One attempt that ended.</summary>
/// <param name="Number">The first is 1.</param>
/// <param name="Verdict">What it said.</param>
/// <param name="Why">Its reason.</param>
/// <param name="Evidence">What it left behind.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">When it ended.</param>
public sealed record Attempt(
    int Number,
    Verdict Verdict,
    string Why,
    IReadOnlyList<Evidence> Evidence,
    DateTimeOffset Began,
    DateTimeOffset Ended
);

/// <summary>The looks at the condition of a trigger.</summary>
/// <param name="Made">How many.</param>
/// <param name="Seen">In how many of them it could be told whether it holds.</param>
/// <param name="LastAt">When the last one was; null before the first.</param>
/// <param name="LastBy">Number of the event that told of the last one: what came first, whatever the clocks said; 0 before the first.</param>
/// <param name="SeenAt">When it could be told last; null while it never could.</param>
/// <param name="LongestUnseen">The longest time without knowing.</param>
/// <param name="EndSeen">The last of them could tell; not asked of the times, as two looks may have one.</param>
public sealed record TriggerLooks(
    long Made,
    long Seen,
    DateTimeOffset? LastAt,
    long LastBy,
    DateTimeOffset? SeenAt,
    TimeSpan LongestUnseen,
    bool EndSeen
)
{
    /// <summary>Before the first.</summary>
    public static TriggerLooks None { get; } = new(0, 0, null, 0, null, TimeSpan.Zero, EndSeen: false);
}

/// <summary>What is stored of one step: changed only by <see cref="RunState.Apply"/>.</summary>
public sealed record StepState
{
    /// <summary>What is to be done.</summary>
    public required Step Step { get; init; }

    /// <summary>Where it stands.</summary>
    public StepStage Stage { get; init; }

    /// <summary>Its own verdict; of a group see <see cref="RunState.VerdictOf"/>.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>The reason of the verdict, in words.</summary>
    public string Why { get; init; } = "";

    /// <summary>The attempts, in order.</summary>
    public ImmutableList<Attempt> Attempts { get; init; } = [];

    /// <summary>Number of the attempt that began last; 0 when none did.</summary>
    public int LastAttempt { get; init; }

    /// <summary>When the current or last attempt began, or the question was asked.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? Decided { get; init; }

    /// <summary>Number of the event that decided it: what came first, whatever the clocks said.</summary>
    public long DecidedBy { get; init; }

    /// <summary>The answer of a person.</summary>
    public RunEvent.HoldAnswered? Answer { get; init; }

    /// <summary>What the run recorded itself, or the number that was read, as it goes into a blank.</summary>
    public string? Value { get; init; }

    /// <summary>Why it was left; null when it was not.</summary>
    public RunEvent.StepLeft? Left { get; init; }

    /// <summary>The exception that was signed; null when there is none.</summary>
    public RunEvent.StepWaived? Waiver { get; init; }

    /// <summary>It is to be looked at, or asked, anew: what is signed meanwhile would not cover what comes of it.</summary>
    internal bool Anew { get; init; }

    /// <summary>When it was asked; null before that.</summary>
    public DateTimeOffset? Asked { get; init; }

    /// <summary>When people were last reminded of it; null before that.</summary>
    public DateTimeOffset? Reminded { get; init; }

    /// <summary>It was brought before somebody else.</summary>
    public bool Escalated { get; init; }

    /// <summary>Its time ran out; null while it has not.</summary>
    public RunEvent.HoldExpired? Expired { get; init; }

    /// <summary>What several people answered while their hold stays open, and after; the last word of each.</summary>
    public ImmutableList<RunEvent.HoldAnswered> Given { get; init; } = [];

    /// <summary>Who opened its gate in an emergency.</summary>
    public ImmutableList<RunEvent.GlassBroken> Glass { get; init; } = [];

    /// <summary>Number of the last event of <see cref="Glass"/>; 0 when there is none.</summary>
    internal long GlassAt { get; init; }

    /// <summary>What the watch of a condition remembers; only for <see cref="Work.Trigger"/>.</summary>
    public TriggerMemory Watch { get; init; } = TriggerMemory.Empty;

    /// <summary>What the watch remembers of the version that serves; only where a number is told apart by version.</summary>
    public TriggerMemory WatchStable { get; init; } = TriggerMemory.Empty;

    /// <summary>Whose the condition was when it came true; null while it has not, and where that is not told.</summary>
    public TriggerAttribution? FiredAs { get; init; }

    /// <summary>The number before the first change; null when none was seen.</summary>
    public Quantity? Baseline { get; init; }

    /// <summary>The looks that the watch made.</summary>
    public TriggerLooks Looks { get; init; } = TriggerLooks.None;

    /// <summary>What its watch saw last; null before the first look.</summary>
    public Evidence? LastLook { get; init; }

    /// <summary>How often a look of its watch did not pass, over all that was watched of it.</summary>
    public int Breaches { get; init; }

    /// <summary>The lowest and the highest number that its watch saw; null when it saw none.</summary>
    public (Quantity Low, Quantity High)? Range { get; init; }

    /// <summary>A person goes on although it did not pass.</summary>
    public RunEvent.FailureAccepted? Accepted { get; init; }

    /// <summary>The name of the target was typed.</summary>
    public bool DestructionConfirmed { get; init; }

    /// <summary>Its condition was asked, and holds.</summary>
    public bool ConditionHolds { get; init; }
}

/// <summary>The whole of a run, as a fold over its journal.</summary>
public sealed record RunState
{
    /// <summary>The first record.</summary>
    public required RunEvent.RunStarted Started { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The steps in order.</summary>
    public required ImmutableList<StepId> Order { get; init; }

    /// <summary>The steps by name.</summary>
    public required ImmutableDictionary<StepId, StepState> Steps { get; init; }

    /// <summary>Children by parent, in order.</summary>
    public required ImmutableDictionary<StepId, ImmutableList<StepId>> Children { get; init; }

    /// <summary>Where each step stands in the order; the first is 0.</summary>
    internal ImmutableDictionary<StepId, int> Positions { get; init; } = ImmutableDictionary<StepId, int>.Empty;

    /// <summary>The steps within each block, in order.</summary>
    internal ImmutableDictionary<StepId, ImmutableList<StepId>> Parts { get; init; } =
        ImmutableDictionary<StepId, ImmutableList<StepId>>.Empty;

    /// <summary>The steps that began and have no end; several while readers run side by side, or ran so when a process died.</summary>
    internal ImmutableHashSet<StepId> Begun { get; init; } = [];

    /// <summary>So many steps at the begin of the order have nothing left to do, so that nobody looks at them for what is due.</summary>
    internal int Finished { get; init; }

    /// <summary>T-0: given, or the moment at which the first change of an execution phase began.</summary>
    public DateTimeOffset? T0 { get; init; }

    /// <summary>Since when its triggers are armed: the first change. Null before that.</summary>
    public DateTimeOffset? ArmedAt { get; init; }

    /// <summary>The triggers, in order.</summary>
    internal ImmutableList<StepId> Triggers { get; init; } = [];

    /// <summary>The release is out, and is watched; null before that, and where nothing is watched.</summary>
    public RunEvent.WatchBegan? Watch { get; init; }

    /// <summary>What is watched or asked in a window, in order.</summary>
    internal ImmutableList<StepId> Windows { get; init; } = [];

    /// <summary>Something is in it that can turn the run round by itself.</summary>
    internal bool MayComeBack { get; init; }

    /// <summary>Number of the event that began or ended a change last; 0 before the first.</summary>
    internal long ChangedBy { get; init; }

    /// <summary>How often a trigger has fired.</summary>
    internal int Firings { get; init; }

    /// <summary>The triggers that fired, as long as nobody has answered for them.</summary>
    internal ImmutableHashSet<StepId> Fired { get; init; } = [];

    /// <summary>The way back is being gone, and why.</summary>
    public RunEvent.RollbackBegan? RollingBack { get; init; }

    /// <summary>Why it waits; null when it does not.</summary>
    public string? Paused { get; init; }

    /// <summary>Why it was interrupted; null when it was not, or was resumed.</summary>
    public string? Interrupted { get; init; }

    /// <summary>Everybody who started it or took it up again.</summary>
    public ImmutableList<string> Operators { get; init; } = [];

    /// <summary>What goes live, as it was seen last.</summary>
    public ImmutableList<Artifact> Artifacts { get; init; } = [];

    /// <summary>Keys that came to their end while it went on, with since when.</summary>
    public ImmutableDictionary<string, DateTimeOffset> EndedKeys { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>When signatures came in, by step and key: the time of the record, as the one that the signer writes may be any.</summary>
    internal ImmutableDictionary<(StepId Step, string KeyId), DateTimeOffset> CameIn { get; init; } =
        ImmutableDictionary<(StepId Step, string KeyId), DateTimeOffset>.Empty;

    /// <summary>A hold whose time ran out ends the run; null when none does.</summary>
    public RunEvent.HoldExpired? Aborted { get; init; }

    /// <summary>How often people had to step in: answers to failures, retries, exceptions.</summary>
    public int Interventions { get; init; }

    /// <summary>The end; null while it goes on.</summary>
    public RunEvent.RunEnded? Ended { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Digests of the files made from it.</summary>
    public IReadOnlyDictionary<string, string>? Sealed { get; init; }

    /// <summary>Digest over all evidence, as it was sealed.</summary>
    public string? EvidenceRoot { get; init; }

    /// <summary>Number of events that it is the fold of.</summary>
    public long Events { get; init; } = 1;

    /// <summary>Time of the last record.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The fold's first state.</summary>
    public static RunState Begin(RunEvent.RunStarted started, DateTimeOffset at) => Deciding.Applying.Begin(started, at);

    /// <summary>The fold's step: pure, total, and the only way in which a state changes.</summary>
    public RunState Apply(RunEvent happened, DateTimeOffset at) => Deciding.Applying.Apply(this, happened, at);

    /// <summary>The verdict of a step with all its children: the worst. Blanks that hold no gate are left out while they are empty.</summary>
    public Verdict VerdictOf(StepId id) => Deciding.Gates.VerdictOf(this, id);

    /// <summary>True when the step opens its gate: it passed, was waived, or was left out where that holds nothing up.</summary>
    public bool Opens(StepId id, DateTimeOffset now) => Deciding.Gates.Opens(this, id, now);

    /// <summary>What <see cref="VerdictsDigest"/> is made of: verdict and number of the attempt, by step.</summary>
    public IReadOnlyDictionary<string, string> VerdictsByStep => Deciding.Gates.Verdicts(this);

    /// <summary>Digest of all verdicts, with the number of the attempt each comes from: what a signature covers.</summary>
    public Digest VerdictsDigest => Deciding.Gates.VerdictsDigest(this);
}
