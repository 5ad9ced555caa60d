using Slipway.Testing;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>What a machine's clock says while somebody sets it: it jumps by up to an hour, timers do not.</summary>
internal sealed class WallClock(ManualClock time, Random random) : TimeProvider
{
    /// <summary>How far it is off; goes on from one process to the next.</summary>
    public TimeSpan Off { get; private set; }

    /// <summary>Chance of a jump at each look, from 0 to 1.</summary>
    public double Jumps { get; init; }

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public static WallClock After(WallClock? earlier, ManualClock time, Random random, double jumps) =>
        new(time, random) { Jumps = jumps, Off = earlier?.Off ?? TimeSpan.Zero };

    public override DateTimeOffset GetUtcNow()
    {
        if (random.NextDouble() < Jumps)
        {
            Off = Off != TimeSpan.Zero && random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(random.Next(-60, 61));
        }

        return time.GetUtcNow() + Off;
    }

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
