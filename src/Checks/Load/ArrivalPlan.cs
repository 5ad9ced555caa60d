namespace Slipway.Checks.Load;

/// <summary>
/// When each request is due, counted from the start: first the ramp, in which the rate grows from nothing in a straight line, then
/// evenly. When one is due does not hang on what became of those before it.
/// </summary>
/// <param name="Rate">Requests a second after the ramp.</param>
/// <param name="Ramp">Length of the ramp; zero for none.</param>
/// <param name="Duration">Length of what is measured, after the ramp.</param>
internal sealed record ArrivalPlan(double Rate, TimeSpan Ramp, TimeSpan Duration)
{
    /// <summary>Requests of the ramp: half of what its time would hold at the full rate.</summary>
    public long InRamp { get; } = (long)Math.Floor(Rate * Ramp.TotalSeconds / 2);

    /// <summary>Requests that are measured.</summary>
    public long Measured { get; } = Math.Max(1, (long)Math.Round(Rate * Duration.TotalSeconds));

    /// <summary>All requests.</summary>
    public long All => InRamp + Measured;

    /// <summary>When the request is due; the first is 0.</summary>
    public TimeSpan DueAt(long number) =>
        TimeSpan.FromSeconds(
            number < InRamp ? Math.Sqrt(2 * Ramp.TotalSeconds * number / Rate) : Ramp.TotalSeconds + (number - InRamp) / Rate
        );
}
