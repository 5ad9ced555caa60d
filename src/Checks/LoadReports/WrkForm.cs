using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checks.Reports;

namespace Slipway.Checks.LoadReports;

/// <summary>
/// What wrk prints. Percentiles stand there only with <c>--latency</c>: 50, 75, 90 and 99. Its "Non-2xx or 3xx responses" are those
/// of 400 and above, so a redirect counts as good.
/// </summary>
internal static partial class WrkForm
{
    public static LoadFigures Read(IReadOnlyList<string> lines, ReportFile file)
    {
        var text = string.Join('\n', lines);
        var requests =
            Total().Match(text) is { Success: true } total && Rate().Match(text) is { Success: true }
                ? Long(total.Groups[1].Value)
                : throw new UnreadableReport($"{file.Shown}: this report of wrk is not whole.");
        var socket = Socket().Match(text) is { Success: true } errors ? errors.Groups.Values.Skip(1).Sum(it => Long(it.Value)) : 0;
        var status = Status().Match(text) is { Success: true } bad ? Long(bad.Groups[1].Value) : 0;
        var figures = new LoadFigures
        {
            Tool = "wrk",
            Requests = requests + socket,
            Errors = status + socket,
            Rate = double.Parse(Rate().Match(text).Groups[1].Value, CultureInfo.InvariantCulture),
        };
        if (Latency().Match(text) is { Success: true } latency)
        {
            figures.Take("mean", Milliseconds(latency.Groups[1].Value, latency.Groups[2].Value));
            figures.Take("max", Milliseconds(latency.Groups[3].Value, latency.Groups[4].Value));
        }

        foreach (Match share in Share().Matches(text))
        {
            figures.Take(
                share.Groups[1].Value.TrimEnd('0').TrimEnd('.') switch
                {
                    "5" or "50" => "p50",
                    "9" or "90" => "p90",
                    "95" => "p95",
                    "99" => "p99",
                    "99.9" => "p999",
                    _ => "other",
                },
                Milliseconds(share.Groups[2].Value, share.Groups[3].Value)
            );
        }

        return figures;
    }

    private static long Long(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    private static double Milliseconds(string number, string unit) =>
        double.Parse(number, CultureInfo.InvariantCulture)
        * unit switch
        {
            "us" => 0.001,
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            _ => 3_600_000,
        };

    [GeneratedRegex(@"^ +([0-9]{1,15}) requests in ", RegexOptions.Multiline)]
    private static partial Regex Total();

    [GeneratedRegex(@"^Requests/sec: +([0-9]{1,12}(?:\.[0-9]{1,6})?)$", RegexOptions.Multiline)]
    private static partial Regex Rate();

    [GeneratedRegex(
        @"^ +Socket errors: connect ([0-9]{1,15}), read ([0-9]{1,15}), write ([0-9]{1,15}), timeout ([0-9]{1,15})$",
        RegexOptions.Multiline
    )]
    private static partial Regex Socket();

    [GeneratedRegex(@"^ +Non-2xx or 3xx responses: ([0-9]{1,15})$", RegexOptions.Multiline)]
    private static partial Regex Status();

    [GeneratedRegex(
        @"^ +Latency +([0-9]{1,9}\.[0-9]{2})(us|ms|s|m|h) +[0-9]{1,9}\.[0-9]{2}(?:us|ms|s|m|h) +([0-9]{1,9}\.[0-9]{2})(us|ms|s|m|h) ",
        RegexOptions.Multiline
    )]
    private static partial Regex Latency();

    [GeneratedRegex(@"^ +([0-9]{1,2}(?:\.[0-9]{1,6})?)% +([0-9]{1,9}\.[0-9]{2})(us|ms|s|m|h)$", RegexOptions.Multiline)]
    private static partial Regex Share();
}
