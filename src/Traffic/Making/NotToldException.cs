namespace Slipway.Traffic.Making;

/// <summary>The proxy did not tell what was asked; the message says why, to a person.</summary>
internal sealed class NotToldException(string why) : Exception(why);
