using Slipway.Checks.Reports;

namespace Slipway.Checks.Scans;

/// <summary>How bad a finding is; higher is worse.</summary>
internal enum Severity
{
    /// <summary>Low, informational.</summary>
    Low,

    /// <summary>Medium, moderate, warning.</summary>
    Medium,

    /// <summary>High, important, error.</summary>
    High,

    /// <summary>Critical.</summary>
    Critical,

    /// <summary>The report does not say; judged like high.</summary>
    Unknown,
}

/// <summary>One thing that a scanner found. Never what it matched: that may be a secret.</summary>
/// <param name="Id">Name of the rule or the advisory.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Where">File and line, or package and version.</param>
internal sealed record Finding(string Id, Severity Severity, string Where);

/// <summary>What the reports of scanners tell, added up.</summary>
internal sealed class Findings
{
    private const int Most = 500_000;

    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    /// <summary>Findings that the report itself calls suppressed.</summary>
    public long Suppressed { get; set; }

    /// <summary>Names of the tools.</summary>
    public HashSet<string> Tools { get; } = new(StringComparer.Ordinal);

    /// <summary>Commits that the file being read names.</summary>
    public HashSet<string> Commits { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the file being read says that something was looked at only by being there.</summary>
    public bool SaysNothingOfItself { get; set; }

    public void Add(string? id, Severity severity, string? where)
    {
        _all.Add(new(id ?? "unnamed", severity, where ?? ""));
        if (_all.Count > Most)
        {
            throw new UnreadableReport($"The reports hold more than {Most} findings; say files narrower.");
        }
    }

    /// <summary>The severity that a word means, in any of the scanners' languages.</summary>
    public static Severity Of(string? word) =>
        word?.ToLowerInvariant() switch
        {
            "critical" => Severity.Critical,
            "high" or "important" or "error" => Severity.High,
            "medium" or "moderate" or "warning" => Severity.Medium,
            "low" or "negligible" or "info" or "note" or "none" => Severity.Low,
            _ => Severity.Unknown,
        };

    /// <summary>The severity of a CVSS score from 0 to 10.</summary>
    /// <remarks>Source: CVSS v3.1, section 5, qualitative severity rating scale.</remarks>
    public static Severity OfScore(double score) =>
        score switch
        {
            >= 9 => Severity.Critical,
            >= 7 => Severity.High,
            >= 4 => Severity.Medium,
            _ => Severity.Low,
        };
}
