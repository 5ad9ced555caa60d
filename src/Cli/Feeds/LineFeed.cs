namespace Slipway.Cli.Feeds;

/// <summary>
/// Lines of a stream as bytes, without an object a line. A line over the limit is told as one, and left out; the memory is that of
/// the longest line.
/// </summary>
internal sealed class LineFeed(Stream source, int longest = LineFeed.Longest)
{
    /// <summary>Bytes of the longest line that is read.</summary>
    public const int Longest = 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isOver;

    /// <summary>Which line the last one was; the first is 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the last line was longer than the limit; its bytes are not kept.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The bytes of the last line, without its end. Good until the next call.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(LineStart, LineLength);

    /// <summary>Whether the next line is here already, so that nobody waits for it.</summary>
    public bool IsAtHand => _buffer.AsSpan(_start, _end - _start).Contains((byte)'\n');

    private int LineStart { get; set; }

    private int LineLength { get; set; }

    /// <summary>Goes to the next line; false when there is none. The last line need not have an end.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        IsTooLong = false;
        var looked = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + looked, _end - _start - looked).IndexOf((byte)'\n');
            if (at >= 0)
            {
                Take(looked + at, looked + at + 1);
                return true;
            }

            if (_isOver)
            {
                return TakeLast();
            }

            looked = _end - _start;
            if (looked > longest)
            {
                IsTooLong = true;
                (_start, _end, looked) = (0, 0, 0);
            }

            await FillAsync(ct);
        }
    }

    private bool TakeLast()
    {
        if (_end == _start && !IsTooLong)
        {
            return false;
        }

        Take(_end - _start, _end - _start);
        return true;
    }

    private void Take(int length, int used)
    {
        IsTooLong |= length > longest;
        (LineStart, LineLength) = (_start, IsTooLong ? 0 : length);
        _start += used;
        Number++;
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = await source.ReadAsync(_buffer.AsMemory(_end), ct);
        _end += read;
        _isOver = read == 0;
    }
}
