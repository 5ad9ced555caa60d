namespace Slipway.Checks.Reports;

/// <summary>A report is torn, too large, or none that is known: it says nothing. Caught in <see cref="Looks.Look"/>; never leaves a check.</summary>
internal sealed class UnreadableReport(string message) : IOException(message);
