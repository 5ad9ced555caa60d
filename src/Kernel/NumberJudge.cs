namespace Slipway.Kernel;

/// <summary>Numbers against bounds. Two numbers whose units cannot be brought together are not compared.</summary>
internal static class NumberJudge
{
    public static Judgement JudgeValue(Clause.Value wanted, Facts facts)
    {
        var name = wanted.Measure.Length == 0 ? "value" : wanted.Measure;
        return facts.Number() is { } value
            ? Compare(name, value, wanted.Comparison, wanted.Bound)
            : ClauseJudge.NotSeen($"no single number was read for the {name}");
    }

    /// <summary>Both ends included; the worse of the two comparisons.</summary>
    public static Judgement JudgeBetween(Clause.Between wanted, Facts facts)
    {
        if (facts.Number() is not { } value)
        {
            return ClauseJudge.NotSeen("no single number was read");
        }

        var low = Compare("value", value, Comparison.AtLeast, wanted.Low);
        var high = Compare("value", value, Comparison.AtMost, wanted.High);
        var worst = Verdicts.Worst([low.Verdict, high.Verdict]);
        return worst switch
        {
            Verdict.Inconclusive => low.Verdict == worst ? low : high,
            _ => ClauseJudge.Met(worst == Verdict.Pass, $"value {value}", $"between {wanted.Low} and {wanted.High}"),
        };
    }

    public static Judgement JudgeBaseline(Clause.OfBaseline wanted, Facts facts)
    {
        if (facts.Number() is not { } value || facts.Seen.Baseline is not { } baseline || baseline.In(value.Unit) is not { } reference)
        {
            return ClauseJudge.NotSeen("no value, or no baseline to compare it with");
        }

        if (reference == 0)
        {
            return ClauseJudge.NotSeen($"the baseline is {baseline}, and no multiple of nought says anything");
        }

        return double.IsFinite(value.Number) && double.IsFinite(reference)
            ? ClauseJudge.Met(
                wanted.Comparison.Holds(value.Number, reference * wanted.Factor),
                $"value {value}, baseline {baseline}",
                $"{wanted.Comparison.Sign()} {Comparisons.Number(wanted.Factor)}x baseline"
            )
            : ClauseJudge.NotSeen("the value or its baseline is not a finite number");
    }

    public static Judgement JudgeIncreasing(Observation seen)
    {
        if (seen.History is not { Count: >= 3 } history || history.Any(it => !double.IsFinite(it)))
        {
            return ClauseJudge.NotSeen("fewer than three values were seen, so a direction is not known");
        }

        return ClauseJudge.Met(
            history.Zip(history.Skip(1)).All(it => it.Second > it.First),
            $"the last {history.Count} values are {string.Join(", ", history.Select(Comparisons.Number))}",
            "each above the one before"
        );
    }

    /// <summary>Nearest rank: the smallest sample with at least that share of samples at or below it. Too few samples for the rank are inconclusive.</summary>
    public static Judgement JudgePercentile(Clause.Percentile wanted, Observation seen)
    {
        var rankName = Comparisons.Number(wanted.Rank);
        var needed = (int)Math.Ceiling(Math.Round(100 / (100 - wanted.Rank), 9));
        if (seen.SamplesMs is not { } samples || samples.Count < needed || samples.Any(it => !double.IsFinite(it)))
        {
            return ClauseJudge.NotSeen($"p{rankName} needs at least {needed} samples; {seen.SamplesMs?.Count ?? 0} were taken");
        }

        var rank = Math.Max(1, (int)Math.Ceiling(Math.Round(wanted.Rank / 100 * samples.Count, 9)));
        var value = samples.Order().ElementAt(rank - 1);
        return Compare(
            $"p{rankName} of {samples.Count} samples",
            new(Math.Round(value, 3), "ms"),
            wanted.Comparison,
            wanted.Bound.Unit.Length == 0 ? wanted.Bound with { Unit = "ms" } : wanted.Bound
        );
    }

    /// <summary>
    /// A number without a unit is read in the unit of the other. Between a share and per cent that would be a guess (0.5 may be
    /// 0.5 % or 50 %), so the two readings must agree.
    /// </summary>
    public static Judgement Compare(string name, Quantity actual, Comparison comparison, Quantity bound)
    {
        if (!double.IsFinite(actual.Number) || !double.IsFinite(bound.Number))
        {
            return ClauseJudge.NotSeen($"the {name} is {actual.Number}, which is no number to compare with {bound}");
        }

        if (actual.Unit.Length > 0 && bound.Unit.Length == 0 && Units.Scale(actual.Unit) is null)
        {
            return ClauseJudge.NotSeen($"{name} {actual} cannot be compared with {bound}: the unit is not known");
        }

        if (MayBeShare(actual, bound) is var (readings, limit))
        {
            var verdicts = readings.Select(it => comparison.Holds(it, limit)).Distinct().ToList();
            return verdicts is [var met]
                ? ClauseJudge.Met(met, $"{name} {actual}", $"{comparison.Sign()} {bound}")
                : ClauseJudge.NotSeen($"{name} {actual} against {bound}: one of them has no unit, and a share from 0 to 1 may be meant");
        }

        var unit = bound.Unit.Length == 0 ? actual.Unit : bound.Unit;
        var left = actual.Unit.Length == 0 ? actual.Number : actual.In(unit);
        return left is { } number
            ? ClauseJudge.Met(comparison.Holds(number, bound.Number), $"{name} {actual}", $"{comparison.Sign()} {bound}")
            : ClauseJudge.NotSeen($"{name} {actual} cannot be compared with {bound}: the units differ");
    }

    private static (double[] Readings, double Limit)? MayBeShare(Quantity actual, Quantity bound)
    {
        if (actual is { Unit: "", Number: > 0 and <= 1 } && bound is { Unit: "%" })
        {
            return ([actual.Number, actual.Number * 100], bound.Number);
        }

        return actual is { Unit: "%" } && bound is { Unit: "", Number: > 0 and <= 1 }
            ? ([actual.Number, actual.Number / 100], bound.Number)
            : null;
    }
}
