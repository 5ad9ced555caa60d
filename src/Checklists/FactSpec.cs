using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>A check of an environment that shows what a team calls by the words under <c>facts</c>.</summary>
/// <param name="Check">The check; it only reads.</param>
/// <param name="Expect">What must be seen; null for what the kind of check expects.</param>
/// <param name="Proves">What the check shows, in the words of whoever named it; null when they did not say.</param>
public sealed record FactSpec(CheckSpec Check, Expectation? Expect = null, string? Proves = null);
