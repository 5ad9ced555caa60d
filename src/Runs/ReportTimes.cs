using System.Text.Json.Serialization;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>What filled a stretch of a run's time. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportSpanKind>))]
public enum ReportSpanKind
{
    /// <summary>An attempt was carried out.</summary>
    [JsonStringEnumMemberName("attempt")]
    Attempt,

    /// <summary>A person was waited for.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold,

    /// <summary>A moment of the document was waited for.</summary>
    [JsonStringEnumMemberName("moment")]
    Moment,

    /// <summary>Nobody carried the run on: it was paused, cancelled or killed.</summary>
    [JsonStringEnumMemberName("away")]
    Away,
}

/// <summary>One stretch of a run's time.</summary>
/// <param name="Kind">What filled it.</param>
/// <param name="Step">The step it belongs to; null when it belongs to the run.</param>
/// <param name="Line">Line of the step; 0 when it belongs to the run.</param>
/// <param name="Text">The step's words; of a run that was away, why.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">When it ended; the moment of which the report speaks while it has not.</param>
public sealed record ReportSpan(ReportSpanKind Kind, StepId? Step, int Line, string Text, DateTimeOffset Began, DateTimeOffset Ended)
{
    /// <summary>Its length.</summary>
    public TimeSpan Took => Ended - Began;

    /// <summary>It has no end yet.</summary>
    public bool Open { get; init; }

    /// <summary>Of an attempt, what it said; null otherwise, and while it has no end.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Of an attempt its number; 0 otherwise.</summary>
    public int Attempt { get; init; }

    /// <summary>Of a hold the role that was asked; null when anybody was.</summary>
    public string? Role { get; init; }

    /// <summary>Of a hold who answered; null while nobody has.</summary>
    public string? By { get; init; }
}

/// <summary>What a plan says of time. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportPlannedKind>))]
public enum ReportPlannedKind
{
    /// <summary>Something is to happen then: <c>07:00</c>, <c>T-24h</c>.</summary>
    [JsonStringEnumMemberName("moment")]
    Moment,

    /// <summary>So long it is to take: <c>15m</c>.</summary>
    [JsonStringEnumMemberName("estimate")]
    Estimate,

    /// <summary>It is to be observed between two moments after T-0: <c>0h..2h</c>.</summary>
    [JsonStringEnumMemberName("window")]
    Window,

    /// <summary>T-0 as it was given.</summary>
    [JsonStringEnumMemberName("t0")]
    T0,
}

/// <summary>Something planned, and what became of it.</summary>
/// <param name="Kind">What was planned.</param>
/// <param name="Line">Line that says it; 0 for T-0.</param>
/// <param name="Text">Its words.</param>
/// <param name="Said">The plan in the document's words.</param>
public sealed record ReportPlanned(ReportPlannedKind Kind, int Line, string Text, string Said)
{
    /// <summary>The step; null when no step stands for it.</summary>
    public StepId? Step { get; init; }

    /// <summary>The planned moment, or the planned beginning; null when it is not known.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The planned end; null for a moment, and when it is not known.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The planned length; null for a moment.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>When it came, or began; null when it has not.</summary>
    public DateTimeOffset? Actual { get; init; }

    /// <summary>How long it took, of an estimate; null while that is not known.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Later than planned, or longer than estimated; negative when earlier or shorter; null when either is not known.</summary>
    public TimeSpan? Over => Kind == ReportPlannedKind.Estimate ? Took - Length : Actual - From;
}

/// <summary>
/// The times of a run as its journal holds them, against what was planned. The four lengths and the rest make up the whole;
/// where two things happened at once, the first of attempt, hold, moment, away counts.
/// </summary>
public sealed record ReportTimes
{
    /// <summary>Every stretch, in the order of their beginnings.</summary>
    public required IReadOnlyList<ReportSpan> Spans { get; init; }

    /// <summary>What was planned, in the order of the document.</summary>
    public required IReadOnlyList<ReportPlanned> Planned { get; init; }

    /// <summary>When the first thing that changes something began; null when nothing has.</summary>
    public required DateTimeOffset? FirstChange { get; init; }

    /// <summary>When the way back began; null when it did not.</summary>
    public required DateTimeOffset? WayBack { get; init; }

    /// <summary>How long attempts were carried out.</summary>
    public required TimeSpan Carried { get; init; }

    /// <summary>How long people were waited for while nothing was carried out.</summary>
    public required TimeSpan Held { get; init; }

    /// <summary>How long only a moment was waited for.</summary>
    public required TimeSpan Waited { get; init; }

    /// <summary>How long nobody carried the run on, and nobody was asked.</summary>
    public required TimeSpan Away { get; init; }
}

/// <summary>What a run measured of itself. What it has no measure for is null, and is called not measured.</summary>
public sealed record ReportMeasures
{
    /// <summary>From T-0 to the end, or to the moment of which the report speaks; null when T-0 lies ahead or is not known.</summary>
    public required TimeSpan? SinceT0 { get; init; }

    /// <summary>Attempts that were carried out.</summary>
    public required int Attempts { get; init; }

    /// <summary>Those of them that were not the first at their step.</summary>
    public required int Repeated { get; init; }

    /// <summary>How often people had to step in: answers to failures, attempts that they asked for, waivers.</summary>
    public required int Interventions { get; init; }

    /// <summary>Smoke tests that passed; null when none is known by its name, or none was carried out.</summary>
    public required int? SmokePassed { get; init; }

    /// <summary>Smoke tests that there are.</summary>
    public required int SmokeTests { get; init; }

    /// <summary>The way back was begun.</summary>
    public required bool RollbackNeeded { get; init; }

    /// <summary>Every step of the way back passed; null when it was not begun.</summary>
    public required bool? RollbackVerified { get; init; }

    /// <summary>How long the service was down. As yet a run has no probe that looks from outside: always null.</summary>
    public TimeSpan? Downtime { get; init; }
}

/// <summary>Where the figure of a target comes from. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportSource>))]
public enum ReportSource
{
    /// <summary>There is none.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The run measured it of itself.</summary>
    [JsonStringEnumMemberName("run")]
    Run,

    /// <summary>A command or check read it; its evidence stands with the line.</summary>
    [JsonStringEnumMemberName("evidence")]
    Evidence,

    /// <summary>A person said it.</summary>
    [JsonStringEnumMemberName("person")]
    Person,
}

/// <summary>One line of the document that holds a target against what was.</summary>
/// <param name="Step">The step.</param>
/// <param name="Line">Its line.</param>
/// <param name="Text">Its words.</param>
/// <param name="Phase">The heading it stands under.</param>
public sealed record ReportTarget(StepId Step, int Line, string Text, string Phase)
{
    /// <summary>The target, in the words of expectations; null when none is stated.</summary>
    public string? Target { get; init; }

    /// <summary>What was; null when it is not known.</summary>
    public string? Actual { get; init; }

    /// <summary>What the figure says of the target.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Where the figure comes from.</summary>
    public ReportSource Source { get; init; }

    /// <summary>Who said it, or the reason of the verdict.</summary>
    public string Why { get; init; } = "";
}
