using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Slipway.TestReports.Xml;

/// <summary>Durations and moments as reports write them. What makes no sense is not told, never zero.</summary>
internal static class Times
{
    private const double MostSeconds = 1e9;

    /// <summary>Seconds, as <c>1.5</c>, <c>1,234.5</c> (surefire groups thousands) or <c>0,012</c> (a comma for the point).</summary>
    public static double? Seconds(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text.IsEmpty || text.Length > 40)
        {
            return null;
        }

        if (Utf8Parser.TryParse(text, out double number, out var used) && used == text.Length)
        {
            return Sensible(number);
        }

        return text.Contains((byte)',') ? WithComma(Encoding.ASCII.GetString(text)) : Suffixed(text);
    }

    /// <summary>A span as <c>00:00:01.234</c>.</summary>
    public static double? Span(string? text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? Sensible(span.TotalSeconds) : null;

    /// <summary>A moment with or without a zone; without one it is taken as UTC.</summary>
    public static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    public static double? Sensible(double number) => number is >= 0 and < MostSeconds ? number : null;

    private static double? WithComma(string text)
    {
        var grouped = text.Contains('.', StringComparison.Ordinal) || text[0] != '0' && text.LastIndexOf(',') == text.Length - 4;
        return double.TryParse(
            grouped ? text.Replace(",", "", StringComparison.Ordinal) : text.Replace(',', '.'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? Sensible(number)
            : null;
    }

    private static double? Suffixed(ReadOnlySpan<byte> text)
    {
        var milliseconds = text.EndsWith("ms"u8);
        if (!text.EndsWith("s"u8))
        {
            return null;
        }

        var number = text[..^(milliseconds ? 2 : 1)];
        return Utf8Parser.TryParse(number, out double value, out var used) && used == number.Length
            ? Sensible(milliseconds ? value / 1000 : value)
            : null;
    }
}
