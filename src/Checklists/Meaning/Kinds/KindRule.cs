namespace Slipway.Checklists.Meaning.Kinds;

/// <summary>What a rule decided.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Also">Other kinds that a careful reader could defend.</param>
internal sealed record KindChoice(ItemKind Kind, params IReadOnlyList<ItemKind> Also);

/// <summary>One reason for a kind.</summary>
/// <param name="Name">Stable name; it goes into the plan.</param>
/// <param name="Sentence">The reason, for a person.</param>
/// <param name="Decide">The kind, or null when the rule has nothing to say.</param>
internal sealed record KindRule(string Name, string Sentence, Func<Facts, KindChoice?> Decide);
