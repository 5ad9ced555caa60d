using System.Text.RegularExpressions;

namespace Slipway.Checks.Logs;

/// <summary>
/// Counts the lines of the window and those that match. A line without a time belongs to the one before; at the head of a file,
/// where none is before, it is held against what must not occur when the first time is in the window.
/// </summary>
internal sealed class LogTally(DateTimeOffset since, Regex? lacks, Regex? contains, LineTime time)
{
    private const int MostShown = 5;
    private const int MostShownChars = 200;

    private bool? _inWindow;
    private long _headUnwanted;
    private string? _headFirst;

    public long Lines { get; private set; }

    public long Unwanted { get; private set; }

    public long Wanted { get; private set; }

    /// <summary>Whether any line of the file that is read had a time.</summary>
    public bool HasTimes { get; private set; }

    public DateTimeOffset? Last { get; private set; }

    public List<string> FirstUnwanted { get; } = [];

    public List<string> FirstWanted { get; } = [];

    /// <summary>Begins a file.</summary>
    public void Begin() => (_inWindow, _headUnwanted, _headFirst, HasTimes) = (null, 0, null, false);

    public void Take(string line)
    {
        if (time.Of(line) is { } at)
        {
            HasTimes = true;
            Last = Last > at ? Last : at;
            var first = _inWindow is null;
            _inWindow = at >= since;
            TakeHead(first && _inWindow == true);
        }

        if (_inWindow == true)
        {
            Count(line);
        }
        else if (_inWindow is null && lacks?.IsMatch(line) == true)
        {
            _headUnwanted++;
            _headFirst ??= line;
        }
    }

    private void TakeHead(bool counts)
    {
        if (counts && _headUnwanted > 0)
        {
            Unwanted += _headUnwanted;
            Lines += _headUnwanted;
            Show(FirstUnwanted, _headFirst!);
        }

        _headUnwanted = 0;
    }

    private void Count(string line)
    {
        Lines++;
        if (lacks?.IsMatch(line) == true)
        {
            Unwanted++;
            Show(FirstUnwanted, line);
        }

        if (contains?.IsMatch(line) == true)
        {
            Wanted++;
            Show(FirstWanted, line);
        }
    }

    private static void Show(List<string> shown, string line)
    {
        if (shown.Count < MostShown)
        {
            shown.Add(line.Length > MostShownChars ? $"{line[..MostShownChars]}…" : line);
        }
    }
}
