using System.Globalization;
using Slipway.Cli.Commands;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>The worst flaky tests, for people: two lines each.</summary>
internal static class TestsTopText
{
    public static void Write(TextWriter text, ShownTop top)
    {
        var since = top.From is { } from ? $" since {from:yyyy-MM-dd}" : "";
        text.WriteLine(
            $"{FlakeWords.Count(top.Costs.Count, "flaky test")} of {top.Tests:N0}: {FlakeWords.Count(top.Costs.Sum(it => it.Flakes), "flake")}, {FlakeWords.Count(top.Costs.Sum(it => it.Reruns), "rerun")}, {FlakeWords.Time(top.Lost)} lost{since}"
        );
        if (top.Costs.Count == 0)
        {
            return;
        }

        text.WriteLine();
        text.WriteLine("  flakes  red runs  reruns      lost  fails in");
        foreach (var it in top.Told)
        {
            Write(text, it, top.OwnerOf(it.Test));
        }

        if (top.Omitted > 0)
        {
            text.WriteLine($"… and {FlakeWords.Count(top.Omitted, "flaky test")} more: --count shows more of them");
        }

        if (top.Costs.Sum(it => it.Untimed) is var untimed and > 0)
        {
            text.WriteLine($"{FlakeWords.Count(untimed, "attempt")} told no time, so more was lost than is counted");
        }
    }

    private static void Write(TextWriter text, FlakeCost it, TestOwner owner)
    {
        var rate = it.Test is { FlakeRate: { } mean, Interval: { } interval }
            ? $"{FlakeWords.Percent(mean)} ({FlakeWords.Percent(interval.Low)} to {FlakeWords.Percent(interval.High)})"
            : "";
        text.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{it.Flakes, 8:N0}  {it.RedRuns, 8:N0}  {it.Reruns, 6:N0}  {FlakeWords.Time(it.Lost), 8}  {rate}"
            )
        );
        var name = PlainText.Short(FlakeVerdictsText.Name(it.Test.Suite, it.Test.Test), 200);
        text.WriteLine(
            $"          {name}, since {it.Test.Since:yyyy-MM-dd}, {(owner.Name is { } who ? $"owner {PlainText.Short(who, 80)}" : "no owner known")}"
        );
    }
}

/// <summary>Numbers of tests, as people read them.</summary>
internal static class FlakeWords
{
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    public static string Percent(double share) =>
        share is > 0 and < 0.0005 ? "under 0.1 %" : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    public static string Time(TimeSpan time) =>
        time.TotalSeconds < 60 ? FormattableString.Invariant($"{time.TotalSeconds:0.0} s")
        : time.TotalMinutes < 600 ? FormattableString.Invariant($"{time.TotalMinutes:0.0} min")
        : FormattableString.Invariant($"{time.TotalHours:N1} h");
}
