namespace Slipway.TestReports.Opening;

/// <summary>What is wrong with a report that can still be read: the first flaw with its place, the rest counted.</summary>
internal sealed class Flaws
{
    private string? _first;
    private long _count;

    public bool Any => _first is not null;

    /// <summary>For a person; null when there is none.</summary>
    public string? Reason => _count > 1 ? $"{_first} (and {_count - 1} more)" : _first;

    public void Add(string flaw)
    {
        _first ??= flaw;
        _count++;
    }
}
