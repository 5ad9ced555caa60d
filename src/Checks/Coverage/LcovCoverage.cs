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
            case "DA" when rest.Split(',') is [var at, var hits, ..] && Number(at) is { } number:
                _hits[number] = Number(hits) is not 0 and not null || _hits.GetValueOrDefault(number);
                break;
            case "BRDA" when rest.Split(',') is [var at, _, _, var taken] && Number(at) is { } number:
                var (all, covered) = _branches.GetValueOrDefault(number);
                _branches[number] = (all + 1, covered + (Number(taken) is not 0 and not null ? 1 : 0));
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

    /// <summary>Hits may be larger than a number of this size; what matters is whether they are 0.</summary>
    private static int? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (int)Math.Min(number, int.MaxValue) : null;
}
