using System.Text.RegularExpressions;

namespace Slipway.Checks.TestResults;

/// <summary>How a test ended.</summary>
internal enum TestEnd
{
    /// <summary>It ran and holds.</summary>
    Passed,

    /// <summary>It ran and does not hold.</summary>
    Failed,

    /// <summary>It could not be carried out.</summary>
    Error,

    /// <summary>It was left out.</summary>
    Skipped,
}

/// <summary>What the reports tell, added up.</summary>
internal sealed partial class Tally
{
    private const int Most = 2_000_000;
    private const int MostNames = 20;

    private readonly long[] _ends = new long[4];

    public long Tests => _ends.Sum();

    public long Passed => _ends[(int)TestEnd.Passed];

    public long Failed => _ends[(int)TestEnd.Failed];

    public long Errors => _ends[(int)TestEnd.Error];

    public long Skipped => _ends[(int)TestEnd.Skipped];

    public long Bad => Failed + Errors;

    /// <summary>Passed after a failure, where the report tells so.</summary>
    public long Flaky { get; private set; }

    /// <summary>Sum of the durations that single tests have.</summary>
    public double Seconds { get; private set; }

    /// <summary>Names of the first that failed, with how they ended.</summary>
    public List<(string Name, TestEnd End)> FirstBad { get; } = [];

    /// <summary>Commits that the file being read names.</summary>
    public HashSet<string> Commits { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string name, TestEnd end, double? seconds = null, bool flaky = false)
    {
        _ends[(int)end]++;
        Seconds += seconds ?? 0;
        Flaky += flaky && end == TestEnd.Passed ? 1 : 0;
        if (end is TestEnd.Failed or TestEnd.Error && FirstBad.Count < MostNames)
        {
            FirstBad.Add((name.Length > 200 ? $"{name[..200]}…" : name, end));
        }

        if (Tests > Most)
        {
            throw new Reports.UnreadableReport($"The reports hold more than {Most} tests; say files narrower.");
        }
    }

    /// <summary>Notes a property of a report where it names the commit.</summary>
    public void Property(string? name, string? value)
    {
        if (name is not null && value is not null && Commits.Count < 10 && CommitName().IsMatch(name) && CommitId().IsMatch(value))
        {
            Commits.Add(value);
        }
    }

    [GeneratedRegex(
        @"^(?:(?:git|ci|vcs|build|github|gitlab)[._-])?(?:commit|sha|revision)(?:[._-](?:id|sha|hash))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CommitName();

    [GeneratedRegex("^[0-9a-fA-F]{7,64}$")]
    private static partial Regex CommitId();
}
