using System.Globalization;

namespace Slipway.Checks.Postgresql;

/// <summary>Spans and shares as sentences say them.</summary>
internal static class Spans
{
    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###} s");

    public static string Share(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.#} %");
}
