namespace Slipway.Cli.Feeds;

/// <summary>What in a feed cannot be used, with its line. All are counted; so many are kept, so that a hostile feed does not fill the memory.</summary>
internal sealed class FeedFaults
{
    private const int Kept = 100;

    private readonly List<string> _faults = [];
    private long _count;

    public void Add(long line, string fault)
    {
        _count++;
        if (_faults.Count < Kept)
        {
            _faults.Add($"standard input, line {line}: {fault}");
        }
    }

    /// <summary>Ends the call with all of them, when there are any.</summary>
    /// <exception cref="Commands.UnusableException">There are some.</exception>
    public void End()
    {
        if (_count > 0)
        {
            throw new Commands.UnusableException([
                .. _faults,
                .. _count > Kept ? [$"and {_count - Kept} more lines that cannot be used"] : (string[])[],
            ]);
        }
    }
}
