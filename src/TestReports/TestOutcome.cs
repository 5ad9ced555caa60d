namespace Slipway.TestReports;

/// <summary>How a test ended. A case that carries several ends has the worst: error before failure before skipped.</summary>
public enum TestOutcome
{
    /// <summary>It ran and holds.</summary>
    Passed,

    /// <summary>It did not run: left out, disabled, suppressed, pending, inconclusive. It proves nothing.</summary>
    Skipped,

    /// <summary>It ran and does not hold.</summary>
    Failed,

    /// <summary>It broke, or how it ended cannot be told.</summary>
    Error,
}
