namespace Slipway.Judging;

/// <summary>What a comparison is held to. One budget for all of its looks and metrics.</summary>
public sealed record ComparisonRules
{
    /// <summary>The longest latency list of an arm.</summary>
    public const int MostBuckets = 512;

    /// <summary>How likely a no-go may be, over all looks and metrics, while the arms are alike. Default 0.01; 10⁻⁹ to 0.5.</summary>
    public double Alpha
    {
        get;
        init =>
            field = value is >= 1e-9 and <= 0.5
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "Alpha is from 1e-9 to 0.5.");
    } = 0.01;

    /// <summary>How many times the baseline's rate the candidate's may be for a go. Default 1.25; above 1, at the most 100.</summary>
    public double Margin
    {
        get;
        init =>
            field = value is > 1 and <= 100
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "A margin is above 1 and at the most 100.");
    } = 1.25;

    /// <summary>
    /// How many times the baseline's rate of slow requests the candidate's may be before it counts as slower; slow is beyond the median,
    /// the 90th or the 99th percentile of both. Without such a margin a version that is slower by a microsecond comes back once there
    /// are requests enough to show it. Default 1.25; 1 (none) to 100.
    /// </summary>
    public double LatencyMargin
    {
        get;
        init =>
            field = value is >= 1 and <= 100
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "A margin of latencies is from 1 to 100.");
    } = 1.25;

    /// <summary>
    /// A rate of errors that nobody minds: a candidate that is shown to be below it goes, whatever its baseline does; without it a
    /// service without errors is never shown to be anything. Errors are taken to come one at a time here; with bursts of ten it is
    /// ten times as high. Default 0.001; 0 (none) to 0.1.
    /// </summary>
    public double Floor
    {
        get;
        init =>
            field = value is >= 0 and <= 0.1
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "A floor of errors is a share from 0 to 0.1.");
    } = 0.001;

    /// <summary>
    /// Requests that each arm has to bring for one look at them, as ten bursts of errors; intervals with fewer are put together. 0: each
    /// interval is a look, and no burst lasts longer than one. <see cref="Dispersion"/> finds it in the past. Default 0; up to 10⁶.
    /// </summary>
    public long PerLook
    {
        get;
        init =>
            field = value is >= 0 and <= 1_000_000
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "Requests for one look are from 0 to 1000000.");
    }

    /// <summary>How likely a go may be for a candidate at the margin or beyond it, over all looks. Default 0.05; above 0, at the most 0.5.</summary>
    public double WrongGo
    {
        get;
        init =>
            field = value is > 0 and <= 0.5
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "The chance of a wrong go is above 0 and at the most 0.5.");
    } = 0.05;

    /// <summary>Without traffic in both arms for longer than this there is no data. Default 5 minutes; more than zero.</summary>
    public TimeSpan StaleAfter
    {
        get;
        init =>
            field =
                value > TimeSpan.Zero
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(value), value, "A staleness limit is more than zero.");
    } = TimeSpan.FromMinutes(5);

    /// <summary>Whether latencies only look on: their evidence is told, and neither stops a release nor keeps one from its go. Default false.</summary>
    public bool LatencyIsShadow { get; init; }
}
