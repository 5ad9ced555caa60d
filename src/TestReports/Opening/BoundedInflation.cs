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
internal sealed class BoundedInflation(Stream inflated, Func<long> compressed, InflationBudget budget) : ForwardStream
{
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        var read = inflated.Read(buffer);
        _read += read;
        budget.Spend(read, _read, compressed());
        return read;
    }

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
internal sealed class CountedStream(Stream inner) : ForwardStream
{
    /// <summary>Bytes so far.</summary>
    public long Count { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count += read;
        return read;
    }
}
