using Slipway.TestReports.Counting;

namespace Slipway.TestReports.Opening;

/// <summary>What all members of an archive have inflated to so far.</summary>
internal sealed class InflationBudget(ReportLimits limits)
{
    private long _inflated;

    /// <summary>Counts inflated bytes against the bounds.</summary>
    /// <param name="bytes">The bytes that came out now.</param>
    /// <param name="ofMember">All that came out of this member.</param>
    /// <param name="compressed">What went in for it.</param>
    public void Spend(int bytes, long ofMember, long compressed)
    {
        _inflated += bytes;
        if (_inflated > limits.InflatedBytes)
        {
            throw new RefusedReport($"it inflates to more than {limits.InflatedBytes} bytes");
        }

        if (ofMember > 16 * 1024 * 1024 && ofMember / Math.Max(1, compressed) > limits.InflationRatio)
        {
            throw new RefusedReport(
                $"it inflates to more than {limits.InflationRatio} times its size, as an archive that is made to harm does"
            );
        }
    }
}

/// <summary>Inflated bytes, within bounds.</summary>
internal sealed class BoundedInflation(Stream inflated, Func<long> compressed, InflationBudget budget) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new InvalidOperationException();

    public override long Position
    {
        get => throw new InvalidOperationException();
        set => throw new InvalidOperationException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inflated.Read(buffer);
        _read += read;
        budget.Spend(read, _read, compressed());
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new InvalidOperationException();

    public override void SetLength(long value) => throw new InvalidOperationException();

    public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inflated.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>Counts what is read through it.</summary>
internal sealed class CountedStream(Stream inner) : Stream
{
    /// <summary>Bytes so far.</summary>
    public long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new InvalidOperationException();

    public override long Position
    {
        get => throw new InvalidOperationException();
        set => throw new InvalidOperationException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count += read;
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new InvalidOperationException();

    public override void SetLength(long value) => throw new InvalidOperationException();

    public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException();
}
