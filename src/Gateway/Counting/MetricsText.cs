using System.Globalization;
using System.Text;
using Slipway.Traffic;

namespace Slipway.Gateway.Counting;

/// <summary>What <c>GET /metrics</c> answers.</summary>
/// <remarks>Source: Prometheus text exposition format, version 0.0.4.</remarks>
internal sealed class MetricsText
{
    private readonly StringBuilder _text = new();

    public static string Write(Figures figures, double share, int skippedStable, int skippedCandidate)
    {
        var text = new MetricsText();
        (string Lane, LaneFigures Figures)[] lanes = [("stable", figures.Stable), ("candidate", figures.Candidate)];
        text.Family("candidate_share_ratio", "gauge", "Share of the candidate, 0 to 1.").Line("", share / 100);
        text.Each("requests_total", "counter", "Requests of a lane that are over.", lanes, it => it.Read().Requests);
        text.Each("errors_total", "counter", "Of these: a status of 500 to 599, or no answer.", lanes, it => it.Read().Errors);
        text.Each(
            "left_by_client_total",
            "counter",
            "Of the errors: the client left before there was an answer.",
            lanes,
            it => it.LeftByClient
        );
        text.Each("retries_total", "counter", "Requests sent to a second server of the lane.", lanes, it => it.Retries);
        text.Each(
            "asked_requests_total",
            "counter",
            "Requests that asked for the lane by header; in no other count.",
            lanes,
            it => it.Asked
        );
        text.Each("in_flight_requests", "gauge", "Requests that are being answered.", lanes, it => it.InFlight);
        text.Family("skipped_servers", "gauge", "Servers that did not answer lately.")
            .Line("{lane=\"stable\"}", skippedStable)
            .Line("{lane=\"candidate\"}", skippedCandidate);
        text.Family("refused_requests_total", "counter", "Requests that asked for a lane and may not, or for a tunnel.")
            .Line("", figures.Refused);
        text.Durations("request_duration_seconds", "Time of a request until its answer was complete.", lanes);
        text.Shadow(figures.Shadow);
        return text._text.ToString();
    }

    private void Shadow(ShadowFigures shadow)
    {
        Family("shadow_requests_total", "counter", "Copies of requests that are over.").Line("", shadow.Sent.Read().Requests);
        Family("shadow_errors_total", "counter", "Of these: a status of 500 to 599, or no answer.").Line("", shadow.Sent.Read().Errors);
        Family("shadow_dropped_total", "counter", "Copies that were not sent: too many under way.").Line("", shadow.Dropped);
        Durations("shadow_duration_seconds", "Time of a copy until its answer was complete.", [("", shadow.Sent)]);
    }

    private void Durations(string name, string help, IReadOnlyList<(string Lane, LaneFigures Figures)> lanes)
    {
        Family(name, "histogram", help);
        foreach (var (lane, figures) in lanes)
        {
            var (read, label) = (figures.Read(), lane.Length == 0 ? "" : $"lane=\"{lane}\",");
            var upTo = 0L;
            for (var at = 0; at < LatencyBuckets.Count; at++)
            {
                upTo += read.Latency[at];
                Named($"{name}_bucket", $"{{{label}le=\"{UpperEnd(at)}\"}}", upTo);
            }

            var only = label.Length == 0 ? "" : $"{{{label.TrimEnd(',')}}}";
            Named($"{name}_sum", only, figures.Seconds);
            Named($"{name}_count", only, read.Requests);
        }
    }

    private static string UpperEnd(int bucket) =>
        bucket < LatencyBuckets.UpperMilliseconds.Count
            ? (LatencyBuckets.UpperMilliseconds[bucket] / 1000).ToString("G6", CultureInfo.InvariantCulture)
            : "+Inf";

    private void Each(
        string name,
        string kind,
        string help,
        IReadOnlyList<(string Lane, LaneFigures Figures)> lanes,
        Func<LaneFigures, long> count
    )
    {
        var family = Family(name, kind, help);
        foreach (var (lane, figures) in lanes)
        {
            family.Line($"{{lane=\"{lane}\"}}", count(figures));
        }
    }

    private OneFamily Family(string name, string kind, string help)
    {
        _text.Append(CultureInfo.InvariantCulture, $"# HELP slipway_gateway_{name} {help}\n# TYPE slipway_gateway_{name} {kind}\n");
        return new(this, name);
    }

    private void Named(string name, string labels, double value) =>
        _text.Append(CultureInfo.InvariantCulture, $"slipway_gateway_{name}{labels} {value}\n");

    private sealed record OneFamily(MetricsText Text, string Name)
    {
        public OneFamily Line(string labels, double value)
        {
            Text.Named(Name, labels, value);
            return this;
        }
    }
}
