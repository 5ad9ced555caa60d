using Slipway.Flakes.Model;

namespace Slipway.Flakes.Wording;

/// <summary>The stretch of outcomes up to the end in which a test is flaky at about one rate.</summary>
/// <param name="Flakes">Failures in it that are flakes.</param>
/// <param name="Outcomes">Outcomes in it that no break and no outage made.</param>
/// <param name="SinceMs">When its first flake was, in milliseconds since 1970; null without one.</param>
internal sealed record FlakyRegime(int Flakes, int Outcomes, long? SinceMs)
{
    /// <summary>A gap between flakes that is this many times the usual one ends a stretch.</summary>
    private const double LongGap = 8;

    public static FlakyRegime Of(TestStory story)
    {
        var (flakes, place) = (new List<(int Place, long AtMs)>(), 0);
        foreach (ref readonly var it in story.Judged.Evidence.Of(story.Test))
        {
            if (!it.Failed)
            {
                place++;
            }
            else if (story.Judged.Failures[it.Failure].Flake >= 0.5)
            {
                flakes.Add((place++, story.History.Rows[it.Row].AtMs));
            }
        }

        if (flakes.Count == 0)
        {
            return new(0, place, null);
        }

        var usual = Math.Max(1, (flakes[^1].Place - flakes[0].Place) / (double)Math.Max(1, flakes.Count - 1));
        var from = flakes.Count - 1;
        while (from > 0 && flakes[from].Place - flakes[from - 1].Place <= LongGap * usual)
        {
            from--;
        }

        // A flaky test was flaky for about as long before its first flake as between two of them.
        var start = from == 0 ? 0 : flakes[from].Place;
        return new(flakes.Count - from, Math.Max(1, place - start), flakes[from].AtMs);
    }

    public double Rate => Outcomes == 0 ? 0 : Flakes / (double)Outcomes;

    /// <summary>Wilson's score interval, 95 % (Wilson 1927).</summary>
    public (double Low, double High) Interval() => FlakeRates.Interval(Flakes, Outcomes);
}
