namespace Slipway.Checks.Browsers;

/// <summary>Faults of a page: all are counted, the first are told.</summary>
internal sealed class PageFaults
{
    private const int MostTold = 10;
    private readonly List<string> _told = [];
    private readonly Lock _lock = new();

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<string> Told
    {
        get
        {
            lock (_lock)
            {
                return [.. _told];
            }
        }
    }

    public void Add(string words)
    {
        lock (_lock)
        {
            Count++;
            if (_told.Count < MostTold)
            {
                _told.Add(words);
            }
        }
    }

    /// <summary>The first of them in one sentence.</summary>
    public override string ToString() => string.Join("; ", Told) + (Count > Told.Count ? $"; and {Count - Told.Count} more" : "");
}
