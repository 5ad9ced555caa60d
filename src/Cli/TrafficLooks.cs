using Slipway.Traffic;

namespace Slipway.Cli;

/// <summary>Looks at the traffic of an environment until the split can be judged, or the time is over.</summary>
internal sealed class TrafficLooks(TrafficAtHand traffic, SplitRules rules)
{
    private const int MostProbes = 1000;
    private const int ProbesAtOnce = 100;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Looks every second, and ends as soon as the split matches or differs. Each look has its part of the chance of being wrong, so
    /// that looking often does not make an alarm.
    /// </summary>
    /// <param name="asked">The share to hold the split against, in per cent; null for the one that the proxy says.</param>
    /// <param name="window">Longest time.</param>
    /// <param name="untilJudged">Whether to end when the split can be judged; otherwise the whole time is looked at.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<TrafficLook> LookAsync(double? asked, TimeSpan window, bool untilJudged, CancellationToken ct)
    {
        var start = traffic.Clock.GetTimestamp();
        var looks = untilJudged ? (int)Math.Max(1, Math.Ceiling(window / Between)) : 1;
        var shared = rules with { Chance = rules.Chance / looks };
        var before = await traffic.Driver.CountAsync(ct);
        var probes = 0;
        while (true)
        {
            var left = window - traffic.Clock.GetElapsedTime(start);
            await Task.Delay(Shortest(untilJudged ? Between : left, left), traffic.Clock, ct);
            probes += await ProbeAsync(probes, ct);
            var look = Judged(asked, await traffic.Driver.ReadAsync(ct), before, await traffic.Driver.CountAsync(ct), shared);
            if (
                look.Why is not null
                || traffic.Clock.GetElapsedTime(start) >= window
                || (untilJudged && look.Split?.Verdict is not SplitVerdict.TooFew)
            )
            {
                return look;
            }
        }
    }

    private async Task<int> ProbeAsync(int sent, CancellationToken ct) =>
        traffic.Probe is { } probe && sent < MostProbes
            ? await probe.SendAsync(Math.Min(ProbesAtOnce, MostProbes - sent), ProbeLimit, ct)
            : 0;

    private TrafficLook Judged(double? asked, Told<double> read, Told<LaneCounts> before, Told<LaneCounts> after, SplitRules shared)
    {
        var (share, first, last) = (Known(read, out var noShare), KnownCounts(before, out var noFirst), KnownCounts(after, out var noLast));
        var why = noShare ?? noFirst ?? noLast;
        var split = share is { } now && first is not null && last is not null ? SplitWatch.Judge(first, last, asked ?? now, shared) : null;
        return new(share, first, last, split, why is null ? null : traffic.Redactor.Redact(why));
    }

    private static double? Known(Told<double> told, out string? why)
    {
        why = (told as Told<double>.Unknown)?.Why;
        return (told as Told<double>.Known)?.Value;
    }

    private static LaneCounts? KnownCounts(Told<LaneCounts> told, out string? why)
    {
        why = (told as Told<LaneCounts>.Unknown)?.Why;
        return (told as Told<LaneCounts>.Known)?.Value;
    }

    private static TimeSpan Shortest(TimeSpan one, TimeSpan other) =>
        one < other ? one
        : other > TimeSpan.Zero ? other
        : TimeSpan.Zero;
}
