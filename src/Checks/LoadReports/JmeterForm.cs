using System.Globalization;
using Slipway.Checks.Load;
using Slipway.Checks.Reports;

namespace Slipway.Checks.LoadReports;

/// <summary>The results of JMeter as CSV with a header: one line a sample, of which <c>elapsed</c> and <c>success</c> are needed.</summary>
internal static class JmeterForm
{
    public static bool Knows(string header) =>
        header.TrimStart('\uFEFF') is var line
        && line.StartsWith("timeStamp", StringComparison.Ordinal)
        && line.Contains("elapsed", StringComparison.Ordinal);

    public static LoadFigures Read(ReportFile file, CancellationToken ct)
    {
        using var reader = new StreamReader(file.Open());
        using var rows = CsvRows.Of(reader, file, ct).GetEnumerator();
        rows.MoveNext();
        var header = rows.Current;
        var (at, elapsed, success) = (header.IndexOf("timeStamp"), header.IndexOf("elapsed"), header.IndexOf("success"));
        if (at < 0 || elapsed < 0 || success < 0)
        {
            throw new UnreadableReport($"{file.Shown}: these results of JMeter have no column timeStamp, elapsed or success.");
        }

        var samples = new Samples();
        while (rows.MoveNext())
        {
            var row = rows.Current;
            if (row.Count != header.Count || !samples.Take(row[at], row[elapsed], row[success]))
            {
                throw new UnreadableReport($"{file.Shown} is torn: its sample {samples.Count + 1} is none.");
            }
        }

        return samples.Figures();
    }

    /// <summary>The samples of a file, added up.</summary>
    private sealed class Samples
    {
        private readonly LatencyHistogram _times = new();
        private long _failed;
        private double _sum;
        private long? _first;
        private long? _last;

        public long Count => _times.Count;

        public bool Take(string at, string elapsed, string success)
        {
            if (!long.TryParse(elapsed, NumberStyles.None, CultureInfo.InvariantCulture, out var took) || took > 86_400_000)
            {
                return false;
            }

            if (success is not ("true" or "false"))
            {
                return false;
            }

            // A format of one's own for moments is allowed; then there is no rate, and no age but that of the file.
            if (long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var began) && began < 253_402_300_799_000)
            {
                _first = Math.Min(_first ?? began, began);
                _last = Math.Max(_last ?? 0, began + took);
            }

            _failed += success == "false" ? 1 : 0;
            _sum += took;
            _times.Record(TimeSpan.FromMilliseconds(took));
            return true;
        }

        public LoadFigures Figures()
        {
            var figures = new LoadFigures
            {
                Tool = "JMeter",
                Requests = Count,
                Errors = _failed,
                Rate = _last - _first is > 0 and var span ? Count * 1000.0 / span : null,
                MadeAt = _last is { } last ? DateTimeOffset.FromUnixTimeMilliseconds(last) : null,
            };
            foreach (var (name, share) in LoadBound.All)
            {
                figures.Take(name, Count == 0 ? null : (share is { } part ? _times.At(part) : _times.Max)?.TotalMilliseconds);
            }

            figures.Take("mean", Count == 0 ? null : _sum / Count);
            return figures;
        }
    }
}
