using System.Globalization;
using System.Text.Json;
using Slipway.Checks.Reports;

namespace Slipway.Checks.LoadReports;

/// <summary>
/// The summary of k6: what <c>handleSummary</c> is given (metrics with <c>values</c>, a threshold is <c>{"ok": …}</c>), and what
/// <c>--summary-export</c> writes (the values stand beside each other, and a threshold is true when it was crossed).
/// </summary>
/// <remarks>Source: k6's documentation of the end-of-test summary, and its issue 1498 for the thresholds.</remarks>
internal static class K6Form
{
    private static readonly (string Name, string[] Keys)[] Times =
    [
        ("p50", ["p(50)", "med"]),
        ("p90", ["p(90)"]),
        ("p95", ["p(95)"]),
        ("p99", ["p(99)"]),
        ("p999", ["p(99.9)"]),
        ("max", ["max"]),
        ("mean", ["avg"]),
    ];

    public static bool Knows(JsonElement root) =>
        root.At("metrics", "http_reqs") is not null
        || root.At("metrics", "iterations") is not null
        || root.At("metrics", "vus") is not null;

    public static LoadFigures Read(JsonElement root, ReportFile file)
    {
        var requests = Number(root, "http_reqs", "count");
        if (Number(root, "dropped_iterations", "count") is > 0 and var dropped)
        {
            throw new UnreadableReport(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file.Shown}: k6 dropped {dropped:0} iterations, so the load that was asked for was not made."
                )
            );
        }

        var share = Number(root, "http_req_failed", "rate") ?? Number(root, "http_req_failed", "value");
        var figures = new LoadFigures
        {
            Tool = "k6",
            Requests = (long?)requests,
            Errors = share is >= 0 and <= 1 ? (long?)Math.Ceiling(Math.Round(share.Value * (requests ?? 0), 6)) : null,
            Rate = Number(root, "http_reqs", "rate"),
        };
        foreach (var (name, keys) in Times)
        {
            figures.Take(name, keys.Select(it => Number(root, "http_req_duration", it)).FirstOrDefault(it => it is not null));
        }

        TakeThresholds(root, figures, file);
        if (Number(root, "checks", "fails") is > 0 and var failed)
        {
            figures.Flaws.Add(string.Create(CultureInfo.InvariantCulture, $"{failed:0} checks of the script failed"));
        }

        return figures;
    }

    private static double? Number(JsonElement root, string metric, string name) =>
        root.NumberAt("metrics", metric, "values", name) ?? root.NumberAt("metrics", metric, name);

    private static void TakeThresholds(JsonElement root, LoadFigures figures, ReportFile file)
    {
        foreach (var metric in root.MembersAt("metrics"))
        {
            foreach (var threshold in metric.Value.MembersAt("thresholds"))
            {
                var crossed = threshold.Value.ValueKind switch
                {
                    JsonValueKind.True => true,
                    JsonValueKind.False => false,
                    _ => threshold.Value.At("ok")?.ValueKind switch
                    {
                        JsonValueKind.True => false,
                        JsonValueKind.False => true,
                        _ => throw new UnreadableReport($"{file.Shown}: a threshold of {Short(metric.Name)} does not say how it ended."),
                    },
                };
                if (crossed)
                {
                    figures.Flaws.Add($"the threshold {Short(threshold.Name)} of {Short(metric.Name)} was crossed");
                }
            }
        }
    }

    private static string Short(string text) => text.Length > 200 ? $"{text[..200]}…" : text;
}
