using System.Text.Json.Serialization;
using Slipway.Checklists;

namespace Slipway.Runs;

/// <summary>A condition in words that no machine here watches: a person who sees it says so, and the release comes back.</summary>
/// <param name="Line">1-based line of its item.</param>
/// <param name="From">Of an item of an included document: its file and line there.</param>
/// <param name="Text">The author's words.</param>
public sealed record TriggerButton(int Line, Origin? From, string Text)
{
    /// <summary>Where a person finds it.</summary>
    [JsonIgnore]
    public string Where => From?.ToString() ?? $"line {Line}";

    /// <summary>The triggers that a person may name in a run, those that a machine watches too, in the order of their lines.</summary>
    public static IReadOnlyList<TriggerButton> In(RunState run) => Deciding.Buttons.All(run);

    /// <summary>Why this person may not call the run back, or not by this trigger; null when it may.</summary>
    /// <param name="run">The run.</param>
    /// <param name="by">The person's name.</param>
    /// <param name="line">Line of the trigger; null when none is named.</param>
    public static string? Refusal(RunState run, string by, int? line) => Deciding.Buttons.Refuse(run, by, line);
}
