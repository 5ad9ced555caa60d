using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.LoadReports;

/// <summary>How a load must have gone.</summary>
internal sealed record LoadReportBounds
{
    /// <summary>The times that may be bound.</summary>
    public static readonly IReadOnlyList<string> TimeNames = ["p50", "p90", "p95", "p99", "p999", "max", "mean"];

    public required IReadOnlyList<(string Name, TimeSpan Most)> Times { get; init; }

    public required IReadOnlyList<(string Name, double Least)> Scores { get; init; }

    public required IReadOnlyList<(string Name, Quantity Most)> Audits { get; init; }

    /// <summary>In per cent.</summary>
    public required double MostErrors { get; init; }

    public required double? LeastRate { get; init; }

    public required int LeastRequests { get; init; }

    /// <summary>Whether anything is asked of a page rather than of a load.</summary>
    public bool AsksOfPage => Scores.Count + Audits.Count > 0;

    public static LoadReportBounds Read(SettingReader settings) =>
        new()
        {
            Times = [.. TimeNames.Where(it => settings.Text(it) is not null).Select(it => (it, settings.Duration(it, TimeSpan.MaxValue)))],
            Scores = [.. settings.All("score.").Select(it => (it.Key, Score(settings, it.Key, it.Value)))],
            Audits = [.. settings.All("audit.").Select(it => (it.Key, Number(settings, $"audit.{it.Key}", it.Value)))],
            MostErrors = Percent(settings),
            LeastRate = settings.Text("rate") is { } rate ? Rate(settings, rate) : null,
            LeastRequests = settings.Whole("requests", 1, 1, int.MaxValue),
        };

    private static double Percent(SettingReader settings)
    {
        var text = settings.Text("errors") ?? "0 %";
        if (Quantity.TryParse(text)?.In("%") is >= 0 and <= 100 and var percent)
        {
            return percent;
        }

        settings.Fault($"load-report: errors is a share such as 1 % or 0.1 %, not '{text}'.");
        return 0;
    }

    private static double Score(SettingReader settings, string name, string text)
    {
        if (Quantity.TryParse(text) is { Unit: "", Number: >= 1 and <= 100 } score)
        {
            return score.Number;
        }

        settings.Fault($"load-report: score.{name} is a number from 1 to 100.");
        return 100;
    }

    private static double Rate(SettingReader settings, string text)
    {
        if (Quantity.TryParse(text) is { Unit: "" or "/s", Number: > 0 } rate)
        {
            return rate.Number;
        }

        settings.Fault("load-report: rate is a number of requests a second, such as 200.");
        return double.MaxValue;
    }

    private static Quantity Number(SettingReader settings, string name, string text)
    {
        if (Quantity.TryParse(text) is { } number)
        {
            return number;
        }

        settings.Fault($"load-report: {name} is a number with its unit, such as 2.5s.");
        return default;
    }
}
