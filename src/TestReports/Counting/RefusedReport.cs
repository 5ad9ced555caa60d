namespace Slipway.TestReports.Counting;

/// <summary>A report is none, or is made to harm its reader. Caught in <see cref="TestReportReader"/>; never leaves the module.</summary>
internal sealed class RefusedReport(string message) : IOException(message);
