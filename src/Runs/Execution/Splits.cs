namespace Slipway.Runs.Execution;

internal static class Splits
{
    public static (bool IsSeen, string Words) Hold(double share, long stable, long candidate)
    {
        var all = stable + candidate;
        var words = $"{candidate} of {all} requests went to the candidate, {share} % is asked";
        if (all < 50)
        {
            return (false, $"too few requests to see the split: {words}");
        }
        var p = Math.Clamp(share / 100, 0.005, 0.995);
        var off = Math.Abs(candidate - (p * all)) / Math.Sqrt(all * p * (1 - p));
        return off <= 4 ? (true, words) : (false, $"the split is another one: {words}");
    }
}
