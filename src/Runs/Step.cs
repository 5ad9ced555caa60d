using System.Text.Json.Serialization;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>How a step comes to a verdict. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Work>))]
public enum Work
{
    /// <summary>Its children decide.</summary>
    [JsonStringEnumMemberName("group")]
    Group,

    /// <summary>Commands run in one shell.</summary>
    [JsonStringEnumMemberName("block")]
    Block,

    /// <summary>One command of another step's block, judged on its own.</summary>
    [JsonStringEnumMemberName("part")]
    Part,

    /// <summary>A check looks.</summary>
    [JsonStringEnumMemberName("check")]
    Check,

    /// <summary>A person says it.</summary>
    [JsonStringEnumMemberName("ask")]
    Ask,

    /// <summary>The run itself knows it: a date, a time, a duration, the operator's name.</summary>
    [JsonStringEnumMemberName("record")]
    Record,

    /// <summary>A moment that is waited for.</summary>
    [JsonStringEnumMemberName("moment")]
    Moment,

    /// <summary>Whether the way back can be gone.</summary>
    [JsonStringEnumMemberName("readiness")]
    Readiness,

    /// <summary>Traffic is moved, its split is seen, and the candidate is held beside its baseline.</summary>
    [JsonStringEnumMemberName("traffic")]
    Traffic,

    /// <summary>A condition in which the release comes back; looked at from the first change on.</summary>
    [JsonStringEnumMemberName("trigger")]
    Trigger,

    /// <summary>A check looks again and again in a window after the release is out; one look that does not pass decides it.</summary>
    [JsonStringEnumMemberName("watch")]
    Watch,
}

/// <summary>One thing to do in a run, compiled from the plan; stored with the run's first record, so that the fold needs nothing else.</summary>
public sealed record Step
{
    /// <summary>Its name.</summary>
    public required StepId Id { get; init; }

    /// <summary>1-based line of its item.</summary>
    public required int Line { get; init; }

    /// <summary>Of an item of an included document: its file and line there.</summary>
    public Origin? From { get; init; }

    /// <summary>Where a person finds it: <c>line 12</c>, or <c>runbooks/db.md:12</c>.</summary>
    [JsonIgnore]
    public string Where => From?.ToString() ?? $"line {Line}";

    /// <summary>The author's words.</summary>
    public required string Text { get; init; }

    /// <summary>The heading it stands under.</summary>
    public string Phase { get; init; } = "";

    /// <summary>What the item is for.</summary>
    public required ItemKind Kind { get; init; }

    /// <summary>The part of the document it stands in.</summary>
    public Scope Scope { get; init; }

    /// <summary>How it comes to a verdict.</summary>
    public required Work Work { get; init; }

    /// <summary>What carrying it out does.</summary>
    public Effect Effect { get; init; }

    /// <summary>What must be seen, in the words of expectations; null when nothing was stated.</summary>
    public string? Expect { get; init; }

    /// <summary>The step whose verdict takes this one in; null at the top.</summary>
    public StepId? Parent { get; init; }

    /// <summary>The block that a part stands in.</summary>
    public StepId? Block { get; init; }

    /// <summary>Part of the way back, not of the way forward.</summary>
    public bool Rollback { get; init; }

    /// <summary>May be left out by choice.</summary>
    public bool Optional { get; init; }

    /// <summary>Asked first, in the author's words.</summary>
    public string? Condition { get; init; }

    /// <summary>The commands of a block.</summary>
    public IReadOnlyList<PlanCommand> Commands { get; init; } = [];

    /// <summary>The check of a step that looks.</summary>
    public CheckSpec? Check { get; init; }

    /// <summary>Of a step that a person answers: the part of it that a check of its own proves; null when there is none.</summary>
    public string? Proved { get; init; }

    /// <summary>The role that signs.</summary>
    public string? Role { get; init; }

    /// <summary>How many people have to sign, and which; null when one answers.</summary>
    public Quorum? Quorum { get; init; }

    /// <summary>The choices of a pick list.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Label of the blank, for what the run itself records.</summary>
    public string? Label { get; init; }

    /// <summary>What the first blank takes: decides what the run itself may record; null when there is no blank.</summary>
    public PlaceKind? Blank { get; init; }

    /// <summary>The unit behind the blank.</summary>
    public string? Unit { get; init; }

    /// <summary>Time limit of one attempt.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Attempts at the most, when it only reads.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The moment, in the plan's words.</summary>
    public string? At { get; init; }

    /// <summary>The author's estimate, in the plan's words.</summary>
    public string? Estimate { get; init; }

    /// <summary>Tells after a crash whether the change was made.</summary>
    public string? DoneWhen { get; init; }

    /// <summary>Why a machine must not carry it out (placeholder, interactive, never ends); empty when it may.</summary>
    public IReadOnlyList<string> Blocked { get; init; } = [];

    /// <summary>Why the way back cannot be gone; only for <see cref="Work.Readiness"/>.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>False for a blank that only records: leaving it empty holds nothing up.</summary>
    public bool HoldsGate { get; init; } = true;

    /// <summary>True when it rests on what earlier blocks of its phase left behind in the shell.</summary>
    public bool NeedsShellState { get; init; }

    /// <summary>Where traffic goes; only for <see cref="Work.Traffic"/>.</summary>
    public TrafficMove? Traffic { get; init; }

    /// <summary>How a condition is watched; only for <see cref="Work.Trigger"/>, whose <see cref="Expect"/> is the danger.</summary>
    public StandingWatch? Standing { get; init; }

    /// <summary>True for the check of a part of another step's sentence, on the same line.</summary>
    [JsonIgnore]
    public bool IsProof => Id == StepId.OfProof(Line);

    /// <summary>True for one of several steps of traffic of a line.</summary>
    [JsonIgnore]
    public bool IsShare => Id.Value.StartsWith($"L{Line}.share-", StringComparison.Ordinal);

    /// <summary>True for what stands before the first change and is not skipped: while it is shut, nothing changes.</summary>
    [JsonIgnore]
    public bool GuardsChanges => Work == Work.Readiness || Id == StepId.OldOnNewSchema;

    /// <summary>When it is watched after the release is out; null for what is looked at, or asked, once.</summary>
    public WatchWindow? Window { get; init; }

    /// <summary>The expectation, read.</summary>
    [JsonIgnore]
    public Expectation? Expectation => Expect is null ? null : Kernel.Expectation.Parse(Expect);
}

/// <summary>Where a step moves traffic, and what it has to show there.</summary>
/// <param name="Share">Of the candidate, in per cent, 0 to 100.</param>
/// <param name="Gate">What has to be shown before the next step.</param>
public sealed record TrafficMove(double Share, TrafficGate Gate);

/// <summary>How a condition is watched while a run goes on.</summary>
/// <param name="For">How long it has to hold before it fires; zero for at once.</param>
/// <param name="Every">Time between two looks.</param>
/// <param name="Authority">Who acts when it fires.</param>
public sealed record StandingWatch(TimeSpan For, TimeSpan Every, TriggerAuthority Authority)
{
    /// <summary>What must hold beside the danger and only many looks can show, in the words of an expectation; null for nothing.</summary>
    public string? Beside { get; init; }

    /// <summary>The same check of the version that serves; null where the number cannot be told apart by version.</summary>
    public CheckSpec? Stable { get; init; }

    /// <summary>The record says whose it was when it fires. False in records of versions that did not tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SaysWhose { get; init; }
}
