using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>When a line is watched, counted from the moment at which the release was out.</summary>
/// <param name="From">Its beginning; zero for at once.</param>
/// <param name="To">Its end; later than <paramref name="From"/>.</param>
/// <param name="Every">Time between two looks; at least 1 s.</param>
public sealed record WatchWindow(TimeSpan From, TimeSpan To, TimeSpan Every)
{
    /// <summary>In the plan's words: <c>0h..2h every 15m</c>.</summary>
    public override string ToString() => $"{Durations.Write(From)}..{Durations.Write(To)} every {Durations.Write(Every)}";
}
