namespace Slipway.TestReports.Opening;

/// <summary>A stream whose beginning can be looked at before it is read.</summary>
internal sealed class PeekedStream : Stream
{
    private const int Peeked = 64 * 1024;

    private readonly Stream _inner;
    private readonly byte[] _head = new byte[Peeked];
    private readonly int _length;
    private int _at;

    public PeekedStream(Stream inner)
    {
        _inner = inner;
        _length = inner.ReadAtLeast(_head, Peeked, throwOnEndOfStream: false);
    }

    /// <summary>The first 64 KiB, or all there is.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _length);

    /// <summary>Whether the head is all there is.</summary>
    public bool IsWhole => _length < Peeked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new InvalidOperationException();

    public override long Position
    {
        get => throw new InvalidOperationException();
        set => throw new InvalidOperationException();
    }

    /// <summary>Passes over bytes of the head.</summary>
    public void Drop(int bytes) => _at += bytes;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_at >= _length)
        {
            return _inner.Read(buffer);
        }

        var take = Math.Min(buffer.Length, _length - _at);
        _head.AsSpan(_at, take).CopyTo(buffer);
        _at += take;
        return take;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new InvalidOperationException();

    public override void SetLength(long value) => throw new InvalidOperationException();

    public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException();
}
