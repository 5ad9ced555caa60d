using System.Globalization;
using System.Text.Json;

namespace Slipway.Cli;

/// <summary>When the oldest report behind a check was written.</summary>
internal static class ReportTime
{
    /// <summary>The moment that the facts of a check name as <c>oldestReportAt</c>; null when they name none.</summary>
    public static DateTimeOffset? OldestIn(string facts)
    {
        try
        {
            using var json = JsonDocument.Parse(facts);
            return
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("oldestReportAt", out var at)
                && at.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParse(at.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? moment
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
