namespace Slipway.Kernel;

/// <summary>A verdict and the sentence that gives its reason.</summary>
/// <param name="Verdict">What the evidence says.</param>
/// <param name="Why">For a person: what was seen, what was wanted.</param>
public sealed record Judgement(Verdict Verdict, string Why);
