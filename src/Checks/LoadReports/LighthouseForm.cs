using System.Globalization;
using System.Text.Json;
using Slipway.Checks.Reports;
using Slipway.Kernel;

namespace Slipway.Checks.LoadReports;

/// <summary>What <c>lighthouse --output=json</c> writes: a score per category, numbers per audit.</summary>
internal static class LighthouseForm
{
    public static bool Knows(JsonElement root) => root.At("lighthouseVersion") is not null && root.At("categories") is not null;

    public static LoadFigures Read(JsonElement root, ReportFile file)
    {
        if (root.At("runtimeError") is { } error && error.TextAt("code") is not (null or "NO_ERROR"))
        {
            throw new UnreadableReport($"{file.Shown}: Lighthouse could not look at the page ({error.TextAt("code")}).");
        }

        var figures = new LoadFigures
        {
            Tool = "Lighthouse",
            MadeAt = DateTimeOffset.TryParse(
                root.TextAt("fetchTime"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var at
            )
                ? at
                : null,
        };
        foreach (var category in root.MembersAt("categories").Take(100))
        {
            if (category.Value.NumberAt("score") is >= 0 and <= 1 and var score)
            {
                figures.Scores[category.Name] = Math.Round(score * 100, 6);
            }
        }

        foreach (var audit in root.MembersAt("audits").Take(2_000))
        {
            if (audit.Value.NumberAt("numericValue") is { } number)
            {
                figures.Audits[audit.Name] = new(number, UnitOf(audit.Value.TextAt("numericUnit")));
            }
        }

        return figures.Scores.Count > 0
            ? figures
            : throw new UnreadableReport($"{file.Shown}: Lighthouse scored nothing, so nothing is known of the page.");
    }

    private static string UnitOf(string? told) =>
        told switch
        {
            "millisecond" => "ms",
            "second" => "s",
            "byte" => "B",
            null or "unitless" or "element" => "",
            _ => Units.Canonical(told),
        };
}
