using System.Globalization;
using System.Text;

namespace Harbour;

/// <summary>Counts what was asked and how long it took; printed by <c>/metrics</c> in the text exposition format.</summary>
public sealed class Measurements
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

    private readonly Lock _gate = new();
    private readonly long[] _buckets = new long[Bounds.Length];
    private readonly SortedDictionary<int, long> _byStatus = [];
    private long _count;
    private double _seconds;

    /// <summary>Notes one answer.</summary>
    public void Note(int status, TimeSpan took)
    {
        lock (_gate)
        {
            _byStatus[status] = _byStatus.GetValueOrDefault(status) + 1;
            _count++;
            _seconds += took.TotalSeconds;
            for (var i = 0; i < Bounds.Length; i++)
            {
                _buckets[i] += took.TotalSeconds <= Bounds[i] ? 1 : 0;
            }
        }
    }

    /// <summary>Everything that was noted since the process started.</summary>
    public string Print(string version)
    {
        lock (_gate)
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"# TYPE harbour_build_info gauge\nharbour_build_info{{version=\"{version}\"}} 1\n");
            text.Append("# TYPE harbour_requests_total counter\n");
            foreach (var (status, count) in _byStatus)
            {
                text.Append(CultureInfo.InvariantCulture, $"harbour_requests_total{{status=\"{status}\"}} {count}\n");
            }

            var errors = _byStatus.Where(it => it.Key >= 500).Sum(it => it.Value);
            text.Append(CultureInfo.InvariantCulture, $"# TYPE harbour_errors_total counter\nharbour_errors_total {errors}\n");
            PrintDurations(text);
            return text.ToString();
        }
    }

    private void PrintDurations(StringBuilder text)
    {
        const string Name = "harbour_request_duration_seconds";
        text.Append("# TYPE ").Append(Name).Append(" histogram\n");
        for (var i = 0; i < Bounds.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{le=\"{Bounds[i]}\"}} {_buckets[i]}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{le=\"+Inf\"}} {_count}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Name}_sum {_seconds:0.######}\n{Name}_count {_count}\n");
    }
}
