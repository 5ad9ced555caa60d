using System.Globalization;
using System.Text;
using Slipway.Judging;
using Slipway.Runs.Telling;

namespace Slipway.Runs.Reports;

/// <summary>A turn of a comparison in its picture.</summary>
/// <param name="X">Its place, from 0 to 100.</param>
/// <param name="Class">The word by which the style sheet knows what was said from there on.</param>
internal readonly record struct PictureTurn(double X, string Class);

/// <summary>The places of a comparison's lines in a picture that is 1000 wide and 100 high. A few hundred points, however long it was.</summary>
internal sealed record ComparisonPicture
{
    /// <summary>Turns that are marked.</summary>
    private const int MostTurns = 40;

    /// <summary>Room above the highest line.</summary>
    private const double Air = 1.08;

    /// <summary>What was seen, for whoever does not see it.</summary>
    public required string Says { get; init; }

    /// <summary>The share that was asked for.</summary>
    public required string Step { get; init; }

    /// <summary>When it ended, and what was said then.</summary>
    public required string End { get; init; }

    /// <summary>What the marks stand for.</summary>
    public required string Marks { get; init; }

    public required string RateTop { get; init; }

    public required string EvidenceTop { get; init; }

    public required string EvidenceFoot { get; init; }

    public required string Baseline { get; init; }

    public required string BaselineBand { get; init; }

    public required string Candidate { get; init; }

    public required string CandidateBand { get; init; }

    public required string Against { get; init; }

    public required string BoundAgainst { get; init; }

    public required string For { get; init; }

    public required string BoundFor { get; init; }

    public required IReadOnlyList<PictureTurn> Turns { get; init; }

    /// <summary>Draws a comparison of at least two looks.</summary>
    public static ComparisonPicture Of(TrafficMove move, ComparisonTrail trail)
    {
        var (points, turns, run) = (trail.Thinned(), trail.Turns, trail.Run);
        var (from, to) = (points[0].At, points[^1].At);
        double X(TimeSpan at) => 1000.0 * (at - from).Ticks / Math.Max(1, (to - from).Ticks);

        // The first looks know little: their intervals reach from nought to all. The scale is that of the rates, and of the intervals at the end.
        var last = points[^1];
        var seen = points.SelectMany(it => new[] { it.Baseline.Rate ?? 0, it.Candidate.Rate ?? 0 });
        var top = Math.Min(1, Air * Math.Max(seen.Max(), Math.Max(last.Baseline.High, last.Candidate.High)));
        string Rate(double rate) => Place(100 - 100 * Math.Min(1, rate / top));

        var logs = points.SelectMany(it => new[] { it.Against, it.For }).ToList();
        var (high, low) = (Air * Math.Max(logs.Max(), Math.Max(run.BoundAgainst, run.BoundFor)), Math.Min(0, logs.Min()));
        string Log(double number) => Place(100 - 100 * (number - low) / (high - low));

        string Line(Func<ComparisonPoint, string> y) => string.Join(' ', points.Select(it => $"{Place(X(it.At))},{y(it)}"));
        string Band(Func<ComparisonPoint, ArmRate> arm) =>
            $"{Line(it => Rate(arm(it).High))} {string.Join(' ', points.Reverse().Select(it => $"{Place(X(it.At))},{Rate(arm(it).Low)}"))}";
        string Across(double bound) => $"0,{Log(bound)} 1000,{Log(bound)}";

        return new()
        {
            Says = Words(move, trail, turns),
            Step = $"{Numbers.Share(move.Share)} of the traffic",
            End = $"{Seconds(to - from)} s later: {Word(last)}",
            Marks = MarksOf(turns),
            RateTop = Numbers.Percent(top),
            EvidenceTop = Numbers.Short(high),
            EvidenceFoot = Numbers.Short(low),
            Baseline = Line(it => Rate(it.Baseline.Rate ?? 0)),
            BaselineBand = Band(it => it.Baseline),
            Candidate = Line(it => Rate(it.Candidate.Rate ?? 0)),
            CandidateBand = Band(it => it.Candidate),
            Against = Line(it => Log(it.Against)),
            BoundAgainst = Across(run.BoundAgainst),
            For = Line(it => Log(it.For)),
            BoundFor = Across(run.BoundFor),
            Turns = [.. turns.TakeLast(MostTurns).Select(it => new PictureTurn(X(it.At) / 10, Class(it)))],
        };
    }

    private static string Words(TrafficMove move, ComparisonTrail trail, IReadOnlyList<ComparisonPoint> turns)
    {
        var (last, run) = (trail.Last!, trail.Run);
        var told = new StringBuilder(
            $"{Numbers.Share(move.Share)} of the traffic over {trail.Looks} looks. At the end the new version failed {Arm(last.Candidate)}, what serves {Arm(last.Baseline)}. "
        );
        told.Append(
            CultureInfo.InvariantCulture,
            $"Evidence against the new version {Numbers.Short(last.Against)} of {Numbers.Short(run.BoundAgainst)}, for it {Numbers.Short(last.For)} of {Numbers.Short(run.BoundFor)}. "
        );
        told.Append(CultureInfo.InvariantCulture, $"Said {string.Join(", then ", turns.TakeLast(8).Select(Word))}.");
        return told.ToString();
    }

    private static string MarksOf(IReadOnlyList<ComparisonPoint> turns)
    {
        var from = turns[0].At;
        var told = turns.TakeLast(8).Select(it => $"{Word(it)} at {Seconds(it.At - from)} s");
        var left = turns.Count > 8 ? $"{turns.Count - 8} turns before, then " : "";
        return $"Marks: {left}{string.Join(", ", told)}.{(turns.Count > MostTurns ? $" The last {MostTurns} are drawn." : "")}";
    }

    private static string Arm(ArmRate arm) =>
        arm.Rate is { } rate
            ? $"{Numbers.Percent(rate)} (95 %: {Numbers.Percent(arm.Low)} to {Numbers.Percent(arm.High)})"
            : "nothing, as it had no request";

    private static string Word(ComparisonPoint it) =>
        it is { Outcome: ComparisonOutcome.Hold, Attribution: Attribution.Both }
            ? "hold (both versions)"
            : ComparisonWords.Word(it.Outcome);

    private static string Class(ComparisonPoint it) =>
        it.Outcome switch
        {
            ComparisonOutcome.Go => "pass",
            ComparisonOutcome.NoGo => "fail",
            _ => "unsure",
        };

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Place(double number) => (Math.Round(number, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);
}
