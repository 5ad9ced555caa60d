using System.Globalization;
using System.Text.Json;
using Slipway.Checks.Reports;

namespace Slipway.Checks.LoadReports;

/// <summary>What <c>autocannon --json</c> writes. It tells no 95th percentile. Of its errors the time-outs are a part.</summary>
internal static class AutocannonForm
{
    public static bool Knows(JsonElement root) => root.At("latency", "p99") is not null && root.At("requests", "total") is not null;

    public static LoadFigures Read(JsonElement root, ReportFile file)
    {
        double Needed(params ReadOnlySpan<string> way) =>
            root.NumberAt(way) is >= 0 and < 1e15 and var number
                ? number
                : throw new UnreadableReport($"{file.Shown}: this report of autocannon does not tell {way[^1]}.");

        var broken = Needed("errors");
        var figures = new LoadFigures
        {
            Tool = "autocannon",
            Requests = (long)(Needed("requests", "total") + broken),
            Errors = (long)(Needed("non2xx") + broken + (root.NumberAt("mismatches") ?? 0)),
            Rate = root.NumberAt("requests", "average"),
            MadeAt = DateTimeOffset.TryParse(
                root.TextAt("finish"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var at
            )
                ? at
                : null,
        };
        foreach (
            var (name, key) in (ReadOnlySpan<(string, string)>)
                [("p50", "p50"), ("p90", "p90"), ("p99", "p99"), ("p999", "p99_9"), ("max", "max"), ("mean", "average")]
        )
        {
            figures.Take(name, root.NumberAt("latency", key));
        }

        return figures;
    }
}
