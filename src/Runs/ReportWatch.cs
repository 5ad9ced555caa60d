using Slipway.Checklists;
using Slipway.Judging;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>What was looked at again and again: the triggers while they were armed, and what the document watches after the release.</summary>
/// <param name="Since">The moment from which the windows count; null when no watch began.</param>
/// <param name="Follows">The run that took the release out; null when it was this one, or is not known.</param>
/// <param name="Lines">In the order of the document.</param>
public sealed record ReportWatch(DateTimeOffset? Since, RunId? Follows, IReadOnlyList<ReportWatched> Lines);

/// <summary>One line that was looked at again and again.</summary>
public sealed record ReportWatched
{
    /// <summary>The step.</summary>
    public required StepId Step { get; init; }

    /// <summary>1-based line.</summary>
    public required int Line { get; init; }

    /// <summary>The author's words.</summary>
    public required string Text { get; init; }

    /// <summary>A condition in which the release comes back; otherwise a line in a window.</summary>
    public required bool IsTrigger { get; init; }

    /// <summary>When it was watched; null for a trigger, which is armed from the first change on.</summary>
    public WatchWindow? Window { get; init; }

    /// <summary>What came of it.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>In words.</summary>
    public required string Why { get; init; }

    /// <summary>Looks that were made.</summary>
    public required int Looks { get; init; }

    /// <summary>Looks that could tell.</summary>
    public required int Seen { get; init; }

    /// <summary>Looks that found it broken; of a trigger, at which its condition held.</summary>
    public required int Broken { get; init; }

    /// <summary>The lowest number seen; null when there was none.</summary>
    public Quantity? Low { get; init; }

    /// <summary>The highest number seen; null when there was none.</summary>
    public Quantity? High { get; init; }

    /// <summary>Which way the number went; null with too few of them, or of several units.</summary>
    public Trend? Trend { get; init; }

    /// <summary>The looks in the order of time, at the most <see cref="MostPoints"/>: neighbours are taken together.</summary>
    public required IReadOnlyList<ReportLook> Points { get; init; }

    /// <summary>The most looks that are drawn.</summary>
    public const int MostPoints = 200;
}

/// <summary>A look, or neighbouring looks taken together.</summary>
/// <param name="From">The first of them.</param>
/// <param name="To">The last of them.</param>
/// <param name="Verdict">The worst of them; of a trigger <see cref="Verdict.Fail"/> where its condition held.</param>
/// <param name="Low">The lowest number; null without one.</param>
/// <param name="High">The highest number; null without one.</param>
public sealed record ReportLook(DateTimeOffset From, DateTimeOffset To, Verdict Verdict, double? Low, double? High);
