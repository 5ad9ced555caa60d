using System.Diagnostics;
using System.Xml;
using Slipway.TestReports;

namespace Slipway.Benchmarks;

/// <summary>
/// Reading reports of tests: ours in this process and as a verb, beside a bare <see cref="XmlReader"/> that counts elements, and
/// beside readers in JavaScript on a smaller file of the same kind.
/// </summary>
internal static class TestReportReading
{
    private const int Rounds = 5;
    private const long Large = 200_000_000;
    private const long Small = 8_000_000;

    public static async Task MeasureAsync(Table table, Programs programs)
    {
        using var work = new Workplace();
        var (large, small, huge) = (
            Path.Combine(work.Folder, "large.xml"),
            Path.Combine(work.Folder, "small.xml"),
            Path.Combine(work.Folder, "huge.xml")
        );
        var cases = TestFiles.Write(large, Large);
        _ = TestFiles.Write(small, Small);
        var bytes = new FileInfo(large).Length;
        var (ours, listened, bare) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round <= Rounds; round++)
        {
            Take(ours, round, () => Count(large, null));
            Take(listened, round, () => Count(large, (_, _) => { }));
            Take(bare, round, () => Bare(large));
        }

        var (fast, full, peer) = (Median(ours), Median(listened), Median(bare));
        table.Hold("counted, one core", bytes / 1e6 / fast, "MB/s", 60, atLeast: true);
        table.Hold("  cases a second", cases / fast / 1e3, "k/s", 400, atLeast: true);
        table.Tell("  every case with its texts handed on", $"{bytes / 1e6 / full:0} MB/s");
        table.Tell("  bare XmlReader, counting elements", $"{bytes / 1e6 / peer:0} MB/s");
        table.Tell("  ours against it", $"{peer / fast:0.0} ×");
        await Processes(table, programs, work, small, huge);
    }

    private static async Task Processes(Table table, Programs programs, Workplace work, string small, string huge)
    {
        _ = TestFiles.Write(huge, 1_000_000_000);
        var whole = await Call.OfAsync(programs.Slipway, work.Folder, ["tests", "read", huge, "--format", "json"]);
        table.Hold("1 GB as a process, memory", whole.PeakBytes / 1048576.0, "MiB", 120);
        table.Tell("  speed", $"{new FileInfo(huge).Length / 1e6 / whole.Wall.TotalSeconds:0} MB/s");
        var mine = await Call.OfAsync(programs.Slipway, work.Folder, ["tests", "read", small, "--format", "json"]);
        foreach (var peer in Peers.Names)
        {
            if (Peers.Script(peer) is not { } script)
            {
                table.Tell($"  {peer}", "not installed");
                continue;
            }

            var call = await Call.OfAsync("node", work.Folder, [script, peer, small]);
            table.Tell($"  {peer} as a process, against ours on {Small / 1_000_000} MB", $"{call.Wall / mine.Wall:0.0} ×");
        }
    }

    private static void Take(List<TimeSpan> times, int round, Action act)
    {
        var began = Stopwatch.GetTimestamp();
        act();
        if (round > 0)
        {
            times.Add(Stopwatch.GetElapsedTime(began));
        }
    }

    private static void Count(string path, Action<string, TestCase>? listener)
    {
        using var stream = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        foreach (var summary in TestReportReader.Read(stream, path, listener, null, CancellationToken.None))
        {
            if (summary.Status != ReportStatus.Ok)
            {
                throw new InvalidOperationException(summary.Reason);
            }
        }
    }

    private static void Bare(string path)
    {
        using var xml = XmlReader.Create(path, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (xml.Read())
        {
            // Counting costs nothing beside reading.
        }
    }

    private static double Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2).TotalSeconds;
}

/// <summary>Readers in JavaScript, installed beside the script by whoever measures.</summary>
internal static class Peers
{
    public static IReadOnlyList<string> Names { get; } = ["junit2json", "fast-xml-parser", "test-results-parser"];

    /// <summary>The script that runs a peer; null when the peer is not installed.</summary>
    public static string? Script(string peer)
    {
        var folder = Path.Combine(Directory.GetCurrentDirectory(), "artifacts", "peers");
        return Directory.Exists(Path.Combine(folder, "node_modules", peer)) ? Path.Combine(folder, "read.mjs") : null;
    }
}
