using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checks.Reports;

namespace Slipway.Checks.LoadReports;

/// <summary>
/// What hey prints. A percentile that too few requests carry is printed as "0% in 0.0000 secs", and of no answers at all the times
/// are NaN and 0: neither is a time.
/// </summary>
internal static partial class HeyForm
{
    public static LoadFigures Read(IReadOnlyList<string> lines, ReportFile file)
    {
        var text = string.Join('\n', lines);
        if (!text.Contains("\nStatus code distribution:", StringComparison.Ordinal))
        {
            throw new UnreadableReport($"{file.Shown}: this report of hey is not whole.");
        }

        var (answered, good) = (0L, 0L);
        foreach (Match status in Status().Matches(text))
        {
            var count = long.Parse(status.Groups[2].Value, CultureInfo.InvariantCulture);
            answered += count;
            good += status.Groups[1].Value[0] == '2' ? count : 0;
        }

        var broken = Error().Matches(text).Sum(it => long.Parse(it.Groups[1].Value, CultureInfo.InvariantCulture));
        var figures = new LoadFigures
        {
            Tool = "hey",
            Requests = answered + broken,
            Errors = answered - good + broken,
            Rate = Rate().Match(text) is { Success: true } rate ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture) : null,
        };
        if (answered > 0)
        {
            TakeTimes(text, figures);
        }

        return figures;
    }

    private static void TakeTimes(string text, LoadFigures figures)
    {
        foreach (Match time in Summary().Matches(text))
        {
            figures.Take(time.Groups[1].Value == "Slowest" ? "max" : "mean", Milliseconds(time.Groups[2].Value));
        }

        foreach (Match share in Share().Matches(text))
        {
            figures.Take($"p{share.Groups[1].Value}", Milliseconds(share.Groups[2].Value));
        }
    }

    private static double Milliseconds(string seconds) => Math.Round(double.Parse(seconds, CultureInfo.InvariantCulture) * 1_000, 6);

    [GeneratedRegex(@"^  \[([0-9]{3})\]\t([0-9]{1,15}) responses$", RegexOptions.Multiline)]
    private static partial Regex Status();

    /// <summary>Behind a count stands what went wrong, which is no number of responses.</summary>
    [GeneratedRegex(@"^  \[([0-9]{1,15})\]\t(?![0-9]+ responses$)", RegexOptions.Multiline)]
    private static partial Regex Error();

    [GeneratedRegex(@"^  Requests/sec:\t([0-9]{1,12}\.[0-9]{1,6})$", RegexOptions.Multiline)]
    private static partial Regex Rate();

    [GeneratedRegex(@"^  (Slowest|Average):\t([0-9]{1,9}\.[0-9]{1,6}) secs$", RegexOptions.Multiline)]
    private static partial Regex Summary();

    [GeneratedRegex(@"^  (50|90|95|99)% in ([0-9]{1,9}\.[0-9]{1,6}) secs$", RegexOptions.Multiline)]
    private static partial Regex Share();
}
