using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Kernel;

/// <summary>A number with the unit it was given in.</summary>
/// <param name="Number">The number, in <paramref name="Unit"/>.</param>
/// <param name="Unit">A unit as in <see cref="Units"/>, or empty for a bare number.</param>
public readonly partial record struct Quantity(double Number, string Unit)
{
    /// <summary>
    /// Reads <c>212 ms</c>, <c>4.0</c>, <c>-3</c>, <c>5%</c>, <c>1,200</c>, <c>8 USD/day</c>; null when it is anything else. A
    /// comma is read only between groups of three digits: <c>4,5</c> may be 4.5 or 45. A unit is one word without digits.
    /// </summary>
    public static Quantity? TryParse(string text)
    {
        if (text.Length > 100 || Form().Match(text.Trim()) is not { Success: true } found)
        {
            return null;
        }

        var number = found.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal);
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new Quantity(value, Units.Canonical(found.Groups["unit"].Value))
            : null;
    }

    /// <summary>This quantity in another unit of the same dimension; null when the two cannot be compared.</summary>
    public double? In(string unit)
    {
        if (Unit == unit)
        {
            return Number;
        }

        return Units.Scale(Unit) is { } from && Units.Scale(unit) is { } to && from.Dimension == to.Dimension
            ? Rounded(Number * from.Factor / to.Factor)
            : null;
    }

    [GeneratedRegex(
        @"^(?<number>[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)\s*(?<unit>(?:[\p{L}%/$€£¥°µ][^\s0-9]{0,30})?)$"
    )]
    private static partial Regex Form();

    /// <summary>To 14 significant digits: 0.3 s is 300 ms, and not 299.99999999999994 ms.</summary>
    private static double Rounded(double number) =>
        double.Parse(number.ToString("G14", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary><c>212 ms</c>; the shortest form that reads back to the same number.</summary>
    public override string ToString()
    {
        var number = Number.ToString("R", CultureInfo.InvariantCulture);
        return Unit.Length == 0 ? number : $"{number} {Unit}";
    }
}

/// <summary>The units that Slipway can convert. Any other unit compares only with itself.</summary>
public static class Units
{
    private static readonly Dictionary<string, (string Dimension, double Factor)> Scales = new(StringComparer.Ordinal)
    {
        ["us"] = ("time", 1e-6),
        ["ms"] = ("time", 1e-3),
        ["s"] = ("time", 1),
        ["min"] = ("time", 60),
        ["h"] = ("time", 3600),
        ["d"] = ("time", 86400),
        ["B"] = ("size", 1),
        ["KB"] = ("size", 1e3),
        ["MB"] = ("size", 1e6),
        ["GB"] = ("size", 1e9),
        ["TB"] = ("size", 1e12),
        ["KiB"] = ("size", 1024),
        ["MiB"] = ("size", 1048576),
        ["GiB"] = ("size", 1073741824),
        ["TiB"] = ("size", 1099511627776),
        ["%"] = ("ratio", 0.01),
        ["ratio"] = ("ratio", 1),
        ["x"] = ("multiple", 1),
        ["/s"] = ("rate", 1),
        ["/min"] = ("rate", 1.0 / 60),
    };

    private static readonly Dictionary<string, string> Spellings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["percent"] = "%",
        ["millisecond"] = "ms",
        ["milliseconds"] = "ms",
        ["msec"] = "ms",
        ["sec"] = "s",
        ["secs"] = "s",
        ["second"] = "s",
        ["seconds"] = "s",
        ["mins"] = "min",
        ["minute"] = "min",
        ["minutes"] = "min",
        ["hr"] = "h",
        ["hrs"] = "h",
        ["hour"] = "h",
        ["hours"] = "h",
        ["day"] = "d",
        ["days"] = "d",
        ["byte"] = "B",
        ["bytes"] = "B",
        ["req/s"] = "/s",
        ["rps"] = "/s",
        ["requests/second"] = "/s",
        ["requests/sec"] = "/s",
        ["/sec"] = "/s",
        ["/second"] = "/s",
        ["/minute"] = "/min",
        ["times"] = "x",
    };

    /// <summary>Spellings in which capitals differ: a minute, and the powers of 1024 of <c>du -h</c> and <c>free -h</c>.</summary>
    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["m"] = "min",
        ["K"] = "KiB",
        ["M"] = "MiB",
        ["G"] = "GiB",
        ["T"] = "TiB",
        ["Ki"] = "KiB",
        ["Mi"] = "MiB",
        ["Gi"] = "GiB",
        ["Ti"] = "TiB",
    };

    /// <summary>The one spelling of a unit; what is not known stays as written.</summary>
    public static string Canonical(string unit)
    {
        if (Letters.TryGetValue(unit, out var known) || Spellings.TryGetValue(unit, out known))
        {
            return known;
        }

        return Scales.Keys.FirstOrDefault(it => string.Equals(it, unit, StringComparison.OrdinalIgnoreCase)) ?? unit;
    }

    internal static (string Dimension, double Factor)? Scale(string unit) => Scales.TryGetValue(unit, out var scale) ? scale : null;
}
