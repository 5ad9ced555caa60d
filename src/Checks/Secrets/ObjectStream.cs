using System.Globalization;
using System.Text;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Secrets;

/// <summary>Reads the answers of <c>git cat-file --batch</c>: each object once, in the order in which it was asked for.</summary>
internal sealed class ObjectStream(Stream stream, int largest)
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private byte[] _content = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next object: its type, and its bytes, which are valid until the next call; null where it is larger than what is read.</summary>
    /// <exception cref="NotSeenException">It is not there, or it is another one than was asked for.</exception>
    public async Task<(string Type, ReadOnlyMemory<byte>? Bytes)> NextAsync(string name, CancellationToken ct)
    {
        var words = (await LineAsync(ct)).Split(' ');
        if (
            words.Length != 3
            || words[0] != name
            || !long.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        )
        {
            throw new NotSeenException($"The object {name} of the repository could not be read: it is not whole.");
        }

        var kept = size <= largest;
        if (kept && _content.Length < size)
        {
            _content = new byte[size + size / 4];
        }

        await CopyAsync(size, kept, ct);
        await CopyAsync(1, kept: false, ct);
        return (words[1], kept ? (ReadOnlyMemory<byte>?)_content.AsMemory(0, (int)size) : null);
    }

    private async Task CopyAsync(long size, bool kept, CancellationToken ct)
    {
        for (long done = 0; done < size; )
        {
            if (_start == _end)
            {
                await FillAsync(ct);
            }

            var piece = (int)Math.Min(size - done, _end - _start);
            if (kept)
            {
                _buffer.AsSpan(_start, piece).CopyTo(_content.AsSpan((int)done));
            }

            _start += piece;
            done += piece;
        }
    }

    private async Task<string> LineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
            {
                await FillAsync(ct);
            }

            var end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var length = end < 0 ? _end - _start : end;
            line.Append(Encoding.ASCII.GetString(_buffer, _start, length));
            _start += length + (end < 0 ? 0 : 1);
            if (end >= 0)
            {
                return line.ToString();
            }

            if (line.Length > 1000)
            {
                throw new NotSeenException("git answered with what is no list of objects.");
            }
        }
    }

    private async Task FillAsync(CancellationToken ct)
    {
        (_start, _end) = (0, await stream.ReadAsync(_buffer, ct));
        if (_end == 0)
        {
            throw new NotSeenException("git ended before it had shown every object.");
        }
    }
}
