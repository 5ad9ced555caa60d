namespace Slipway.Checks.Load;

/// <summary>The time limits of the requests of one connection, one after the other: one source for all that end in time.</summary>
internal sealed class Patience(TimeProvider clock, CancellationToken ct) : IDisposable
{
    private CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, clock);
    private CancellationTokenRegistration _over;

    /// <summary>A token for the next request.</summary>
    public CancellationToken For(TimeSpan left)
    {
        _over.Dispose();
        if (!_source.TryReset())
        {
            _source.Dispose();
            _source = new(Timeout.InfiniteTimeSpan, clock);
        }

        _over = ct.UnsafeRegister(static it => ((CancellationTokenSource)it!).Cancel(), _source);
        _source.CancelAfter(left);
        return _source.Token;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _over.Dispose();
        _source.Dispose();
    }
}
