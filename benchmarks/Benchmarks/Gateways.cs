using System.Diagnostics;
using System.Globalization;

namespace Slipway.Benchmarks;

/// <summary>
/// The gateway beside HAProxy, nginx and no proxy at all, on the same server in the same run: requests a second, and how long the
/// slowest hundredth waits. Rounds are taken in turn, so that a busy moment of the machine meets all of them.
/// </summary>
internal static class Gateways
{
    private const int Rounds = 3;
    private const int Seconds = 5;

    public static async Task MeasureAsync(Table table, Programs programs)
    {
        using var work = new Workplace();
        using var server = await QuickServer.StartAsync(work);
        using var haproxy = await Proxy.HaproxyAsync(work, server.Url);
        using var nginx = await Proxy.NginxAsync(work, server.Url);
        using var gateway = await Proxy.GatewayAsync(work, programs.Slipway, server.Url);
        (string Name, string Url)[] ways =
        [
            ("direct", server.Url),
            ("HAProxy", haproxy.Url),
            ("nginx", nginx.Url),
            ("gateway", gateway.Url),
        ];
        foreach (var connections in (int[])[1, 32])
        {
            var medians = await MediansAsync(ways, connections);
            var peer = medians.First(it => it.Name == "HAProxy").Figures;
            foreach (var (name, figures) in medians)
            {
                table.Tell(
                    $"{name}, {connections} connections: requests a second; by HAProxy's",
                    string.Create(CultureInfo.InvariantCulture, $"{figures.Rate:0}; {figures.Rate / peer.Rate:0.00}")
                );
                table.Tell(
                    $"{name}, {connections} connections: p50; p99; by HAProxy's",
                    string.Create(CultureInfo.InvariantCulture, $"{figures.P50:0.00}; {figures.P99:0.00} ms; {figures.P99 / peer.P99:0.0}")
                );
            }
        }
    }

    private static async Task<IReadOnlyList<(string Name, Figures Figures)>> MediansAsync((string Name, string Url)[] ways, int connections)
    {
        var all = ways.Select(_ => new List<Figures>()).ToList();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                var figures = await WrkAsync(ways[i].Url, connections);
                if (round > 0)
                {
                    all[i].Add(figures);
                }
            }
        }

        return [.. ways.Zip(all, (way, figures) => (way.Name, Figures.MedianOf(figures)))];
    }

    /// <exception cref="InvalidOperationException">A request failed: a figure of failures means nothing.</exception>
    private static async Task<Figures> WrkAsync(string url, int connections)
    {
        using var wrk = Process.Start(
            new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{Seconds}s", "--latency", url])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var text = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return text.Contains("Socket errors", StringComparison.Ordinal) || text.Contains("Non-2xx", StringComparison.Ordinal)
            ? throw new InvalidOperationException($"requests to {url} failed: {text}")
            : new(Loads.Number(text, "Requests/sec:"), Loads.Number(text, "50%"), Loads.Number(text, "99%"));
    }

    /// <summary>What wrk measured; times in milliseconds.</summary>
    private sealed record Figures(double Rate, double P50, double P99)
    {
        public static Figures MedianOf(IReadOnlyList<Figures> all) =>
            new(Median(all.Select(it => it.Rate)), Median(all.Select(it => it.P50)), Median(all.Select(it => it.P99)));

        private static double Median(IEnumerable<double> figures)
        {
            var sorted = figures.Order().ToList();
            return sorted[sorted.Count / 2];
        }
    }
}
