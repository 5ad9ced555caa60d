namespace Slipway.Flakes;

/// <summary>A test that was renamed, or moved to another suite, at a commit of the main line.</summary>
/// <param name="From">What it was called before.</param>
/// <param name="To">What it is called since then.</param>
/// <param name="Sha">The first commit with the new name.</param>
/// <param name="At">When that was built.</param>
/// <param name="Why">What shows that both are one test, in a sentence without a subject.</param>
public sealed record TestMove(NamedTest From, NamedTest To, string Sha, DateTimeOffset At, string Why);
