namespace Slipway.Checklists.Meaning.Expectations;

/// <summary>One source of expectations.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Sentence">The reason, for a person.</param>
/// <param name="Read">The words of the expectation, or null when this source says nothing.</param>
internal sealed record ExpectationRule(string Name, string Sentence, Func<Facts, ItemKind, string?> Read);

/// <summary>What must be seen, and which rule said so.</summary>
internal sealed record ExpectationChoice(string? Words, string Rule, string Sentence)
{
    public static ExpectationChoice None { get; } = new(null, "none", "The line states nothing that could be held against evidence.");
}
