using System.Buffers;
using System.Text.Unicode;
using Slipway.TestReports.Counting;

namespace Slipway.TestReports.Lines;

/// <summary>Lines of UTF-8, one after the other, within bounds. A line is valid until the next one is read.</summary>
internal sealed class LineReader(Stream stream, ReportLimits limits, CancellationToken ct) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
    private int _at;
    private int _end;
    private int _lineAt;
    private int _lineLength;
    private long _bytes;
    private bool _ended;

    /// <summary>Number of the line, from 1.</summary>
    public long Number { get; private set; }

    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineAt, _lineLength);

    /// <summary>Whether the line is UTF-8.</summary>
    public bool IsText => Utf8.IsValid(Line);

    /// <summary>Goes to the next line; false at the end.</summary>
    public bool Next()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_at, _end - _at).IndexOf((byte)'\n');
            if (length >= 0 || _ended)
            {
                return Take(length);
            }

            Fill();
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private bool Take(int length)
    {
        var taken = length >= 0 ? length + 1 : _end - _at;
        if (taken == 0)
        {
            return false;
        }

        _lineAt = _at;
        _lineLength = length >= 0 ? length : taken;
        _at += taken;
        Number++;
        if (Number == 1 && Line.StartsWith("\uFEFF"u8))
        {
            (_lineAt, _lineLength) = (_lineAt + 3, _lineLength - 3);
        }

        if (Line.EndsWith("\r"u8))
        {
            _lineLength--;
        }

        return true;
    }

    private void Fill()
    {
        ct.ThrowIfCancellationRequested();
        if (_at > 0)
        {
            _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
            (_at, _end) = (0, _end - _at);
        }

        if (_end == _buffer.Length)
        {
            Grow();
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        (_end, _ended, _bytes) = (_end + read, read == 0, _bytes + read);
        if (_bytes > limits.ReportBytes)
        {
            throw new RefusedReport($"it is larger than {limits.ReportBytes} bytes");
        }
    }

    private void Grow()
    {
        if (_buffer.Length >= limits.TokenBytes)
        {
            throw new RefusedReport($"line {Number + 1} is longer than {limits.TokenBytes} bytes");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
