namespace Slipway.Simulator;

/// <summary>More than three minutes with over 5 % errors, in all.</summary>
internal sealed class CumulativeCounter : EveryMinute
{
    private int _failures;

    protected override bool Look(int candidate, int candidateErrors, int baseline, int baselineErrors)
    {
        _failures += candidateErrors > 0.05 * candidate ? 1 : 0;
        return _failures > 3;
    }
}

/// <summary>So many minutes in a row with over 5 % errors: 3 is the consecutive counter, 6 is <c>for: 5m</c>.</summary>
internal sealed class InARow(int minutes) : EveryMinute
{
    private int _failures;

    protected override bool Look(int candidate, int candidateErrors, int baseline, int baselineErrors)
    {
        _failures = candidateErrors > 0.05 * candidate ? _failures + 1 : 0;
        return _failures >= minutes;
    }
}

/// <summary>The two-proportion z test on everything so far, at each look, one-sided at 1 %.</summary>
internal sealed class TwoProportions : EveryMinute
{
    private double _candidate;
    private double _candidateErrors;
    private double _baseline;
    private double _baselineErrors;

    protected override bool Look(int candidate, int candidateErrors, int baseline, int baselineErrors)
    {
        _candidate += candidate;
        _candidateErrors += candidateErrors;
        _baseline += baseline;
        _baselineErrors += baselineErrors;
        var pooled = (_candidateErrors + _baselineErrors) / (_candidate + _baseline);
        var error = Math.Sqrt(pooled * (1 - pooled) * (1 / _candidate + 1 / _baseline));
        return (_candidateErrors / _candidate - _baselineErrors / _baseline) / error > 2.326;
    }
}

/// <summary>
/// A sequential test of counts: given how many errors there were, the candidate's are binomial, with a uniform mixture over their share
/// (Lindon and Malek 2022); valid at every look as long as errors are independent.
/// </summary>
internal sealed class SequentialCounts : EveryMinute
{
    private double _candidate;
    private double _baseline;
    private int _candidateErrors;
    private int _baselineErrors;
    private double _alike;

    protected override bool Look(int candidate, int candidateErrors, int baseline, int baselineErrors)
    {
        _candidate += candidate;
        _baseline += baseline;
        var share = (double)candidate / Math.Max(1, candidate + baseline);
        if (share is > 0 and < 1)
        {
            _alike += candidateErrors * Math.Log(share) + baselineErrors * Math.Log(1 - share);
            _candidateErrors += candidateErrors;
            _baselineErrors += baselineErrors;
        }

        var mixture = LogFactorial(_candidateErrors) + LogFactorial(_baselineErrors) - LogFactorial(_candidateErrors + _baselineErrors + 1);
        return mixture - _alike >= Math.Log(100)
            && _candidateErrors * (_candidate + _baseline) > _candidate * (_candidateErrors + _baselineErrors);
    }

    /// <summary>Stirling's series; exact to ten digits from 10 on, and multiplied below.</summary>
    private static double LogFactorial(int n)
    {
        if (n < 10)
        {
            return Math.Log(Enumerable.Range(1, n).Aggregate(1.0, (product, it) => product * it));
        }

        var x = n + 1.0;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x);
    }
}

/// <summary>Mann–Whitney on the error rates of the minutes, all of them or the last so many, one-sided at 1 %, with ties corrected.</summary>
internal sealed class MannWhitney(int window) : EveryMinute
{
    private readonly List<(double Rate, bool IsCandidate)> _rates = [];

    protected override bool Look(int candidate, int candidateErrors, int baseline, int baselineErrors)
    {
        _rates.Add((candidate == 0 ? 0 : (double)candidateErrors / candidate, true));
        _rates.Add((baseline == 0 ? 0 : (double)baselineErrors / baseline, false));
        if (_rates.Count > 2 * window)
        {
            _rates.RemoveRange(0, 2);
        }

        return _rates.Count >= 20 && Z() > 2.326;
    }

    private double Z()
    {
        var sorted = _rates.ToArray();
        Array.Sort(sorted, (left, right) => left.Rate.CompareTo(right.Rate));
        double ranks = 0,
            ties = 0,
            all = sorted.Length,
            arm = all / 2;
        for (var from = 0; from < sorted.Length; )
        {
            var to = from;
            var candidates = 0;
            for (; to < sorted.Length && sorted[to].Rate == sorted[from].Rate; to++)
            {
                candidates += sorted[to].IsCandidate ? 1 : 0;
            }

            double count = to - from;
            ranks += candidates * (from + 1 + to) / 2.0;
            ties += count * count * count - count;
            from = to;
        }

        var u = ranks - arm * (arm + 1) / 2;
        var variance = arm * arm / 12 * (all + 1 - ties / (all * (all - 1)));
        return variance <= 0 ? 0 : (u - arm * arm / 2) / Math.Sqrt(variance);
    }
}
