using System.Net.Http;
using System.Threading.Channels;

namespace Slipway.Checks.Load;

/// <summary>
/// Sends requests when they are due, whatever became of those before (an open model). A time runs from the moment a request was
/// due, not from the moment it could be sent: a server that stalls is charged with all who came meanwhile (what G. Tene calls
/// coordinated omission does not happen). Each connection is used by one request at a time.
/// </summary>
internal sealed class LoadGenerator(LoadSpec spec, LoadClient client, TimeProvider clock)
{
    /// <summary>A request that leaves later than this although a connection was free was late by our own fault.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Channel<long> _due = Channel.CreateUnbounded<long>(new() { SingleWriter = true });
    private readonly LoadTally _tally = new();
    private long _start;

    /// <summary>Sends all of it; returns when the last request has ended.</summary>
    public async Task<(LoadTally Tally, TimeSpan Took)> RunAsync(CancellationToken ct)
    {
        _start = clock.GetTimestamp();
        var connections = Enumerable.Range(0, spec.Connections).Select(_ => Task.Run(() => ServeAsync(ct), ct)).ToList();
        try
        {
            await ArriveAsync(ct);
        }
        finally
        {
            _due.Writer.Complete();
            await Task.WhenAll(connections);
        }

        return (_tally, Elapsed - spec.Arrivals.Ramp);
    }

    private TimeSpan Elapsed => clock.GetElapsedTime(_start);

    /// <summary>Lets each request into the queue when it is due; the clock of the machine ticks about once a millisecond.</summary>
    private async Task ArriveAsync(CancellationToken ct)
    {
        for (var number = 0L; number < spec.Arrivals.All; number++)
        {
            var due = spec.Arrivals.DueAt(number);
            while (due - Elapsed is { Ticks: > 0 } left)
            {
                await Task.Delay(left > Tick ? left : Tick, clock, ct);
            }

            if (Elapsed - due > Tolerance)
            {
                _tally.WasDueLate();
            }

            _due.Writer.TryWrite(number);
        }
    }

    /// <summary>One connection: takes what is due, one after the other.</summary>
    private async Task ServeAsync(CancellationToken ct)
    {
        using var patience = new Patience(clock, ct);
        while (true)
        {
            var wasFree = false;
            long number;
            while (!_due.Reader.TryRead(out number))
            {
                wasFree = true;
                if (!await _due.Reader.WaitToReadAsync(ct))
                {
                    return;
                }
            }

            var due = spec.Arrivals.DueAt(number);
            var behind = Elapsed - due;
            if (behind > Tolerance)
            {
                _tally.BeganLate(wasFree);
            }

            await SendAsync(due, number >= spec.Arrivals.InRamp, patience, ct);
        }
    }

    private async Task SendAsync(TimeSpan due, bool measured, Patience patience, CancellationToken ct)
    {
        var left = spec.Patience - (Elapsed - due);
        if (left <= TimeSpan.Zero)
        {
            _tally.Failed(LoadError.Timeout, "no connection was free in time", Elapsed - due, measured);
            return;
        }

        try
        {
            var (status, bytes) = await client.SendAsync(patience.For(left));
            _tally.Read(bytes);
            Ended(status, Elapsed - due, measured);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            _tally.Failed(LoadError.Timeout, "no whole answer in time", Elapsed - due, measured);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            var why = failure.InnerException is { } inner ? $"{failure.Message} ({inner.Message})" : failure.Message;
            _tally.Failed(LoadTally.ClassOf(failure), why, Elapsed - due, measured);
        }
    }

    private void Ended(int status, TimeSpan took, bool measured)
    {
        if (took > spec.Patience)
        {
            _tally.Failed(LoadError.Timeout, "no whole answer in time", took, measured);
        }
        else if (spec.IsGood(status))
        {
            _tally.Succeeded(took, measured);
        }
        else
        {
            _tally.Failed(LoadError.Status, $"status {status}", took, measured);
        }
    }
}
