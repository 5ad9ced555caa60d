namespace Slipway.EndToEnd.Secrets;

/// <summary>A secret of the campaign.</summary>
/// <param name="Name">Its variable.</param>
/// <param name="Value">What is declared, or printed.</param>
/// <param name="Essences">What of it nobody may read anywhere: the value without what all of its kind have (the frame of a key, the words of a connection string).</param>
public sealed record SeededSecret(string Name, string Value, IReadOnlyList<string> Essences);
