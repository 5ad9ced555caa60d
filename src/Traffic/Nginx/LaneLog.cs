using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Slipway.Traffic.Making;

namespace Slipway.Traffic.Nginx;

/// <summary>
/// Counts from an access log in the format <c>$slipway_lane $status $request_time</c>, beginning where the log ends at the first look.
/// The file is kept open: when its name has gone to another one (a rotation), or it became shorter, a new epoch begins.
/// </summary>
internal sealed class LaneLog(string path, TimeProvider clock)
{
    private const long MostBytes = 512L * 1024 * 1024;
    private const int LongestLine = 200;

    private readonly LaneTally _stable = new();
    private readonly LaneTally _candidate = new();
    private FileStream? _file;
    private long _at;
    private string _epoch = "";

    /// <summary>The counters now. Not for two callers at once.</summary>
    /// <exception cref="NotToldException">A line is in another format, or too much was written since the last look.</exception>
    public async Task<LaneCounts> CountAsync(CancellationToken ct)
    {
        Follow();
        var until = _file!.Length;
        if (until - _at > MostBytes)
        {
            Begin(until);
            throw new NotToldException($"more than {MostBytes} bytes were written to {path} since the last look; counting begins anew");
        }

        await ReadAsync(until, ct);
        return new(clock.GetUtcNow(), _epoch, _stable.Count(), _candidate.Count());
    }

    /// <summary>Opens the log, or finds out that it is another one than before.</summary>
    private void Follow()
    {
        var now = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (_file is null)
        {
            _file = now;
            Begin(now.Length);
        }
        else if (NameOf(_file.SafeFileHandle) != NameOf(now.SafeFileHandle))
        {
            _file.Dispose();
            _file = now;
            Begin(0);
        }
        else
        {
            now.Dispose();
            if (_file.Length < _at || !EndsALine())
            {
                Begin(0);
            }
        }
    }

    private void Begin(long at)
    {
        (_at, _epoch) = (at, Guid.CreateVersion7(clock.GetUtcNow()).ToString());
        _stable.Clear();
        _candidate.Clear();
    }

    /// <summary>A log that was emptied and grew beyond where it was read to shows here, unless by chance.</summary>
    private bool EndsALine()
    {
        Span<byte> last = stackalloc byte[1];
        return _at == 0 || (RandomAccess.Read(_file!.SafeFileHandle, last, _at - 1) == 1 && last[0] == '\n');
    }

    /// <summary>Reads whole lines; what is just being written is left for the next look.</summary>
    private async Task ReadAsync(long until, CancellationToken ct)
    {
        var bytes = new byte[256 * 1024];
        while (_at < until)
        {
            var read = await RandomAccess.ReadAsync(
                _file!.SafeFileHandle,
                bytes.AsMemory(0, (int)Math.Min(bytes.Length, until - _at)),
                _at,
                ct
            );
            var end = bytes.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
            if (end == 0)
            {
                if (read > LongestLine)
                {
                    throw Odd(bytes.AsSpan(0, LongestLine));
                }

                return;
            }

            Add(bytes.AsSpan(0, end));
            _at += end;
        }
    }

    private void Add(ReadOnlySpan<byte> lines)
    {
        foreach (var range in lines[..^1].Split((byte)'\n'))
        {
            var line = lines[range];
            if (line.Length > LongestLine || !Add(Encoding.ASCII.GetString(line)))
            {
                throw Odd(line[..Math.Min(line.Length, LongestLine)]);
            }
        }
    }

    private bool Add(string line)
    {
        if (
            line.Split(' ') is not [var lane, var status, var took]
            || !int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || !double.TryParse(took, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || !double.IsFinite(seconds)
            || lane is not ("stable" or "candidate")
        )
        {
            return false;
        }

        (lane == "stable" ? _stable : _candidate).Add(code, seconds * 1000);
        return true;
    }

    private NotToldException Odd(ReadOnlySpan<byte> line)
    {
        var shown = string.Concat(Encoding.ASCII.GetString(line[..Math.Min(line.Length, 80)]).Select(it => char.IsControl(it) ? ' ' : it));
        return new($"{path} is not in the format `$slipway_lane $status $request_time`: {shown}");
    }

    /// <summary>Where an open file lies now: the kernel follows it when it is renamed, and says so when it is deleted.</summary>
    private static string? NameOf(SafeFileHandle handle) => new FileInfo($"/proc/self/fd/{handle.DangerousGetHandle()}").LinkTarget;
}
