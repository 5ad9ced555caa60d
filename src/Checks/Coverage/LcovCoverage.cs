using System.Globalization;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Coverage;

/// <summary>LCOV: records of lines <c>SF:</c>, <c>DA:</c>, <c>BRDA:</c>, <c>LF:</c>, each ended by <c>end_of_record</c>.</summary>
/// <remarks>Source: geninfo(1), "FILES".</remarks>
internal sealed class LcovCoverage(ReportFile file, CoveredLines lines)
{
    private const int MostOfALine = 64 * 1024;

    private readonly Dictionary<int, bool> _hits = [];
    private readonly Dictionary<int, (int All, int Covered)> _branches = [];
    private string? _source;
    private long _found;
    private long _hit;

    public void Read(CancellationToken ct)
    {
        using var reader = new StreamReader(file.Open());
        var records = 0;
        foreach (var line in ReportText.Lines(reader, file.Shown, MostOfALine, ct))
        {
            records += line == "end_of_record" ? 1 : 0;
            Take(line);
        }

        if (_source is not null || records == 0)
        {
            throw new UnreadableReport($"{file.Shown} is torn: its last record has no end.");
        }
    }

    private void Take(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var rest = colon < 0 ? "" : line[(colon + 1)..];
        switch (colon < 0 ? line : line[..colon])
        {
            case "SF":
                _source = rest;
                break;
            case "DA":
                var (number, hit) =
                    rest.Split(',') is [var at, var hits, ..] && Number(at) is { } known && Number(hits) is { } times
                        ? (known, times != 0)
                        : throw new UnreadableReport($"{file.Shown} is torn: 'DA:{Short(rest)}' names no line with its hits.");
                _hits[number] = hit || _hits.GetValueOrDefault(number);
                break;
            case "BRDA" when rest.Split(',') is [var place, _, _, var taken] && Number(place) is { } branch:
                var (all, covered) = _branches.GetValueOrDefault(branch);
                _branches[branch] = (all + 1, covered + (Number(taken) is not 0 and not null ? 1 : 0));
                break;
            case "LF":
                _found = Number(rest) ?? 0;
                break;
            case "LH":
                _hit = Number(rest) ?? 0;
                break;
            case "end_of_record":
                End();
                break;
            case var other when !IsKnown(other):
                throw new UnreadableReport($"{file.Shown} holds '{Short(line)}', which is no line of LCOV.");
        }
    }

    private void End()
    {
        if (_source is null)
        {
            throw new UnreadableReport($"{file.Shown} is torn: a record has no file.");
        }

        if (_hits.Count > 0 && _found > _hits.Count)
        {
            throw new UnreadableReport($"{file.Shown} is not whole: it says {_found} lines of {_source} and shows {_hits.Count}.");
        }

        var folder = Path.GetDirectoryName(_source) is { Length: > 0 } known ? known.Replace('\\', '/') : ".";
        foreach (var (number, hit) in _hits)
        {
            var (all, covered) = _branches.GetValueOrDefault(number);
            lines.Add(folder, _source, number, hit, all, covered);
        }

        if (_hits.Count == 0)
        {
            lines.AddSum(folder, _source, new(_found, Math.Min(_hit, _found), 0, 0));
        }

        (_source, _found, _hit) = (null, 0, 0);
        _hits.Clear();
        _branches.Clear();
    }

    /// <summary>The other lines of the form; a comment and an empty line too.</summary>
    private static bool IsKnown(string name) =>
        name is "TN" or "VER" or "FN" or "FNDA" or "FNF" or "FNH" or "FNL" or "FNA" or "BRDA" or "BRF" or "BRH" or "MCDC" or "MCF" or "MCH"
        || name.Length == 0
        || name[0] == '#';

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    /// <summary>Hits may be larger than a number of this size; what matters is whether they are 0.</summary>
    private static int? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (int)Math.Min(number, int.MaxValue) : null;
}
