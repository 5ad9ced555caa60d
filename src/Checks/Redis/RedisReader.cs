using System.Globalization;
using System.Text;

namespace Slipway.Checks.Redis;

/// <summary>
/// Reads replies (https://redis.io/docs/latest/develop/reference/protocol-spec/), within bounds: a server that says more, or
/// something else, is not understood.
/// </summary>
internal sealed class RedisReader(Stream stream)
{
    private const int MostBytes = 1024 * 1024;
    private const int MostLine = 64 * 1024;
    private const int MostItems = 20_000;
    private const int MostDepth = 8;

    private readonly byte[] _piece = new byte[16 * 1024];
    private int _at;
    private int _end;
    private int _bytes;
    private int _items;

    /// <summary>The next reply.</summary>
    /// <exception cref="IOException">It is too much, or no reply.</exception>
    public Task<RedisReply> ReadAsync(CancellationToken ct)
    {
        (_bytes, _items) = (0, 0);
        return OneAsync(0, ct);
    }

    private async Task<RedisReply> OneAsync(int depth, CancellationToken ct)
    {
        if (depth > MostDepth || ++_items > MostItems)
        {
            throw new IOException($"The server's answer has more than {MostItems} parts, or more than {MostDepth} levels.");
        }

        var line = await LineAsync(ct);
        var rest = line.Length > 0 ? line[1..] : "";
        switch (line.Length > 0 ? line[0] : ' ')
        {
            case '+' or ',' or '(' or '#':
                return new RedisReply.Words(rest);
            case '-':
                return new RedisReply.Error(rest);
            case ':':
                return new RedisReply.Whole(Length(rest, long.MinValue, long.MaxValue));
            case '_':
                return new RedisReply.Nothing();
            case '$' or '=' or '!':
                return await TextAsync(line[0], Length(rest, -1, MostBytes), ct);
            case '*' or '~' or '%':
                return await ManyAsync(line[0], Length(rest, -1, MostItems), depth, ct);
            case '|' or '>':
                await ManyAsync(line[0] == '|' ? '%' : '*', Length(rest, 0, MostItems), depth, ct);
                return await OneAsync(depth, ct);
            default:
                throw NoRedis();
        }
    }

    private async Task<RedisReply> TextAsync(char kind, long length, CancellationToken ct)
    {
        if (length < 0)
        {
            return new RedisReply.Nothing();
        }

        var text = Encoding.UTF8.GetString(await BytesAsync((int)length, ct));
        if ((await BytesAsync(2, ct)).AsSpan() is not [(byte)'\r', (byte)'\n'])
        {
            throw NoRedis();
        }

        return kind switch
        {
            '!' => new RedisReply.Error(text),
            '=' => new RedisReply.Words(text.Length > 4 ? text[4..] : text),
            _ => new RedisReply.Words(text),
        };
    }

    private async Task<RedisReply> ManyAsync(char kind, long length, int depth, CancellationToken ct)
    {
        if (length < 0)
        {
            return new RedisReply.Nothing();
        }

        var items = new List<RedisReply>();
        for (var left = kind == '%' ? 2 * length : length; left > 0; left--)
        {
            items.Add(await OneAsync(depth + 1, ct));
        }

        return new RedisReply.Many(items);
    }

    private async Task<string> LineAsync(CancellationToken ct)
    {
        var line = new List<byte>();
        while (true)
        {
            var next = await ByteAsync(ct);
            if (next == '\n' && line is [.., (byte)'\r'])
            {
                return Encoding.UTF8.GetString([.. line[..^1]]);
            }

            line.Add(next);
            if (line.Count > MostLine)
            {
                throw NoRedis();
            }
        }
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken ct)
    {
        var bytes = new byte[count];
        for (var have = 0; have < count; )
        {
            await FillAsync(ct);
            var part = Math.Min(count - have, _end - _at);
            _piece.AsSpan(_at, part).CopyTo(bytes.AsSpan(have));
            (have, _at) = (have + part, _at + part);
            Count(part);
        }

        return bytes;
    }

    private async ValueTask<byte> ByteAsync(CancellationToken ct)
    {
        await FillAsync(ct);
        Count(1);
        return _piece[_at++];
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (_at == _end)
        {
            (_at, _end) = (0, await stream.ReadAsync(_piece, ct));
            if (_end == 0)
            {
                throw new IOException("The server hung up before it had answered.");
            }
        }
    }

    private void Count(int bytes)
    {
        _bytes += bytes;
        if (_bytes > MostBytes)
        {
            throw new IOException("The server's answer is longer than 1 MiB.");
        }
    }

    private static long Length(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
            : throw NoRedis();

    private static IOException NoRedis() => new("What answers there is no Redis, or says more than is read.");
}
