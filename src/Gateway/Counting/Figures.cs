using Slipway.Gateway.Lanes;

namespace Slipway.Gateway.Counting;

/// <summary>All counters of a gateway.</summary>
/// <param name="Epoch">Names the stretch in which they only grow: made anew at each start.</param>
internal sealed record Figures(string Epoch)
{
    private long _refused;

    public LaneFigures Stable { get; } = new();

    public LaneFigures Candidate { get; } = new();

    public ShadowFigures Shadow { get; } = new();

    /// <summary>Requests that asked for a lane and may not, or for one that there is not, or for a tunnel.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public LaneFigures Of(Lane lane) => lane == Lane.Candidate ? Candidate : Stable;

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public static Figures StartedAt(DateTimeOffset moment) => new(Guid.CreateVersion7(moment).ToString());
}
