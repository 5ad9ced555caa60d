using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Coverage;

/// <summary>Cobertura, JaCoCo and OpenCover. Only lines and their hits are read; the percentages that the reports name are not.</summary>
internal sealed partial class XmlCoverage(ReportXml xml, CoveredLines lines)
{
    private string _package = "";
    private string _file = "";

    /// <summary><c>coverage/packages/package/classes/class/lines/line</c>.</summary>
    /// <remarks>Source: coverage-04.dtd of Cobertura.</remarks>
    public void ReadCobertura()
    {
        while (xml.Next())
        {
            switch (xml.Name)
            {
                case "package" when xml.Begins:
                    _package = xml["name"] ?? "";
                    break;
                case "class" when xml.Begins:
                    _file = xml["filename"] ?? "";
                    break;
                case "line" when xml.Begins:
                    var line = Line("number") ?? throw Torn("number");
                    var hits = xml.Number("hits") ?? throw Torn("hits");
                    var branches = Conditions().Match(xml["condition-coverage"] ?? "");
                    lines.Add(_package, _file, line, hits > 0, Count(branches.Groups[2]), Count(branches.Groups[1]));
                    break;
            }
        }
    }

    /// <summary><c>report/group/package/sourcefile/line</c>: instructions and branches, missed and covered. A group is a module.</summary>
    /// <remarks>Source: report.dtd of JaCoCo 1.1.</remarks>
    public void ReadJaCoCo()
    {
        var group = "";
        while (xml.Next())
        {
            switch (xml.Name)
            {
                case "group" when xml.Begins:
                    group = $"{xml["name"]}/";
                    break;
                case "package" when xml.Begins:
                    _package = $"{group}{xml["name"]}";
                    break;
                case "sourcefile" when xml.Begins:
                    _file = $"{_package}/{xml["name"]}";
                    break;
                case "line" when xml.Begins:
                    var line = Line("nr") ?? throw Torn("nr");
                    var hit = (xml.Number("ci") ?? throw Torn("ci")) > 0;
                    var (missed, covered) = (xml.Number("mb") ?? 0, xml.Number("cb") ?? 0);
                    lines.Add(_package, _file, line, hit, Bounded(missed + covered), Bounded(covered));
                    break;
            }
        }
    }

    /// <summary><c>CoverageSession/Modules/Module</c>: files by number, then sequence and branch points.</summary>
    public void ReadOpenCover()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var reference = "";
        while (xml.Next())
        {
            switch (xml.Name)
            {
                case "Module" when xml.Begins:
                    files.Clear();
                    break;
                case "ModuleName" when xml.Begins:
                    _package = xml.Text();
                    break;
                case "File" when xml.Begins:
                    files[xml["uid"] ?? ""] = xml["fullPath"] ?? "";
                    break;
                case "FileRef" when xml.Begins:
                    reference = xml["uid"] ?? "";
                    break;
                case "SequencePoint" or "BranchPoint" when xml.Begins && Line("sl") is { } line && xml.Number("vc") is { } visits:
                    var branch = xml.Name == "BranchPoint";
                    if (files.TryGetValue(xml["fileid"] ?? reference, out var file))
                    {
                        Point(file, line, visits > 0, branch);
                    }

                    break;
            }
        }

        Branches();
    }

    private readonly Dictionary<(string Package, string File, int Line), (int All, int Covered)> _branches = [];

    /// <summary>A branch is counted at its line once the whole report was read; a branch does not make a line.</summary>
    private void Point(string file, int line, bool visited, bool branch)
    {
        if (!branch)
        {
            lines.Add(_package, file, line, visited);
            return;
        }

        var (all, covered) = _branches.GetValueOrDefault((_package, file, line));
        _branches[(_package, file, line)] = (all + 1, covered + (visited ? 1 : 0));
    }

    private void Branches()
    {
        foreach (var (at, (all, covered)) in _branches)
        {
            lines.AddBranches(at.Package, at.File, at.Line, all, covered);
        }
    }

    private UnreadableReport Torn(string attribute) => new($"A line of {_file} has no {attribute}: its coverage is not told.");

    private int? Line(string attribute) => xml.Number(attribute) is { } line and >= 0 and <= int.MaxValue ? (int)line : null;

    private static int Bounded(long number) => (int)Math.Min(number, 1_000_000);

    private static int Count(Group digits) =>
        digits.Success && int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    [GeneratedRegex(@"\(([0-9]{1,6})/([0-9]{1,6})\)")]
    private static partial Regex Conditions();
}
