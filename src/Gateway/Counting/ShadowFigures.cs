namespace Slipway.Gateway.Counting;

/// <summary>What became of copies. They are in no lane's count.</summary>
internal sealed class ShadowFigures
{
    private long _dropped;

    /// <summary>Those that were sent.</summary>
    public LaneFigures Sent { get; } = new();

    /// <summary>Those that were not sent, because as many as may be were under way.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void CountDropped() => Interlocked.Increment(ref _dropped);
}
