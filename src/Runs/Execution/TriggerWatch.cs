using Slipway.Runs.Deciding;

namespace Slipway.Runs.Execution;

/// <summary>Looks at the conditions of armed triggers while the run goes on, also while people decide. What becomes of a look is decided in <see cref="Triggers"/>.</summary>
/// <param name="session">The run.</param>
/// <param name="host">What it needs of this machine.</param>
/// <param name="attempts">Makes the looks.</param>
/// <param name="take">Takes a look to the run.</param>
/// <param name="call">Looks whether a person has called the run back.</param>
internal sealed class TriggerWatch(
    RunSession session,
    RunHost host,
    AttemptMaker attempts,
    Action<RunCommand.LookAtTrigger> take,
    Action call
)
{
    /// <summary>Until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (session.State.Ended is null)
        {
            call();
            var (state, now) = (session.State, host.Clock.GetUtcNow());
            var due = Triggers.Armed(state).Where(it => Triggers.IsDue(it, now)).ToList();
            foreach (var look in await Task.WhenAll(due.Select(it => attempts.LookAsync(it, ct))))
            {
                take(look);
            }

            await Task.Delay(host.Breath, host.Clock, ct);
        }
    }
}
