using System.Collections.Immutable;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>
/// Which lines are watched after the release is out, when and how often, as the document says: the line itself, or the heading it
/// stands under. Pure.
/// </summary>
public static class WatchWindows
{
    /// <summary>A condition that has to last shorter than this is sustained; what lasts longer is a window.</summary>
    private static readonly TimeSpan ShortestFor = TimeSpan.FromMinutes(30);

    /// <summary>Where nobody says how often: so many looks in a window, but not further apart than a quarter of an hour.</summary>
    private const int Looks = 24;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>The windows, by line; a line without one is looked at once.</summary>
    public static IReadOnlyDictionary<int, WatchWindow> Of(Plan plan)
    {
        var windows = ImmutableDictionary.CreateBuilder<int, WatchWindow>();
        PlanItem? heading = null;
        var cadences = plan
            .Items.Where(it => it is { Kind: ItemKind.Watch, Cadence: not null })
            .GroupBy(it => it.Phase, StringComparer.Ordinal)
            .ToDictionary(it => it.Key, it => it.First().Cadence!, StringComparer.Ordinal);
        foreach (var item in plan.Items)
        {
            if (item.Kind == ItemKind.HeadingGroup)
            {
                heading = item.Text == item.Phase ? item : heading;
                continue;
            }

            var above = heading?.Phase == item.Phase ? heading : null;
            if (IsWatched(item) && (Own(item) ?? Read(above?.Window)) is var (from, to))
            {
                windows[item.Line] = new(
                    from,
                    to,
                    Every(item.Cadence ?? above?.Cadence ?? cadences.GetValueOrDefault(item.Phase), to - from)
                );
            }
        }

        return windows.ToImmutable();
    }

    /// <summary>A window such as <c>0h..2h</c> or <c>24h</c>; null when it is none.</summary>
    public static (TimeSpan From, TimeSpan To)? Read(string? window) =>
        window?.Split("..") switch
        {
            [var whole] when Durations.TryParse(whole) is { } to && to > TimeSpan.Zero => (TimeSpan.Zero, to),
            [var low, var high] when Durations.TryParse(low) is { } from && Durations.TryParse(high) is { } to && to > from => (from, to),
            _ => null,
        };

    private static bool IsWatched(PlanItem item) =>
        item is { Forward: true, InsideBlock: null, Kind: not ItemKind.Trigger }
        && (item.Scope == Scope.Watch || item.Kind == ItemKind.Watch);

    private static (TimeSpan From, TimeSpan To)? Own(PlanItem item) =>
        Read(item.Window)
        ?? (
            Read(item.For) is var (from, to) && (to >= ShortestFor || item.For!.Contains("..", StringComparison.Ordinal))
                ? (from, to)
                : null
        );

    private static TimeSpan Every(string? said, TimeSpan lasts) =>
        said is not null && Durations.TryParse(said) is { } every && every >= ShortestPause
            ? every
            : TimeSpan.FromSeconds(
                Math.Clamp(Math.Floor(lasts.TotalSeconds / Looks), ShortestPause.TotalSeconds, LongestPause.TotalSeconds)
            );
}
