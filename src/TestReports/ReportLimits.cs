namespace Slipway.TestReports;

/// <summary>Bounds on what a report may cost its reader. Beyond them it is refused, or its texts are cut.</summary>
public sealed record ReportLimits
{
    /// <summary>Most bytes of one report after inflation. Default 8 GiB.</summary>
    public long ReportBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>Most bytes that all members of one archive inflate to. Default 4 GiB.</summary>
    public long InflatedBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Most inflated bytes for each compressed byte, looked at beyond 16 MiB. Default 600; deflate reaches 1032 only with what says nothing.</summary>
    public int InflationRatio { get; init; } = 600;

    /// <summary>Most members of an archive. Default 20,000.</summary>
    public int Members { get; init; } = 20_000;

    /// <summary>Most bytes of one tag, one JSON value or one line. Default 16 MiB.</summary>
    public int TokenBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most cases of one suite that are kept because they may come again, where somebody listens. Default 500,000.</summary>
    public int HeldCases { get; init; } = 500_000;

    /// <summary>Deepest nesting. Default 256.</summary>
    public int Depth { get; init; } = 256;

    /// <summary>Most bytes kept of one message, one stack trace or one output; the rest is counted. Default 64 KiB.</summary>
    public int TextBytes { get; init; } = 64 * 1024;
}
