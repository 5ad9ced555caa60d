using System.Globalization;

namespace Slipway.Runs.Reports;

/// <summary>Durations, sizes, shares and digests as people read them.</summary>
internal static class Figures
{
    public static string Took(TimeSpan span) =>
        span switch
        {
            _ when span < TimeSpan.Zero => "0 ms",
            { TotalMilliseconds: < 1000 } => Number(span.TotalMilliseconds, "0", "ms"),
            { TotalSeconds: < 60 } => Number(span.TotalSeconds, "0.#", "s"),
            { TotalMinutes: < 60 } => Two((int)span.TotalMinutes, "min", span.Seconds, "s"),
            { TotalHours: < 48 } => Two((int)span.TotalHours, "h", span.Minutes, "min"),
            _ => Two((int)span.TotalDays, "d", span.Hours, "h"),
        };

    public static string Bytes(long bytes) =>
        bytes switch
        {
            < 1024 => $"{bytes} B",
            < 1024 * 1024 => Number(bytes / 1024.0, "0.#", "KiB"),
            _ => Number(bytes / 1048576.0, "0.#", "MiB"),
        };

    /// <summary>Whole percentages that sum up to 100 (largest remainders), of which only all make 100, and only none make 0.</summary>
    public static Dictionary<ProvedBy, int> WholePercents(IReadOnlyList<ProvedBy> order, ReportCounts counts)
    {
        var exact = order.ToDictionary(it => it, it => counts.Share(it) * 100);
        var whole = exact.ToDictionary(it => it.Key, it => it.Value is > 0 and < 1 ? 1 : (int)Math.Floor(it.Value + 1e-9));
        var left = counts.Gates == 0 ? 0 : 100 - whole.Values.Sum();
        foreach (var by in order.Where(it => exact[it] > 0).OrderByDescending(it => exact[it] - whole[it]).Take(Math.Max(0, left)))
        {
            whole[by]++;
        }

        if (left < 0)
        {
            whole[whole.MaxBy(it => it.Value).Key] += left;
        }

        return whole;
    }

    /// <summary>The first digits of a digest, for the eye; the whole stands beside it or in the integrity section.</summary>
    public static string Short(string digest)
    {
        var hex = digest.StartsWith("sha256:", StringComparison.Ordinal) ? digest[7..] : digest;
        return Plainly.Line(hex.Length <= 12 ? hex : hex[..12]);
    }

    public static string Ordinal(int number) =>
        (number % 100 is 11 or 12 or 13 ? 0 : number % 10) switch
        {
            1 => $"{number}st",
            2 => $"{number}nd",
            3 => $"{number}rd",
            _ => $"{number}th",
        };

    /// <summary>The beginning of a text, where more of it stands elsewhere.</summary>
    public static string Start(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return $"{text[..end].TrimEnd()}…";
    }

    /// <summary>A difference to a plan: <c>4 min late</c>, <c>on time</c>.</summary>
    public static string Off(TimeSpan over, string more, string less) =>
        over.Duration() < TimeSpan.FromSeconds(1) ? "as planned" : $"{Took(over.Duration())} {(over > TimeSpan.Zero ? more : less)}";

    /// <summary>A place from 0 to 100 for a drawing.</summary>
    public static string Percent(double x) => $"{x.ToString("0.##", CultureInfo.InvariantCulture)}%";

    /// <summary>With a mark at its end.</summary>
    public static string Sentence(string words) =>
        words.TrimEnd() is var said && said is [.., '.' or '?' or '!' or '…'] or "" ? said : said + ".";

    /// <summary>With a large letter at its beginning.</summary>
    public static string Large(string words) => words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];

    public static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";

    private static string Number(double value, string format, string unit) =>
        $"{value.ToString(format, CultureInfo.InvariantCulture)} {unit}";

    private static string Two(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small} {smallUnit}";
}
