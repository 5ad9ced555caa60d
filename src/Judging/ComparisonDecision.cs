using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Slipway.Judging;

/// <summary>What a comparison says.</summary>
public enum ComparisonOutcome
{
    /// <summary>Too little data, none, or both arms are in breach: nothing moves.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold,

    /// <summary>Neither is shown yet: keep watching.</summary>
    [JsonStringEnumMemberName("watch")]
    Watch,

    /// <summary>The candidate is shown to be within the margin.</summary>
    [JsonStringEnumMemberName("go")]
    Go,

    /// <summary>The candidate is shown to be worse than the baseline.</summary>
    [JsonStringEnumMemberName("no-go")]
    NoGo,
}

/// <summary>Whose a breach is.</summary>
public enum Attribution
{
    /// <summary>There is none.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The candidate's alone.</summary>
    [JsonStringEnumMemberName("candidate")]
    Candidate,

    /// <summary>Both arms at once: an incident of the world.</summary>
    [JsonStringEnumMemberName("both")]
    Both,
}

/// <summary>Why it is said.</summary>
public enum ComparisonReason
{
    /// <summary>An arm has had no traffic for longer than the staleness limit.</summary>
    NoData,

    /// <summary>The candidate has had too few requests to say anything.</summary>
    TooLittle,

    /// <summary>Part of the run could not be read.</summary>
    InDoubt,

    /// <summary>Both arms fail at once.</summary>
    BothBreach,

    /// <summary>Neither is shown yet.</summary>
    Undecided,

    /// <summary>It was within the margin, and now there is some evidence against it.</summary>
    Doubtful,

    /// <summary>Within the margin.</summary>
    WithinMargin,

    /// <summary>Fewer errors than anybody minds.</summary>
    BelowFloor,

    /// <summary>More errors than the baseline.</summary>
    MoreErrors,

    /// <summary>Slower than the baseline.</summary>
    Slower,

    /// <summary>Fails as a whole.</summary>
    Outage,
}

/// <summary>A decision and what it rests on.</summary>
/// <param name="Outcome">What is said.</param>
/// <param name="Attribution">Whose breach it is.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">Natural logarithm of the e-value: that for a go when it is one, otherwise that against the candidate.</param>
/// <param name="Bound">Natural logarithm of what <paramref name="Evidence"/> has to reach.</param>
/// <param name="Needed">About how many more requests the candidate needs for a go, if it is as good as the baseline; 0 once it is decided.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ComparisonDecision(
    ComparisonOutcome Outcome,
    Attribution Attribution,
    ComparisonReason Reason,
    double Evidence,
    double Bound,
    long Needed
);
