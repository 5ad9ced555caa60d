using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checklists;
using Slipway.Runs;

namespace Slipway.Cli.Output;

/// <summary>Lists of runs for programs: <c>slipway.runs/1</c>, <c>slipway.comparison/1</c>, <c>slipway.trend/1</c>. Times are UTC, durations seconds.</summary>
internal static class RunsJson
{
    public static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    public static JsonObject List(IReadOnlyList<RunGlance> runs) =>
        new()
        {
            ["schema"] = "slipway.runs/1",
            ["runs"] = Each(
                runs,
                it =>
                    new()
                    {
                        ["run"] = it.Started?.Run.Value ?? Path.GetFileName(it.Folder.Path),
                        ["folder"] = it.Folder.Path,
                        ["stands"] = RunsText.Standing(it),
                        ["why"] = it.Why,
                        ["startedAt"] = Time(it.StartedAt),
                        ["lastAt"] = Time(it.LastAt),
                        ["tookSeconds"] = Seconds(it.Took),
                        ["environment"] = it.Started?.Environment,
                        ["operator"] = it.Started?.Operator,
                        ["mode"] = it.Started is { } started ? PlanJson.Name(started.Mode) : null,
                        ["document"] = it.Started?.Document,
                        ["planDigest"] = it.Started?.PlanDigest,
                    }
            ),
        };

    public static JsonObject Comparison(RunComparison it) =>
        new()
        {
            ["schema"] = "slipway.comparison/1",
            ["before"] = it.Before.Started.Run.Value,
            ["after"] = it.After.Started.Run.Value,
            ["whole"] = Each(it.Whole, Difference),
            ["added"] = Each(it.Lone.Where(step => step.Added), Lone),
            ["gone"] = Each(it.Lone.Where(step => !step.Added), Lone),
            ["shared"] = it.Shared,
            ["steps"] = Each(
                it.Steps,
                step =>
                    new()
                    {
                        ["lineBefore"] = step.Before.Step.Line,
                        ["lineAfter"] = step.After.Step.Line,
                        ["text"] = step.Name,
                        ["planned"] = Each(step.Planned, Difference),
                        ["found"] = Each(step.Found, Difference),
                        ["timesAsLong"] = step.Slower is { } slower ? Math.Round(slower, 3) : null,
                    }
            ),
        };

    public static JsonObject Trends(IReadOnlyList<StepTrend> trends) =>
        new()
        {
            ["schema"] = "slipway.trend/1",
            ["items"] = Each(
                trends,
                it =>
                    new()
                    {
                        ["text"] = it.Text,
                        ["decided"] = it.Decided,
                        ["passed"] = it.Passed,
                        ["medianSeconds"] = Seconds(it.Median),
                        ["runs"] = Each(
                            it.Points,
                            point =>
                                new()
                                {
                                    ["run"] = point.Run.Value,
                                    ["startedAt"] = Time(point.At),
                                    ["stage"] = point.Step.Stage.ToString().ToLowerInvariant(),
                                    ["verdict"] =
                                        point.Step.Verdict == Kernel.Verdict.NotRun
                                            ? "not-run"
                                            : point.Step.Verdict.ToString().ToLowerInvariant(),
                                    ["waived"] = point.Step.Waiver is not null,
                                    ["attempts"] = point.Step.Attempts.Count,
                                    ["tookSeconds"] = Seconds(point.Took),
                                    ["value"] = point.Step.Value,
                                    ["why"] = point.Step.Why,
                                }
                        ),
                    }
            ),
        };

    private static JsonObject Difference(Difference it) =>
        new()
        {
            ["what"] = it.What,
            ["before"] = it.Before,
            ["after"] = it.After,
        };

    private static JsonObject Lone(LoneStep it) => new() { ["line"] = it.Step.Line, ["text"] = it.Name };

    private static JsonArray Each<T>(IEnumerable<T> them, Func<T, JsonObject> write) => new([.. them.Select(write)]);

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static double? Seconds(TimeSpan? span) => span is { } known ? Math.Round(known.TotalSeconds, 3) : null;
}
