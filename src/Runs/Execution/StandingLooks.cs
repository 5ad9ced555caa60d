using Slipway.Runs.Deciding;

namespace Slipway.Runs.Execution;

/// <summary>
/// Looks at the conditions of armed triggers, and at what is watched after the release, while the run goes on, also while people decide.
/// What becomes of a look is decided in <see cref="Triggers"/> and <see cref="Watches"/>.
/// </summary>
/// <param name="session">The run.</param>
/// <param name="host">What it needs of this machine.</param>
/// <param name="attempts">Makes the looks.</param>
/// <param name="take">Takes a look to the run.</param>
/// <param name="call">Looks whether a person has called the run back.</param>
internal sealed class StandingLooks(RunSession session, RunHost host, AttemptMaker attempts, Action<RunCommand> take, Action call)
{
    /// <summary>How soon a trigger that has just been armed is noticed.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    /// <summary>Until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (session.State.Ended is null)
        {
            call();
            var (state, now) = (session.State, host.Clock.GetUtcNow());
            foreach (var look in await LooksAsync(state, now, ct))
            {
                take(look);
            }

            await Task.Delay(Breath, host.Clock, ct);
        }
    }

    private Task<RunCommand[]> LooksAsync(RunState state, DateTimeOffset now, CancellationToken ct) =>
        Task.WhenAll([
            .. Triggers.Armed(state).Where(it => Triggers.IsDue(it, now)).Select(it => TriggerAsync(it.Step, ct)),
            .. Watches.DueForALook(state, now).Select(it => WatchAsync(it.Step, ct)),
        ]);

    private async Task<RunCommand> TriggerAsync(Step step, CancellationToken ct) => await attempts.LookAtTriggerAsync(step, ct);

    private async Task<RunCommand> WatchAsync(Step step, CancellationToken ct) => await attempts.LookAtWatchAsync(step, ct);
}
