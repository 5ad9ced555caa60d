using System.CommandLine;
using System.Data.Common;
using Slipway.Cli.Commands;
using Slipway.Flakes;

namespace Slipway.Cli;

/// <summary>The store of test outcomes that a call means.</summary>
internal static class TestStores
{
    public static Option<string> Option() =>
        new("--store")
        {
            Description = "The store of outcomes, a SQLite file.",
            HelpName = "FILE",
            DefaultValueFactory = _ => Path.Combine(".slipway", "tests.db"),
        };

    /// <summary>Opens the store, makes it where it may be missing, and tells what cannot be done as a fault of the call.</summary>
    public static async Task<T> WithAsync<T>(
        Host host,
        string given,
        bool mayBeMissing,
        Func<ITestHistoryStore, Task<T>> act,
        CancellationToken ct
    )
    {
        var path = host.Full(given);
        if (!mayBeMissing && !File.Exists(path))
        {
            throw new UnusableException(
                $"there is no store {given}: `slipway tests import FILE` makes it, or name a history with --history"
            );
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var store = await SqliteTestHistory.OpenAsync(path, ct);
            return await act(store);
        }
        catch (Exception refused)
            when (refused is IOException or UnauthorizedAccessException or DbException or InvalidDataException or DllNotFoundException)
        {
            throw new UnusableException($"{given} cannot be used: {refused.Message}");
        }
    }
}
