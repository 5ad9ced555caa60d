using System.Text.Json.Serialization;
using Slipway.Flakes.Quarantining;

namespace Slipway.Flakes;

/// <summary>The worst that a test did in a stretch of time; later ones outrank earlier ones. The names are sent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StripMark>))]
public enum StripMark
{
    /// <summary>Nothing was built.</summary>
    [JsonStringEnumMemberName("nothing")]
    Nothing = 0,

    /// <summary>It was there and did not run.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped = 1,

    /// <summary>It passed.</summary>
    [JsonStringEnumMemberName("passed")]
    Passed = 2,

    /// <summary>An outage brought it down.</summary>
    [JsonStringEnumMemberName("outage")]
    Outage = 3,

    /// <summary>It flaked, and passed when it was tried again.</summary>
    [JsonStringEnumMemberName("rescued")]
    Rescued = 4,

    /// <summary>It flaked, and the run stayed red.</summary>
    [JsonStringEnumMemberName("flake")]
    Flake = 5,

    /// <summary>It failed, and nobody knows why.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 6,

    /// <summary>A change broke it.</summary>
    [JsonStringEnumMemberName("regression")]
    Regression = 7,
}

/// <summary>One cell of a strip.</summary>
/// <param name="Mark">The worst that happened.</param>
/// <param name="From">When it begins.</param>
/// <param name="Run">The run, where a cell is one; null where it is days.</param>
/// <param name="Outcomes">Attempts that ran.</param>
/// <param name="Failures">Those that failed.</param>
public sealed record StripCell(StripMark Mark, DateTimeOffset From, string? Run, int Outcomes, int Failures);

/// <summary>The history of a test as a row of cells: one a run where that fits, otherwise one a day or for so many days as needed. Nothing is left out.</summary>
/// <param name="Days">Days of a cell; 0 where a cell is a run.</param>
/// <param name="Cells">In the order of time.</param>
public sealed record TestStrip(int Days, IReadOnlyList<StripCell> Cells)
{
    internal static TestStrip Of(JudgedTest test, int most)
    {
        var runs = test
            .Outcomes.GroupBy(it => it.Outcome.Run, StringComparer.Ordinal)
            .Select(it => Cell(it.Key, [.. it]))
            .OrderBy(it => it.From)
            .ThenBy(it => it.Run, StringComparer.Ordinal)
            .ToList();
        if (runs.Count <= most)
        {
            return new(0, runs);
        }

        var first = Day(runs[0].From);
        var days = (Day(runs[^1].From) - first).Days + 1;
        var width = (days + most - 1) / most;
        var cells = Enumerable
            .Range(0, (days + width - 1) / width)
            .Select(it => new StripCell(StripMark.Nothing, first.AddDays(it * width), null, 0, 0))
            .ToArray();
        foreach (var run in runs)
        {
            ref var cell = ref cells[(Day(run.From) - first).Days / width];
            cell = cell with
            {
                Mark = run.Mark > cell.Mark ? run.Mark : cell.Mark,
                Outcomes = cell.Outcomes + run.Outcomes,
                Failures = cell.Failures + run.Failures,
            };
        }

        return new(width, cells);
    }

    private static DateTimeOffset Day(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    private static StripCell Cell(string run, IReadOnlyList<(TestOutcome Outcome, FailureKind Kind)> all)
    {
        var ran = all.Where(it => it.Outcome.Outcome != OutcomeKind.Skip).OrderBy(it => it.Outcome.Attempt).ToList();
        var saved = ran.Count > 0 && !JudgedTest.HasFailed(ran[^1].Outcome);
        return new(
            ran.Count == 0 ? StripMark.Skipped : ran.Max(it => Mark(it.Outcome, it.Kind, saved)),
            all.Min(it => it.Outcome.At),
            run,
            ran.Count,
            ran.Count(it => JudgedTest.HasFailed(it.Outcome))
        );
    }

    private static StripMark Mark(TestOutcome outcome, FailureKind kind, bool saved) =>
        !JudgedTest.HasFailed(outcome) ? StripMark.Passed
        : JudgedTest.IsOutage(kind) ? StripMark.Outage
        : kind switch
        {
            FailureKind.Flake => saved ? StripMark.Rescued : StripMark.Flake,
            FailureKind.Regression => StripMark.Regression,
            _ => StripMark.Unknown,
        };
}
