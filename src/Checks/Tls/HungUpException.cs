namespace Slipway.Checks.Tls;

/// <summary>A server ended the connection instead of answering a greeting. Caught in <see cref="Versions"/>.</summary>
internal sealed class HungUpException() : Exception("The server hung up.");
