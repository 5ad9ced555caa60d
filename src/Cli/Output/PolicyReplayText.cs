using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>A replayed policy for people: what it would have masked stands first.</summary>
internal static class PolicyReplayText
{
    private const int Most = 50;

    public static void Write(TextWriter text, PolicyReplay replay)
    {
        text.WriteLine(
            $"{FlakeWords.Count(replay.Entries.Count, "quarantine")} in {FlakeWords.Count(replay.Looks, "look")}, {(replay.Days == 1 ? "one a day" : $"one every {replay.Days:N0} days")}"
        );
        text.WriteLine($"rescued  {replay.Rescued:N0} of {FlakeWords.Count(replay.Flakes, "flake")}{Share(replay.Rescued, replay.Flakes)}");
        text.WriteLine(
            $"masked   {replay.Masked:N0} of {FlakeWords.Count(replay.Regressions, "regression")}{Share(replay.Masked, replay.Regressions)}"
        );
        foreach (var it in replay.Entries.OrderByDescending(it => it.Masked).Take(Most))
        {
            text.WriteLine();
            text.WriteLine(
                $"{it.From:yyyy-MM-dd} to {it.Until:yyyy-MM-dd}  {PlainText.Short(FlakeVerdictsText.Name(it.Test.Suite, it.Test.Test), 200)}"
            );
            text.WriteLine(
                $"  would have rescued {FlakeWords.Count(it.Rescued, "flake")}, masked {FlakeWords.Count(it.Masked, "regression")}, covered {FlakeWords.Count(it.Others, "failure")} of another kind"
            );
            text.WriteLine($"  {string.Join(" | ", it.Messages.Select(one => PlainText.Short(one, 120)))}");
        }

        if (replay.Entries.Count > Most)
        {
            text.WriteLine();
            text.WriteLine($"… and {FlakeWords.Count(replay.Entries.Count - Most, "quarantine")} more: --format json has all of them");
        }
    }

    private static string Share(int part, int all) => all == 0 ? "" : $" ({FlakeWords.Percent(part / (double)all)})";
}
