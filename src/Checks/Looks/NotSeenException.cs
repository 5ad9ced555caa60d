namespace Slipway.Checks.Looks;

/// <summary>What was asked did not say: the look ends as not seen, with these words. Caught in <see cref="Look"/>; never leaves a check.</summary>
internal sealed class NotSeenException(string why) : Exception(why);
