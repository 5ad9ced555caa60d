using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Flakes;

namespace Slipway.Cli;

/// <summary>Histories that were read into one.</summary>
/// <param name="History">Its outcomes; one at least.</param>
/// <param name="IsWhole">Whether every line could be used.</param>
internal sealed record ReadHistory(TestHistory History, bool IsWhole);

/// <summary>Histories of tests that a call names.</summary>
internal static class Histories
{
    private const int FaultsTold = 20;

    public static Option<string[]> Option() =>
        new("--history")
        {
            Description = "A history: one outcome a line, as JSON; several are given one by one and read as one. - reads standard input.",
            HelpName = "FILE.ndjson",
        };

    /// <summary>The histories that are named, or what the store holds when none is.</summary>
    public static async Task<TestHistory> OfAsync(Host host, IReadOnlyList<string> files, string store, CancellationToken ct)
    {
        if (files.Count > 0)
        {
            return Read(host, files, ct).History;
        }

        var history = await TestStores.WithAsync(host, store, mayBeMissing: false, it => it.ReadAsync(ct), ct);
        return history.Count > 0 ? history : throw new UnusableException($"{store} holds no outcome of a test");
    }

    /// <summary>As <see cref="OfAsync"/>, with tests that were renamed or moved under their last name.</summary>
    public static async Task<TestHistory> FollowedAsync(Host host, IReadOnlyList<string> files, string store, CancellationToken ct)
    {
        var history = await OfAsync(host, files, store, ct);
        history.FollowMoves();
        return history;
    }

    /// <summary>
    /// Reads all of them into one. Lines that cannot be used are told and passed over; a history without a usable line is not
    /// usable: nothing can be said of tests that nobody saw.
    /// </summary>
    public static ReadHistory Read(Host host, IReadOnlyList<string> files, CancellationToken ct)
    {
        var (history, faults) = (new TestHistory(), 0L);
        foreach (var file in files)
        {
            var reading = ReadOne(host, file, history, ct);
            Tell(host, file, reading);
            faults += reading.FaultCount;
        }

        return history.Count > 0
            ? new(history, faults == 0)
            : throw new UnusableException(
                $"{string.Join(", ", files)}: no outcome of a test was read; `slipway tests import` makes a history of the reports of a runner"
            );
    }

    private static HistoryReading ReadOne(Host host, string file, TestHistory history, CancellationToken ct)
    {
        try
        {
            using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(host.Full(file));
            return HistoryReader.Read(stream, file == "-" ? "standard input" : file, history, ct);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{file} cannot be read: {unreadable.Message}");
        }
    }

    private static void Tell(Host host, string file, HistoryReading reading)
    {
        foreach (var fault in reading.Faults.Take(FaultsTold))
        {
            host.Err.WriteLine($"slipway: {fault}");
        }

        if (reading.FaultCount > 0)
        {
            host.Err.WriteLine($"slipway: {file}: {reading.FaultCount} of {reading.Lines} lines cannot be used and were passed over");
        }
    }
}
