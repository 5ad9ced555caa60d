using System.Text;
using Slipway.Checks.Looks;

namespace Slipway.Checks.ServerEvents;

/// <summary>One event.</summary>
/// <param name="Name">Its name; <c>message</c> where it has none.</param>
/// <param name="Id">The id that was told last; null before any was.</param>
/// <param name="Data">Its data, lines joined with a line end.</param>
internal sealed record ServerEvent(string Name, string? Id, string Data);

/// <summary>Reads a stream of events (HTML standard, 9.2.6), at most 1 MiB of it. What has no empty line behind it is none.</summary>
internal sealed class EventStream(Stream stream)
{
    private const int Most = 1024 * 1024;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly List<byte> _line = [];
    private int _at;
    private int _end;
    private int _read;
    private bool _afterReturn;
    private bool _begun;
    private string? _id;

    /// <summary>The next event; null when the stream has ended.</summary>
    /// <exception cref="NotSeenException">More than 1 MiB came.</exception>
    public async Task<ServerEvent?> NextAsync(CancellationToken ct)
    {
        var (name, data) = ("", (StringBuilder?)null);
        while (await LineAsync(ct) is { } line)
        {
            if (line.Length == 0 && data is not null)
            {
                return new(name.Length == 0 ? "message" : name, _id, data.ToString());
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var field = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line[(colon + 1)..];
            value = value.StartsWith(' ') ? value[1..] : value;
            name =
                line.Length == 0 ? ""
                : field == "event" ? value
                : name;
            _id = field == "id" && !value.Contains('\0', StringComparison.Ordinal) ? value : _id;
            data = field == "data" ? data?.Append('\n').Append(value) ?? new StringBuilder(value) : data;
        }

        return null;
    }

    /// <summary>The next line, which a line feed, a carriage return or both end; null when the stream ended before.</summary>
    private async Task<string?> LineAsync(CancellationToken ct)
    {
        _line.Clear();
        while (await ByteAsync(ct) is { } mark)
        {
            var second = _afterReturn && mark == '\n';
            _afterReturn = mark == '\r';
            if (second)
            {
                continue;
            }

            if (mark is (byte)'\n' or (byte)'\r')
            {
                return Text();
            }

            _line.Add(mark);
        }

        return null;
    }

    private string Text()
    {
        var text = Encoding.UTF8.GetString([.. _line]);
        var first = !_begun;
        _begun = true;
        return first && text.StartsWith('\ufeff') ? text[1..] : text;
    }

    private async ValueTask<byte?> ByteAsync(CancellationToken ct)
    {
        if (_at == _end)
        {
            (_at, _end) = (0, await stream.ReadAsync(_buffer, ct));
            _read += _end;
        }

        return _read > Most ? throw new NotSeenException($"More than {Most} bytes came before the event that is wanted; more is not read.")
            : _end == 0 ? null
            : _buffer[_at++];
    }
}
