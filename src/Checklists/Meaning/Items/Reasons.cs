namespace Slipway.Checklists.Meaning.Items;

/// <summary>Why an item reads as it does: what an explanation needs and the plan does not hold.</summary>
/// <param name="KindRule">The rule that gave the kind, and its sentence.</param>
/// <param name="KindSentence">The reason, for a person.</param>
/// <param name="ExpectRule">The rule that gave the expectation.</param>
/// <param name="ExpectSentence">The reason, for a person.</param>
/// <param name="EffectRow">The row of the table of tools that decided the effect; null when nothing is run, or the program is unknown.</param>
/// <param name="ScopeRule">The rule that gave the scope.</param>
/// <param name="ScopeLine">1-based line of the heading or lead-in that gave it; 0 for none.</param>
internal sealed record Reasons(
    string KindRule,
    string KindSentence,
    string ExpectRule,
    string ExpectSentence,
    string? EffectRow,
    string ScopeRule,
    int ScopeLine
)
{
    /// <summary>The text of the heading or lead-in that gave the scope; empty for none.</summary>
    public string ScopeText { get; init; } = "";

    /// <summary>Of a trigger: what said who acts, for a person; empty otherwise.</summary>
    public string AuthoritySentence { get; init; } = "";

    /// <summary>Where an annotation stands that decided something; null when none did.</summary>
    public string? Annotation { get; init; }
}
