namespace Slipway.Checks.Secrets;

/// <summary>One value, wherever it was found: the first place stands for all.</summary>
internal sealed record Leak(string Rule, string Fingerprint, int Length, string Path, int Line, string? Object)
{
    /// <summary>Further texts that hold it.</summary>
    public int Others { get; set; }

    /// <summary>The commit that brought it; null where no commit is known.</summary>
    public string? Commit { get; set; }

    /// <summary>Whether the newest commit still holds it.</summary>
    public bool IsStillThere { get; set; }
}

/// <summary>What a scan saw, added up.</summary>
internal sealed class ScanTally
{
    /// <summary>Different values that are told apart; more are only counted.</summary>
    public const int MostLeaks = 2000;

    private readonly Dictionary<(string, string), Leak> _leaks = [];

    /// <summary>Texts that were read.</summary>
    public long Texts { get; set; }

    /// <summary>Bytes that were read.</summary>
    public long Bytes { get; set; }

    /// <summary>Of them binary, where only shapes are looked for.</summary>
    public long Binaries { get; set; }

    /// <summary>Pointers to files of Git LFS, whose content is elsewhere.</summary>
    public long Pointers { get; set; }

    /// <summary>Files that are larger than what is read.</summary>
    public List<string> TooLarge { get; } = [];

    /// <summary>Files that git names and that are not there: deleted, a link, a module, left out of a sparse checkout.</summary>
    public long Absent { get; set; }

    /// <summary>Whether one text held so many findings that its end was not looked at.</summary>
    public bool IsCut { get; set; }

    /// <summary>Whether there were more values than are told apart.</summary>
    public bool IsFull => _leaks.Count >= MostLeaks;

    /// <summary>Every value.</summary>
    public IReadOnlyCollection<Leak> Leaks => _leaks.Values;

    /// <summary>Takes up a value.</summary>
    public void Add(Leak leak)
    {
        if (_leaks.TryGetValue((leak.Rule, leak.Fingerprint), out var known))
        {
            known.Others++;
        }
        else if (!IsFull)
        {
            _leaks.Add((leak.Rule, leak.Fingerprint), leak);
        }
    }
}
