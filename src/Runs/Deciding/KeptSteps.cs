namespace Slipway.Runs.Deciding;

/// <summary>Steps of a document of which only some are carried out: after the release, and for the way back alone. Pure.</summary>
internal static class KeptSteps
{
    /// <summary>What a release that is out still needs: its windows, the conditions in which it comes back, and the way back.</summary>
    public static IReadOnlyList<Step> WatchedOf(IReadOnlyList<Step> steps) =>
        Kept([.. steps.Where(it => it.Rollback || it.Window is not null || it.Work == Work.Trigger)]);

    /// <summary>The way back alone.</summary>
    public static IReadOnlyList<Step> WayBackOf(IReadOnlyList<Step> steps) => Kept([.. steps.Where(it => it.Rollback)]);

    /// <summary>Under a parent that is not kept nothing hangs.</summary>
    private static IReadOnlyList<Step> Kept(List<Step> kept)
    {
        var known = kept.Select(it => it.Id).ToHashSet();
        return [.. kept.Select(it => it.Parent is { } parent && !known.Contains(parent) ? it with { Parent = null } : it)];
    }
}
