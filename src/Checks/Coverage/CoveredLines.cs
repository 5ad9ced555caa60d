using System.Runtime.InteropServices;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Coverage;

/// <summary>Lines and branches, and how many of them were reached.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Share(long Lines, long CoveredLines, long Branches, long CoveredBranches)
{
    /// <summary>Line coverage in per cent; only asked where there is a line.</summary>
    public double Percent => 100.0 * CoveredLines / Lines;

    /// <summary>Branch coverage in per cent; null where there is no branch.</summary>
    public double? BranchPercent => Branches == 0 ? null : 100.0 * CoveredBranches / Branches;

    public static Share operator +(Share one, Share other) =>
        new(
            one.Lines + other.Lines,
            one.CoveredLines + other.CoveredLines,
            one.Branches + other.Branches,
            one.CoveredBranches + other.CoveredBranches
        );
}

/// <summary>
/// What reports tell of the lines of each file. A line that several reports (or several classes of one) tell of is counted once,
/// and is covered where one of them reached it.
/// </summary>
internal sealed class CoveredLines
{
    private const int Most = 3_000_000;

    private readonly Dictionary<(string Package, string File), Dictionary<int, Line>> _files = [];
    private readonly Dictionary<(string Package, string File), Share> _sums = [];
    private int _lines;

    public void Add(string package, string file, int line, bool covered, int branches = 0, int coveredBranches = 0)
    {
        var key = (Shown(package), Shown(file.Replace('\\', '/')));
        if (!_files.TryGetValue(key, out var lines))
        {
            _files[key] = lines = [];
        }

        if (lines.TryGetValue(line, out var known))
        {
            lines[line] = new(
                covered || known.Covered,
                Math.Max(branches, known.Branches),
                Math.Max(coveredBranches, known.CoveredBranches)
            );
            return;
        }

        lines[line] = new(covered, branches, coveredBranches);
        if (++_lines > Most)
        {
            throw new UnreadableReport($"The reports hold more than {Most} lines; say files narrower.");
        }
    }

    /// <summary>Branches of a line that is known; a branch does not make a line.</summary>
    public void AddBranches(string package, string file, int line, int branches, int coveredBranches)
    {
        if (_files.TryGetValue((Shown(package), Shown(file.Replace('\\', '/'))), out var lines) && lines.ContainsKey(line))
        {
            Add(package, file, line, covered: false, branches, coveredBranches);
        }
    }

    /// <summary>A file of which only the sums are told.</summary>
    public void AddSum(string package, string file, Share sum)
    {
        var key = (Shown(package), Shown(file.Replace('\\', '/')));
        _sums[key] = _sums.TryGetValue(key, out var known) && known.CoveredLines > sum.CoveredLines ? known : sum;
    }

    /// <summary>Every file with a line, by package and path.</summary>
    public IEnumerable<(string Package, string File, Share Share)> Files() =>
        _files
            .Select(it => (it.Key.Package, it.Key.File, Sum(it.Value.Values)))
            .Concat(_sums.Where(it => !_files.ContainsKey(it.Key)).Select(it => (it.Key.Package, it.Key.File, it.Value)))
            .Where(it => it.Item3.Lines > 0);

    private static Share Sum(IEnumerable<Line> lines) =>
        lines.Aggregate(
            default(Share),
            (sum, it) => sum + new Share(1, it.Covered ? 1 : 0, it.Branches, Math.Min(it.CoveredBranches, it.Branches))
        );

    private static string Shown(string text) => text.Length > 300 ? $"{text[..300]}…" : text;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Line(bool Covered, int Branches, int CoveredBranches);
}
