using System.Globalization;
using Slipway.Cli.Terminal.Live;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>One test for people: how it stands, its history as a strip, where it did what, its failures.</summary>
internal static class TestPictureText
{
    /// <summary>Failures that are told one by one, the latest.</summary>
    private const int FailuresTold = 10;

    /// <summary>Hosts and branches that are told one by one.</summary>
    private const int SharesTold = 8;

    private const int LongestPlace = 40;

    /// <summary>Cells that fit into lines of a width.</summary>
    public static int Cells(int width) => Math.Max(20, width - 2);

    public static void Write(Host host, TestPicture picture)
    {
        var text = host.OutForPeople;
        text.WriteLine($"{FlakeVerdictsText.Name(picture.Test.Suite, picture.Test.Test)}: {Lower(picture.Test.State)}");
        foreach (var reason in picture.Test.Reasons)
        {
            text.WriteLine($"  {reason}");
        }

        text.WriteLine();
        WriteStrip(host, picture.Strip);
        WriteShares(text, "host", picture.Hosts);
        WriteShares(text, "branch", picture.Branches);
        WriteFailures(text, picture.Failures);
    }

    /// <summary>The strip goes past the filter for foreign text: every character of it is ours.</summary>
    private static void WriteStrip(Host host, TestStrip strip)
    {
        var pieces = strip.Cells.Select(it => StripLook.All[it.Mark]).Select(it => new Piece($"{it.Letter}", it.Tone));
        host.Out.WriteLine($"  {new Paint(host.ColourOut).Of(new([.. pieces]))}");
        var (first, last) = (strip.Cells[0].From, strip.Cells[^1].From);
        host.Out.WriteLine(
            strip.Days == 0
                ? $"  {FlakeWords.Count(strip.Cells.Count, "run")}, {first:yyyy-MM-dd} to {last:yyyy-MM-dd}"
                : $"  {first:yyyy-MM-dd} to {last.AddDays(strip.Days - 1):yyyy-MM-dd}, {FlakeWords.Count(strip.Days, "day")} a cell, the worst of each"
        );
        var seen = strip.Cells.Select(it => it.Mark).Distinct().OrderDescending().Select(it => StripLook.All[it]);
        host.Out.WriteLine($"  {string.Join("   ", seen.Select(it => $"{it.Letter} {it.Word}"))}");
    }

    private static void WriteShares(TextWriter text, string what, IReadOnlyList<TestShare> shares)
    {
        if (shares is [] or [{ Name: null }])
        {
            return;
        }

        text.WriteLine();
        text.WriteLine($"  {what, -LongestPlace}  outcomes  flakes  flake rate");
        foreach (var it in shares.Take(SharesTold))
        {
            Write(text, PlainText.Short(it.Name ?? "(not told)", LongestPlace), it);
        }

        if (shares.Count > SharesTold)
        {
            var rest = shares.Skip(SharesTold).ToList();
            Write(text, $"{rest.Count} more", new(null, rest.Sum(it => it.Outcomes), rest.Sum(it => it.Flakes), 0, 0, 0));
        }
    }

    private static void Write(TextWriter text, string name, TestShare it) =>
        text.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {name, -LongestPlace}  {it.Outcomes, 8:N0}  {it.Flakes, 6:N0}  {FlakeWords.Percent(it.Flakes / (double)Math.Max(1, it.Outcomes)), 10}"
            )
        );

    private static void WriteFailures(TextWriter text, IReadOnlyList<FailureVerdict> failures)
    {
        if (failures.Count > FailuresTold)
        {
            text.WriteLine();
            text.WriteLine($"  {FlakeWords.Count(failures.Count - FailuresTold, "earlier failure")}, and the latest {FailuresTold}:");
        }

        foreach (var failure in failures.TakeLast(FailuresTold))
        {
            text.WriteLine();
            text.WriteLine($"  {Lower(failure.Verdict)} ({failure.Probability:p0}) in run {failure.Run}, attempt {failure.Attempt}");
            foreach (var reason in failure.Reasons)
            {
                text.WriteLine($"    {reason}");
            }
        }
    }

    private static string Lower(Enum it) => it.ToString().ToLowerInvariant();
}
