using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Slipway.Judging;

/// <summary>
/// One recorded line: <c>300 0.12</c>, <c>315 NaN</c>, <c>330 stale</c>, <c>345 missing</c>; behind the value may stand
/// <c>baseline=0.02</c> and <c>changed</c>.
/// </summary>
/// <param name="At">Seconds from any fixed moment on, exact to 100 ns.</param>
/// <param name="Sample">What stood there.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SampleLine(TimeSpan At, Sample Sample)
{
    /// <summary>What stood at the baseline; null when nothing did.</summary>
    public double? Baseline { get; init; }

    /// <summary>Something was changed since the line before.</summary>
    public bool Changed { get; init; }

    /// <summary>The line as a look at a condition.</summary>
    public TriggerLook Look => new(Sample) { Baseline = Baseline, Changed = Changed };

    /// <summary>Ten thousand years in seconds.</summary>
    private const decimal MostSeconds = 315_576_000_000m;

    /// <summary>Reads a line of UTF-8.</summary>
    /// <returns>The line, or in words what is wrong with it.</returns>
    public static (SampleLine? Line, string? Fault) Read(ReadOnlySpan<byte> text)
    {
        var line = text.Trim(" \t\r"u8);
        var blank = line.IndexOfAny((byte)' ', (byte)'\t');
        if (blank < 0)
        {
            return (null, $"`{Shown(line)}` is not `seconds value`, as `300 0.12`");
        }

        var seconds = line[..blank];
        var value = line[blank..].Trim(" \t"u8);
        if (!Utf8Parser.TryParse(seconds, out decimal number, out var used) || used != seconds.Length || number is < 0 or > MostSeconds)
        {
            return (null, $"`{Shown(seconds)}` is no time in seconds from 0 to {MostSeconds}");
        }

        var end = value.IndexOfAny((byte)' ', (byte)'\t');
        var more = end < 0 ? default : value[end..].Trim(" \t"u8);
        value = end < 0 ? value : value[..end];
        return SampleOf(value) is not { } sample ? (null, $"`{Shown(value)}` is no number, and not NaN, stale or missing")
            : more.IsEmpty ? (new(TimeSpan.FromTicks((long)(number * TimeSpan.TicksPerSecond)), sample), null)
            : With(new(TimeSpan.FromTicks((long)(number * TimeSpan.TicksPerSecond)), sample), more);
    }

    private static (SampleLine? Line, string? Fault) With(SampleLine line, ReadOnlySpan<byte> more)
    {
        foreach (
            var word in Encoding
                .UTF8.GetString(more[..Math.Min(more.Length, 400)])
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        )
        {
            if (word == "changed" && !line.Changed)
            {
                line = line with { Changed = true };
            }
            else if (
                word.StartsWith("baseline=", StringComparison.Ordinal)
                && line.Baseline is null
                && double.TryParse(word["baseline=".Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var baseline)
            )
            {
                line = line with { Baseline = baseline };
            }
            else
            {
                return (null, $"`{Shown(more)}` behind the value is neither `baseline=NUMBER` nor `changed`");
            }
        }

        return (line, null);
    }

    private static Sample? SampleOf(ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual("missing"u8))
        {
            return Sample.Missing;
        }

        if (value.SequenceEqual("stale"u8))
        {
            return Sample.Stale;
        }

        return Encoding.UTF8.GetString(value[..Math.Min(value.Length, 400)]) switch
        {
            "NaN" => Sample.Of(double.NaN),
            "Inf" or "+Inf" => Sample.Of(double.PositiveInfinity),
            "-Inf" => Sample.Of(double.NegativeInfinity),
            var text => value.Length < 400
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? Sample.Of(number)
                : null,
        };
    }

    /// <summary>The beginning of what was written, on one line and without control characters.</summary>
    internal static string Shown(ReadOnlySpan<byte> text)
    {
        var whole = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 40)]);
        return string.Concat(whole.Select(it => char.IsControl(it) ? '?' : it)) + (text.Length > 40 ? "…" : "");
    }
}
