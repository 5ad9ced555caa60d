namespace Slipway.Benchmarks;

/// <summary>From the key press to the plan of a checklist of 200 items, beside a program that only parses its text.</summary>
internal static class StartUp
{
    public static async Task MeasureAsync(Table table, Programs programs)
    {
        using var work = new Workplace();
        var file = work.With("GO-LIVE.md", Documents.Mixed(200));
        var calls = await Call.MediansAsync(
            20,
            () => Call.OfAsync(programs.Bare, work.Folder, [file]),
            () => Call.OfAsync(programs.Slipway, work.Folder, ["--version"]),
            () => Call.OfAsync(programs.Slipway, work.Folder, ["plan", file])
        );
        var (bare, empty, plan) = (calls[0], calls[1], calls[2]);
        table.Tell("bare parse of 200 items", Table.Ms(bare.Wall));
        table.Tell("slipway --version", Table.Ms(empty.Wall));
        table.Hold("slipway plan, 200 items", plan.Wall.TotalMilliseconds, "ms", 150);
        table.Hold("  as a multiple of the bare parse", plan.Wall / bare.Wall, "×", 1.5);
        table.Tell("  CPU time", Table.Ms(plan.Cpu));
        table.Tell("  memory", Table.MiB(plan.PeakBytes));
    }
}
