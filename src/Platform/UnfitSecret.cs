namespace Slipway.Platform;

/// <summary>A secret that cannot be hidden without hiding what is none. Nothing begins with one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Why">What is wrong with its value, and what to do; never the value.</param>
public sealed record UnfitSecret(string Name, string Why);
