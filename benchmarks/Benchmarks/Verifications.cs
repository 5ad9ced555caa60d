namespace Slipway.Benchmarks;

/// <summary>A record of 100,000 events verified offline: the chain, and every decision made again.</summary>
internal static class Verifications
{
    private const int Events = 100_000;

    public static async Task MeasureAsync(Table table, Programs programs)
    {
        using var work = new Workplace();
        var half = Path.GetDirectoryName(Resumes.Written(work, "half", Events / 2))!;
        var whole = Path.GetDirectoryName(Resumes.Written(work, "whole", Events))!;
        var calls = await Call.MediansAsync(
            3,
            () => Call.OfAsync(programs.Slipway, work.Folder, ["verify", half], 2),
            () => Call.OfAsync(programs.Slipway, work.Folder, ["verify", whole], 2),
            () => Call.OfAsync("sha256sum", work.Folder, [Path.Combine(whole, "journal.jsonl")])
        );
        var (one, two, bare) = (calls[0].Wall.TotalSeconds, calls[1].Wall.TotalSeconds, calls[2].Wall.TotalSeconds);
        table.Hold($"slipway verify of {Events:N0} records, as a process", two, "s", 2);
        table.Hold("  against half as many (2 is linear)", two / one, "×", 2.4);
        table.Tell("  against sha256sum of the same journal", $"{two / bare:0.0} ×");
    }
}
