using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Machine;

/// <summary>How fast the memory of one process grows: the slope of a straight line through its sizes over the window.</summary>
internal static class Growth
{
    private const int Samples = 20;

    public static async Task<Observation> MeasureAsync(Asked asked, SettingReader settings, ProcFiles files, CancellationToken ct)
    {
        var found = Processes.Find(asked, settings, files, ct);
        if (found is not [var process])
        {
            return Observation.Unseen($"{found.Count} processes run as asked; the growth of one is measured.");
        }

        var clock = settings.Here.Clock;
        var start = clock.GetTimestamp();
        var sizes = new List<(double Minutes, double Bytes)>();
        for (var i = 0; ; i++)
        {
            if (Processes.Of(files, process.Pid) is not { } now || now.StartTicks != process.StartTicks)
            {
                return Observation.Unseen($"The process {process.Pid} ended while its memory was measured.");
            }

            sizes.Add((clock.GetElapsedTime(start).TotalMinutes, now.RssBytes));
            if (i == Samples)
            {
                return Seen(asked, process, sizes);
            }

            await Task.Delay(asked.Window / Samples, clock, ct);
        }
    }

    private static Observation Seen(Asked asked, RunningProcess process, IReadOnlyList<(double Minutes, double Bytes)> sizes)
    {
        if (Slope(sizes) is not { } slope)
        {
            return Observation.Unseen("No time passed between the sizes: no growth can be told.");
        }

        var account = Told.Of(
            asked,
            slope / 1024 / 1024,
            string.Create(CultureInfo.InvariantCulture, $"growth of the memory of {process.Name} ({process.Pid})")
        );
        account.Facts["pid"] = process.Pid;
        account.Facts["firstBytes"] = (long)sizes[0].Bytes;
        account.Facts["lastBytes"] = (long)sizes[^1].Bytes;
        account.Facts["samples"] = sizes.Count;
        account.Facts["windowMs"] = Math.Round(sizes[^1].Minutes * 60_000);
        return account.Seen();
    }

    /// <summary>Least squares: what one unit of the first adds to the second; null when the first does not vary.</summary>
    public static double? Slope(IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(it => it.X), points.Average(it => it.Y));
        var spread = points.Sum(it => (it.X - x) * (it.X - x));
        return spread > 0 ? points.Sum(it => (it.X - x) * (it.Y - y)) / spread : null;
    }
}
