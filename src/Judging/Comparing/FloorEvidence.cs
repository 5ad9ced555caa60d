namespace Slipway.Judging.Comparing;

/// <summary>
/// An e-process against "at least this share of the candidate's requests fails": likelihood ratios of smaller shares, which are at the
/// most 1 on average while that is so (Wald 1945; Ville 1939). Each request is taken to fail by itself.
/// </summary>
internal sealed class FloorEvidence(double floor)
{
    /// <summary>The shares that are bet on, in parts of the floor.</summary>
    private static readonly double[] Parts = [0.1, 0.5];

    private readonly double[] _wealth = [1, 1];

    /// <summary>The e-value so far.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>One more interval.</summary>
    public void Observe(long requests, long errors)
    {
        Value = 0;
        for (var i = 0; i < Parts.Length; i++)
        {
            var fine = Wealth.Within(_wealth[i] * Power((1 - Parts[i] * floor) / (1 - floor), requests - errors));
            _wealth[i] = Wealth.Within(fine * Power(Parts[i], errors));
            Value += _wealth[i] / Parts.Length;
        }
    }

    /// <summary>About how many more requests until this reaches a bound, if so large a share of them fails; at the most 10¹⁵.</summary>
    public long Needed(double bound, double rate)
    {
        var missing = Math.Max(Math.Log(bound / Value), 0.1);
        var growth = Parts.Max(it => (1 - rate) * Math.Log((1 - it * floor) / (1 - floor)) + rate * Math.Log(it));
        return growth > 0 ? (long)Math.Min(Math.Ceiling(missing / growth), 1e15) : (long)1e15;
    }

    /// <summary>By products alone, which are the same bits on every machine.</summary>
    private static double Power(double number, long times)
    {
        var product = 1.0;
        for (var left = times; left > 0; left /= 2)
        {
            product = left % 2 == 1 ? Wealth.Within(product * number) : product;
            number = Wealth.Within(number * number);
        }

        return product;
    }
}
