using Slipway.Kernel;
using Slipway.Runs.Deciding;

namespace Slipway.Runs.Execution;

/// <summary>Why the engine stopped.</summary>
internal enum EngineStop
{
    /// <summary>The run has its outcome.</summary>
    Ended,

    /// <summary>Nobody is here to answer.</summary>
    Waiting,

    /// <summary>Cancelled; resumable.</summary>
    Interrupted,
}

/// <summary>Asks the state what is due and does it. All choices are in <see cref="Due"/> and <see cref="Decider"/>.</summary>
internal sealed class Engine(RunSession session, RunHost host, AttemptMaker attempts)
{
    /// <summary>Refusals in a row that no clock explains.</summary>
    private const int Patience = 10;

    /// <summary>How soon a clock that was set is noticed while a moment is waited for.</summary>
    private static readonly TimeSpan LooksAtTheClock = TimeSpan.FromMinutes(1);

    private readonly Asking _asking = new(session, host);
    private int _refused;

    public async Task<EngineStop> RunAsync(CancellationToken ct)
    {
        try
        {
            while (session.State.Ended is null)
            {
                ct.ThrowIfCancellationRequested();
                if (!await ActAsync(Due.Next(session.State, host.Clock.GetUtcNow()), ct))
                {
                    return EngineStop.Waiting;
                }
            }

            return EngineStop.Ended;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            var survivors = attempts.TakeSurvivors();
            session.Must(
                new RunCommand.Interrupt(
                    survivors.Count == 0 ? "cancelled" : "cancelled; the end of some processes could not be verified",
                    survivors
                )
            );
            return EngineStop.Interrupted;
        }
    }

    /// <summary>False when the run has to wait for somebody.</summary>
    private async Task<bool> ActAsync(NextAct act, CancellationToken ct)
    {
        switch (act)
        {
            case NextAct.Attempt it:
                await AttemptAsync(it.Steps, ct);
                return true;
            case NextAct.Ask it:
                return await _asking.ForAnswerAsync(it.Step, ct);
            case NextAct.Remind it:
                session.Must(new RunCommand.Remind(it.Step));
                return true;
            case NextAct.Expire it:
                session.Must(new RunCommand.Expire(it.Step));
                return true;
            case NextAct.AskCondition it:
                return await _asking.ForConditionAsync(it.Step, ct);
            case NextAct.ConfirmDestruction it:
                return await _asking.ForDestructionAsync(it.Step, ct);
            case NextAct.Record it:
                return await RecordAsync(it.Step, ct);
            case NextAct.Wait it:
                await WaitAsync(it, ct);
                return true;
            case NextAct.Leave it:
                session.Must(new RunCommand.Leave(it.Step, it.Because, it.Why, null));
                return true;
            case NextAct.JudgeReadiness it:
                session.Must(new RunCommand.End(it.Step, Readiness(Of(it.Step).Step), [], null, []));
                return true;
            case NextAct.Settle it:
                return await SettleAsync(it.Step, ct);
            case NextAct.HandleFailure it:
                return await _asking.AfterFailureAsync(it.Step, ct);
            case NextAct.Finish it:
                TryTo(new RunCommand.Finish(it.Outcome, it.Why));
                return true;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private StepState Of(StepId id) => session.State.Steps[id];

    internal static Judgement Readiness(Step step) =>
        step.Faults.Count == 0
            ? new(Verdict.Pass, "every step of the way back can be carried out here")
            : new(Verdict.Fail, $"the way back cannot be gone: {string.Join("; ", step.Faults)}");

    private async Task AttemptAsync(IReadOnlyList<StepId> steps, CancellationToken ct)
    {
        if (!TryTo(new RunCommand.Begin(steps[0])))
        {
            return;
        }

        foreach (var id in steps.Skip(1))
        {
            session.Must(new RunCommand.Begin(id));
        }

        await Task.WhenAll(steps.Select(id => CarryOutAsync(id, ct)));
    }

    private async Task CarryOutAsync(StepId id, CancellationToken ct)
    {
        var step = Of(id);
        var end = await attempts.MakeAsync(session.State, step.Step, step.LastAttempt, ct);
        Write(id, end);
        await AgainAsync(id, ct);
    }

    /// <summary>Readers are tried again as often as was allowed; each attempt stays visible.</summary>
    private async Task AgainAsync(StepId id, CancellationToken ct)
    {
        while (Of(id) is { Step.Effect: <= Effect.Reads, Verdict: not Verdict.Pass } step && step.LastAttempt < step.Step.Attempts)
        {
            session.Must(new RunCommand.Retry(id, "slipway"));
            session.Must(new RunCommand.Begin(id));
            Write(id, await attempts.MakeAsync(session.State, step.Step, step.LastAttempt + 1, ct));
        }
    }

    private void Write(StepId id, AttemptEnd end)
    {
        session.Must(new RunCommand.End(id, end.Judgement, end.Evidence, end.Value, end.Parts) { Cut = end.Cut });
        attempts.Scrub(id, Of(id).LastAttempt);
    }

    private async Task<bool> RecordAsync(StepId id, CancellationToken ct)
    {
        var recorded = session.Do(
            (state, now) => Facts.Find(state, Of(id).Step, now) is var (value, judged) ? new RunCommand.Record(id, value, judged) : null
        );
        return recorded || await _asking.ForAnswerAsync(id, ct);
    }

    private async Task WaitAsync(NextAct.Wait act, CancellationToken ct)
    {
        var why = act.Why;
        if (act.Until is { } until)
        {
            var step = Of(act.Step).Step;
            session.Waits(step, until, $"{step.Where} {why}; skip waiting with `--now REASON`");
            while (until - host.Clock.GetUtcNow() is { Ticks: > 0 } left)
            {
                await Task.Delay(left < LooksAtTheClock ? left : LooksAtTheClock, host.Clock, ct);
            }

            why = $"waited until {until:yyyy-MM-dd HH:mm zzz}";
        }

        TryTo(new RunCommand.Reach(act.Step, act.Until, why));
    }

    /// <summary>
    /// False when what was due a moment ago is not any more: a waiver ran out in between, or the clock was set back. Then it is
    /// asked anew what is due.
    /// </summary>
    private bool TryTo(RunCommand command)
    {
        if (session.Do(command) is not { } why)
        {
            _refused = 0;
            return true;
        }

        return ++_refused < Patience ? false : throw new InvalidOperationException($"The run's own step was refused: {why}");
    }

    /// <summary>Began, and its end is not written: adopt, read, verify, and only then ask.</summary>
    private async Task<bool> SettleAsync(StepId id, CancellationToken ct)
    {
        var step = Of(id);
        switch (await attempts.TakeUpAsync(session.State, step.Step, step.LastAttempt, ct))
        {
            case TakenUp.Finished it:
                Write(id, it.End);
                return true;
            case TakenUp.MayRunAgain it:
                session.Must(new RunCommand.Settle(id, Settled.RunAgain, it.Why, null));
                return true;
            case TakenUp.VerifiedDone it:
                session.Must(new RunCommand.Settle(id, Settled.VerifiedDone, it.Why, null) { Evidence = it.Evidence });
                return true;
            case TakenUp.Unknown it:
                return await _asking.AboutUnknownAsync(id, it.Why, ct);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
