namespace Slipway.Flakes.Reading;

/// <summary>Texts by number, each kept once; numbers count from 0 in the order of first appearance.</summary>
internal sealed class Names
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly List<string> texts = [];

    public Names()
    {
        lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count => texts.Count;

    public string this[int number] => texts[number];

    /// <summary>The number of a text, or null when it was never seen.</summary>
    public int? Find(ReadOnlySpan<char> text) => lookup.TryGetValue(text, out var number) ? number : null;

    /// <summary>The number of a text, a new one for a new text.</summary>
    public int Of(ReadOnlySpan<char> text)
    {
        if (lookup.TryGetValue(text, out var number))
        {
            return number;
        }

        var kept = text.ToString();
        numbers.Add(kept, texts.Count);
        texts.Add(kept);
        return texts.Count - 1;
    }
}
