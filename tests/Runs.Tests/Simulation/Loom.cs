using Slipway.Testing;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>
/// The one thread on which a simulated process lives. Of what is ready it runs what the seed picks; when nothing is ready it moves
/// the clock to the next timer. It stops when the process dies, and nothing of that process runs ever after.
/// </summary>
internal sealed class Loom(Random random, ManualClock clock) : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Call, object? State)> _ready = [];

    /// <summary>A thread of the pool is at work (a check looks): the clock stands still until it is through.</summary>
    public bool AnotherThreadWorks { get; set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_ready)
        {
            _ready.Add((d, state));
            Monitor.Pulse(_ready);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>How the process came to its end.</summary>
    public Life Run(Func<Task> go, Func<bool> isDead, DateTimeOffset diesAt)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = go();
            while (!task.IsCompleted && !isDead())
            {
                if (Take() is { } next)
                {
                    next.Call(next.State);
                }
                else if (!AnotherThreadWorks && clock.NextDue is { } due)
                {
                    if (due > diesAt)
                    {
                        return new(Died: true, null);
                    }

                    clock.Advance(due > clock.GetUtcNow() ? due - clock.GetUtcNow() : TimeSpan.Zero);
                }
                else
                {
                    AwaitAnotherThread();
                }
            }

            return isDead() ? new(Died: true, null) : new(Died: false, task.Exception?.InnerException);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private (SendOrPostCallback Call, object? State)? Take()
    {
        lock (_ready)
        {
            if (_ready.Count == 0)
            {
                return null;
            }

            // No draw where there is no choice: how often a pool thread comes back is not of the seed.
            var at = _ready.Count == 1 ? 0 : random.Next(_ready.Count);
            var next = _ready[at];
            _ready.RemoveAt(at);
            return next;
        }
    }

    private void AwaitAnotherThread()
    {
        lock (_ready)
        {
            if (_ready.Count == 0 && !Monitor.Wait(_ready, TimeSpan.FromSeconds(20)))
            {
                throw new TimeoutException("Nothing is ready, nothing waits on the clock, and the run has not ended.");
            }
        }
    }
}

/// <summary>The end of a simulated process.</summary>
/// <param name="Died">It was killed, and nobody heard of an end.</param>
/// <param name="Fault">What it threw at the last.</param>
internal sealed record Life(bool Died, Exception? Fault);
