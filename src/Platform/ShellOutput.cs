namespace Slipway.Platform;

/// <summary>What one command put out.</summary>
/// <param name="Stdout">Its standard output.</param>
/// <param name="Stderr">Its standard error.</param>
public sealed record ShellOutput(ShellText Stdout, ShellText Stderr);

/// <summary>
/// A stream as text to judge: UTF-8 with U+FFFD for what is none, terminal sequences taken out, CR and CRLF as LF. The bytes as
/// they came stand in the attempt folder (<c>c1.out</c>, <c>c1.err</c>, …).
/// </summary>
/// <param name="Text">The text. When cut, its head and its tail with a line between them that says how much was left out.</param>
/// <param name="Truncated">Whether it was cut.</param>
/// <param name="TotalBytes">Length of the whole stream so far.</param>
public sealed record ShellText(string Text, bool Truncated, long TotalBytes);
