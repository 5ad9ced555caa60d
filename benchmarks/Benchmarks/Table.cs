using System.Globalization;

namespace Slipway.Benchmarks;

/// <summary>What is printed: a line per figure, with what it is held against and whether it is kept.</summary>
internal sealed class Table(TextWriter text)
{
    public void Part(string name) => text.WriteLine($"\n{name}");

    /// <summary>A figure that only informs.</summary>
    public void Tell(string what, string figure) => text.WriteLine($"  {what, -66} {figure, 14}");

    /// <summary>A figure with the limit that it is to keep.</summary>
    public void Hold(string what, double figure, string unit, double limit, bool atLeast = false)
    {
        var kept = atLeast ? figure >= limit : figure <= limit;
        text.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {what, -66} {Number(figure), 10} {unit, -3}  {(atLeast ? "≥" : "≤")} {Number(limit)} {unit, -3} {(kept ? "kept" : "MISSED")}"
            )
        );
    }

    public static string Ms(TimeSpan span) => $"{Number(span.TotalMilliseconds)} ms";

    public static string MiB(long bytes) => $"{Number(bytes / 1048576.0)} MiB";

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
