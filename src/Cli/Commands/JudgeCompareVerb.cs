using System.CommandLine;
using System.Globalization;
using Slipway.Cli.Feeds;
using Slipway.Judging;
using Slipway.Kernel;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway judge compare [--alpha 0.01] [--margin 1.25]</c></summary>
internal static class JudgeCompareVerb
{
    public static Command Make(Host host)
    {
        var alpha = new Option<string>("--alpha")
        {
            Description = "How likely a no-go may be, over all looks, while the candidate is as good as the baseline.",
            HelpName = "CHANCE",
            DefaultValueFactory = _ => "0.01",
        };
        var margin = new Option<string>("--margin")
        {
            Description = "How many times the baseline's rate the candidate's may be for a go.",
            HelpName = "RATIO",
            DefaultValueFactory = _ => "1.25",
        };
        var slower = new Option<string>("--latency-margin")
        {
            Description = "How many times the baseline's rate of slow requests the candidate's may be before it is a no-go; 1 for none.",
            HelpName = "RATIO",
            DefaultValueFactory = _ => "1.25",
        };
        var floor = new Option<string>("--floor")
        {
            Description = "A share of failed requests that nobody minds: shown to be below it the candidate goes; 0 for none.",
            HelpName = "SHARE",
            DefaultValueFactory = _ => "0.001",
        };
        var perLook = new Option<string>("--per-look")
        {
            Description = "Requests that each arm has to bring for one look, as judge dispersion says; 0 makes each interval one.",
            HelpName = "REQUESTS",
            DefaultValueFactory = _ => "0",
        };
        var stale = new Option<string>("--stale-after")
        {
            Description = "Without traffic in both arms for longer than this there is no data. A gate takes four of its intervals.",
            HelpName = "DURATION",
            DefaultValueFactory = _ => "5m",
        };
        var shadow = new Option<string?>("--shadow")
        {
            Description = "A metric that only looks on and decides nothing: latency.",
            HelpName = "METRIC",
        };
        shadow.AcceptOnlyFromAmong("latency");
        var verb = new Command(
            "compare",
            "Read intervals of a candidate beside its baseline (a JSON object a line, many runs in one stream) from standard input, and print each run's decision whenever it changes and at its end. Exit codes: 0 every line was judged, 2 some could not be used."
        )
        {
            alpha,
            margin,
            slower,
            floor,
            perLook,
            stale,
            shadow,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var rules = Rules(
                    parsed.GetValue(alpha)!,
                    parsed.GetValue(margin)!,
                    parsed.GetValue(slower)!,
                    parsed.GetValue(floor)!,
                    parsed.GetValue(perLook)!
                ) with
                {
                    StaleAfter = Stale(parsed.GetValue(stale)!),
                    LatencyIsShadow = parsed.GetValue(shadow) is not null,
                };
                await using var input = host.InBytes();
                await new ComparisonTrial(rules, host.Out).RunAsync(input, ct);
                return ExitCodes.Go;
            }
        );
        return verb;
    }

    private static ComparisonRules Rules(string alpha, string margin, string slower, string floor, string perLook)
    {
        var (chance, ratio, slow, least) = (Number(alpha), Number(margin), Number(slower), Number(floor));
        var isLook = long.TryParse(perLook, NumberStyles.None, CultureInfo.InvariantCulture, out var requests) && requests <= 1_000_000;
        string[] faults =
        [
            .. chance is >= 1e-9 and <= 0.5
                ? (string[])[]
                : [$"--alpha `{alpha}` is no chance from 0.000000001 to 0.5; write for example 0.01"],
            .. ratio is > 1 and <= 100
                ? (string[])[]
                : [$"--margin `{margin}` is no ratio above 1 and at the most 100; write for example 1.25"],
            .. slow is >= 1 and <= 100 ? (string[])[] : [$"--latency-margin `{slower}` is no ratio from 1 to 100; write for example 1.25"],
            .. least is >= 0 and <= 0.1 ? (string[])[] : [$"--floor `{floor}` is no share from 0 to 0.1; write for example 0.001"],
            .. isLook ? (string[])[] : [$"--per-look `{perLook}` is no whole number from 0 to 1000000; write for example 100"],
        ];
        return faults.Length == 0
            ? new()
            {
                Alpha = chance,
                Margin = ratio,
                LatencyMargin = slow,
                Floor = least,
                PerLook = requests,
            }
            : throw new UnusableException(faults);
    }

    private static TimeSpan Stale(string text) =>
        Durations.TryParse(text) is { } time && time > TimeSpan.Zero
            ? time
            : throw new UnusableException($"--stale-after `{text}` is no duration above zero; write for example 5m");

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
