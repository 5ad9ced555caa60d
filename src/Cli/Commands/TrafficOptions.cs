using System.CommandLine;
using Slipway.Kernel;
using Slipway.Traffic;

namespace Slipway.Cli.Commands;

/// <summary>What the verbs of <c>slipway traffic</c> take.</summary>
internal sealed class TrafficOptions(string window, string about)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Option<string?> _settings = SharedOptions.Settings();
    private readonly Option<string?> _environment = SharedOptions.Environment();
    private readonly Option<string> _format = SharedOptions.Format("text", "json");
    private readonly Option<string> _window = new("--for")
    {
        Description = about,
        HelpName = "TIME",
        DefaultValueFactory = _ => window,
    };
    private readonly Option<double> _perKey = new("--per-key")
    {
        Description = "Requests that go to one lane together, on average, where the split sticks to people or addresses.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public void AddTo(Command verb)
    {
        verb.Add(_window);
        verb.Add(_perKey);
        verb.Add(_settings);
        verb.Add(_environment);
        verb.Add(_format);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_format) == "json";

    public Task<TrafficAtHand> TrafficAsync(Host host, ParseResult parsed, CancellationToken ct) =>
        TrafficAtHand.ReadAsync(host, parsed.GetValue(_settings), parsed.GetValue(_environment), ct);

    public SplitRules Rules(ParseResult parsed) =>
        parsed.GetValue(_perKey) is var said and >= 1 and <= 1_000_000
            ? new() { PerKey = said }
            : throw new UnusableException("--per-key is from 1 to 1000000");

    public TimeSpan Window(ParseResult parsed) =>
        Durations.TryParse(parsed.GetValue(_window)!) is { } span && span >= TimeSpan.FromSeconds(1) && span <= Longest
            ? span
            : throw new UnusableException($"--for {parsed.GetValue(_window)} is no duration from 1s to 1d; write for instance 30s");
}
