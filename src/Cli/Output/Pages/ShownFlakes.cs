using Slipway.Flakes;

namespace Slipway.Cli.Output.Pages;

/// <summary>What a page of flaky tests tells.</summary>
internal sealed record ShownFlakes
{
    /// <summary>What the tests did.</summary>
    public required TestHistory History { get; init; }

    /// <summary>What is thought of it.</summary>
    public required FlakeVerdicts Verdicts { get; init; }

    /// <summary>All flaky tests, the worst first.</summary>
    public required IReadOnlyList<FlakeCost> Costs { get; init; }

    /// <summary>Tests that are shown one by one: the broken ones, then the worst flaky ones.</summary>
    public required IReadOnlyList<TestPicture> Pictures { get; init; }

    /// <summary>Broken and flaky tests in all.</summary>
    public required int ToShow { get; init; }

    /// <summary>What failures say.</summary>
    public required FailureClusters Clusters { get; init; }

    /// <summary>The list of known flakes, each entry with how it stands.</summary>
    public required IReadOnlyList<ShownEntry> Known { get; init; }

    /// <summary>Name of the list.</summary>
    public required string List { get; init; }

    /// <summary>Who owns a test.</summary>
    public required Func<TestVerdict, TestOwner> OwnerOf { get; init; }

    /// <summary>How many of each are told one by one.</summary>
    public required int Most { get; init; }

    /// <summary>What was before did not count; null where everything did.</summary>
    public required DateTimeOffset? From { get; init; }

    /// <summary>When the page is made: by it entries lapse.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Time of the flakes and reruns.</summary>
    public TimeSpan Lost => TimeSpan.FromTicks(Costs.Sum(it => it.Lost.Ticks));

    /// <summary>Gathers it.</summary>
    /// <param name="history">What the tests did.</param>
    /// <param name="from">From when on it counts; null for all of it.</param>
    /// <param name="list">The list of known flakes.</param>
    /// <param name="owners">Who owns which test.</param>
    /// <param name="most">How many of each are told one by one.</param>
    /// <param name="now">The time.</param>
    public static ShownFlakes Of(
        TestHistory history,
        DateTimeOffset? from,
        QuarantineList list,
        TestOwners owners,
        int most,
        DateTimeOffset now
    )
    {
        var verdicts = FlakeVerdicts.Of(history);
        var costs = FlakeCost.Of(history, verdicts, from);
        var broken = verdicts.Tests.Where(it => it.State == TestState.Broken).OrderByDescending(it => it.Since).ToList();
        var shown = broken.Concat(costs.Select(it => it.Test)).Take(most).ToList();
        var wanted = shown.ToHashSet();
        var place = shown.Index().ToDictionary(it => (it.Item.Suite, it.Item.Test), it => it.Index);
        return new()
        {
            History = history,
            Verdicts = verdicts,
            Costs = costs,
            Pictures =
            [
                .. TestPicture.Of(history, verdicts, wanted.Contains, PageStrip.Cells).OrderBy(it => place[(it.Test.Suite, it.Test.Test)]),
            ],
            ToShow = broken.Count + costs.Count,
            Clusters = FailureClusters.Of(history, verdicts, from),
            Known = ShownEntry.All(history, verdicts, list.Entries, now),
            List = list.Shown,
            OwnerOf = it => owners.Of(history, it.Suite, it.Test),
            Most = most,
            From = from,
            Now = now,
        };
    }
}

/// <summary>How long an entry of the list still holds.</summary>
internal enum EntryEnd
{
    /// <summary>Its time is over: its failures are real again.</summary>
    Lapsed,

    /// <summary>It lapses soon.</summary>
    Lapsing,

    /// <summary>It holds.</summary>
    Holds,
}

/// <summary>An entry of the list, and how it stands.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="End">How long it holds.</param>
/// <param name="Findings">What somebody should see to, beyond its end.</param>
/// <param name="Release">Whether it may leave the list.</param>
internal sealed record ShownEntry(QuarantineEntry Entry, EntryEnd End, IReadOnlyList<string> Findings, QuarantineRelease Release)
{
    /// <summary>An entry that ends within this time is told; as <c>slipway tests quarantine check</c> does.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>All entries: those that have lapsed, those that lapse, then the others; each by its last day.</summary>
    public static IReadOnlyList<ShownEntry> All(
        TestHistory history,
        FlakeVerdicts verdicts,
        IReadOnlyList<QuarantineEntry> entries,
        DateTimeOffset now
    )
    {
        // Far ends are asked for apart, so that what is said of the end stands once.
        var findings = QuarantineReview.Of(history, verdicts, entries, DateTimeOffset.MinValue, TimeSpan.Zero).ToLookup(it => it.Entry);
        return
        [
            .. entries
                .Zip(QuarantineRelease.Of(history, verdicts, entries))
                .Select(it => new ShownEntry(it.First, EndOf(it.First, now), [.. findings[it.First].Select(one => one.What)], it.Second))
                .OrderBy(it => it.End)
                .ThenBy(it => it.Entry.Until)
                .ThenBy(it => it.Entry.Line),
        ];
    }

    private static EntryEnd EndOf(QuarantineEntry entry, DateTimeOffset now) =>
        entry.HasLapsed(now) ? EntryEnd.Lapsed
        : entry.HasLapsed(now + Soon) ? EntryEnd.Lapsing
        : EntryEnd.Holds;
}
