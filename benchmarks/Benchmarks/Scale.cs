namespace Slipway.Benchmarks;

/// <summary>What more items cost: 10,000 beside 200, and twice as many beside those.</summary>
internal static class Scale
{
    public static async Task MeasureAsync(Table table, Programs programs)
    {
        using var work = new Workplace();
        var files = new[] { 200, 5_000, 10_000, 20_000 }.Select(it => work.With($"{it}.md", Documents.Mixed(it))).ToList();
        var calls = await Call.MediansAsync(
            5,
            [.. files.Select(file => (Func<Task<Call>>)(() => Call.OfAsync(programs.Slipway, work.Folder, ["plan", file])))]
        );
        table.Hold("10,000 items, more than 200 items", (calls[2].Wall - calls[0].Wall).TotalMilliseconds, "ms", 400);
        table.Hold("  10,000 against 5,000 (2 is linear)", (calls[2].Wall - calls[0].Wall) / (calls[1].Wall - calls[0].Wall), "×", 2.4);
        table.Hold("  20,000 against 10,000", (calls[3].Wall - calls[0].Wall) / (calls[2].Wall - calls[0].Wall), "×", 2.4);
        table.Tell("  memory of 10,000", Table.MiB(calls[2].PeakBytes));
    }
}
