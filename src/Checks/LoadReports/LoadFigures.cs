using Slipway.Checks.Reports;

namespace Slipway.Checks.LoadReports;

/// <summary>What one report says; what it does not say is null or not there, and then nothing that asks for it passes.</summary>
internal sealed record LoadFigures
{
    /// <summary>The tool that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>Requests, failed ones included; null for a report that counts none.</summary>
    public long? Requests { get; init; }

    /// <summary>Requests that failed: no answer, or one that is no good.</summary>
    public long? Errors { get; init; }

    /// <summary>Requests a second.</summary>
    public double? Rate { get; init; }

    /// <summary>Milliseconds by name: <c>p50</c> … <c>p999</c>, <c>max</c>, <c>mean</c>.</summary>
    public Dictionary<string, double> Times { get; } = new(StringComparer.Ordinal);

    /// <summary>Scores of Lighthouse's categories, 0 to 100.</summary>
    public Dictionary<string, double> Scores { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers of Lighthouse's audits, with their units.</summary>
    public Dictionary<string, Kernel.Quantity> Audits { get; } = new(StringComparer.Ordinal);

    /// <summary>What the tool itself found wrong, one sentence each.</summary>
    public List<string> Flaws { get; } = [];

    /// <summary>When it was made, where the report says it.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>Takes a number of seconds or milliseconds; what is none is left out.</summary>
    public void Take(string name, double? milliseconds)
    {
        if (milliseconds is >= 0 and < 1e12)
        {
            Times[name] = milliseconds.Value;
        }
    }

    /// <summary>The file, as old as the older of its own time and the one that it names: a copied report is not new.</summary>
    public ReportFile Aged(ReportFile file) => MadeAt is { } made && made < file.WrittenAt ? file with { WrittenAt = made } : file;
}
