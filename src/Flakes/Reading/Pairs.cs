namespace Slipway.Flakes.Reading;

/// <summary>Pairs of numbers by number, each once; numbers count from 0 in the order of first appearance.</summary>
internal sealed class Pairs
{
    private readonly Dictionary<(int First, int Second), int> numbers = [];
    private readonly List<(int First, int Second)> pairs = [];

    public int Count => pairs.Count;

    public (int First, int Second) this[int number] => pairs[number];

    /// <summary>The number of a pair, or null when it was never seen.</summary>
    public int? Find(int first, int second) => numbers.TryGetValue((first, second), out var number) ? number : null;

    /// <summary>The number of a pair, a new one for a new pair.</summary>
    public int Of(int first, int second)
    {
        if (numbers.TryGetValue((first, second), out var number))
        {
            return number;
        }

        numbers.Add((first, second), pairs.Count);
        pairs.Add((first, second));
        return pairs.Count - 1;
    }
}
