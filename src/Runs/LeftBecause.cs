using System.Text.Json.Serialization;

namespace Slipway.Runs;

/// <summary>Why a step was not carried out. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LeftBecause>))]
public enum LeftBecause
{
    /// <summary>A person left it out.</summary>
    [JsonStringEnumMemberName("by-choice")]
    ByChoice,

    /// <summary><c>--only</c>, <c>--from</c> or <c>--skip</c>.</summary>
    [JsonStringEnumMemberName("not-selected")]
    NotSelected,

    /// <summary>It changes something, and this is a rehearsal.</summary>
    [JsonStringEnumMemberName("rehearsal")]
    Rehearsal,

    /// <summary>Only a person can say it, and nobody is asked in a rehearsal.</summary>
    [JsonStringEnumMemberName("needs-a-person")]
    NeedsAPerson,

    /// <summary>A machine must not run it: placeholder, interactive, never ends.</summary>
    [JsonStringEnumMemberName("cannot-run")]
    CannotRun,

    /// <summary>Its condition does not hold.</summary>
    [JsonStringEnumMemberName("condition")]
    Condition,

    /// <summary>A blank that stays empty.</summary>
    [JsonStringEnumMemberName("left-empty")]
    LeftEmpty,

    /// <summary>It is to be seen in the watch window, and that is not over; it stays open, visibly, and holds no gate of the go.</summary>
    [JsonStringEnumMemberName("later")]
    Later,

    /// <summary>The block stopped before it came to this command.</summary>
    [JsonStringEnumMemberName("not-reached")]
    NotReached,

    /// <summary>A trigger of a run in which nothing changed: there was nothing to come back from.</summary>
    [JsonStringEnumMemberName("not-armed")]
    NotArmed,
}
