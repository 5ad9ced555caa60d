using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Flakes;
using Slipway.Kernel;

namespace Slipway.Cli;

/// <summary>Which history a call means, and which part of it is counted.</summary>
internal sealed class HistoryOptions
{
    private const int MostTold = 1000;

    public Option<string[]> History { get; } = Histories.Option();

    public Option<string> Store { get; } = TestStores.Option();

    public Option<string?> Last { get; } =
        new("--last")
        {
            Description =
                "Count what happened within this time before the last outcome, for instance 30d; everything is judged all the same. Default: all of it.",
            HelpName = "DURATION",
        };

    public static Option<int> Count(string what) =>
        new("--count")
        {
            Description = $"{what}, 1 to {MostTold}; the rest is counted.",
            HelpName = "N",
            DefaultValueFactory = _ => 20,
        };

    public static int Checked(int count) =>
        count is >= 1 and <= MostTold ? count : throw new UnusableException($"--count is 1 to {MostTold}, not {count}");

    /// <summary>The history, and from when on it counts; null for all of it.</summary>
    public async Task<(TestHistory History, DateTimeOffset? From)> ReadAsync(Host host, ParseResult parsed, CancellationToken ct)
    {
        var given = parsed.GetValue(Last);
        var span = given is null
            ? (TimeSpan?)null
            : Durations.TryParse(given) ?? throw new UnusableException($"--last {given} is no duration; write 30d or 12h");
        var history = await Histories.FollowedAsync(host, parsed.GetValue(History) ?? [], parsed.GetValue(Store)!, ct);
        return (history, span is { } back ? history.End - back : null);
    }
}
