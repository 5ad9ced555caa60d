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
internal sealed class Engine(RunSession session, RunHost host, AttemptMaker attempts, RunFolder folder) : IDisposable
{
    /// <summary>Refusals in a row that no clock explains.</summary>
    private const int Patience = 10;

    /// <summary>How soon a clock that was set is noticed while a moment is waited for.</summary>
    private static readonly TimeSpan LooksAtTheClock = TimeSpan.FromMinutes(1);

    /// <summary>How soon it is asked again what is due when a look is about to come in.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    private readonly Asking _asking = new(session, host);
    private readonly Carrying _carrying = new(session, attempts);
    private readonly List<Task> _watch = [];
    private readonly Lock _turning = new();
    private CancellationTokenSource _turn = new();
    private int _refused;

    public void Dispose() => _turn.Dispose();

    public async Task<EngineStop> RunAsync(CancellationToken ct)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (host.IsWatched && session.State.Order.Any(it => Of(it).Step is { Rollback: true } or { Work: Work.Trigger or Work.Watch }))
        {
            _watch.Add(WatchAsync(watching.Token));
        }

        try
        {
            return await GoAsync(ct);
        }
        finally
        {
            End(watching);
            await Task.WhenAll(_watch);
        }
    }

    /// <summary>Here and now, and not from another thread: a run whose clock somebody else moves would not know when.</summary>
    private static void End(CancellationTokenSource watching) => watching.Cancel();

    /// <summary>Where the watch breaks the act that goes on is given up, and the run ends as it would for any other break: nobody goes on unwatched.</summary>
    private async Task WatchAsync(CancellationToken ct)
    {
        try
        {
            await new StandingLooks(session, host, attempts, Take, Call).RunAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The run has stopped.
        }
        finally
        {
            if (!ct.IsCancellationRequested)
            {
                GiveUp();
            }
        }
    }

    private void GiveUp()
    {
        lock (_turning)
        {
            _turn.Cancel();
        }
    }

    private async Task<EngineStop> GoAsync(CancellationToken ct)
    {
        try
        {
            while (session.State.Ended is null)
            {
                ct.ThrowIfCancellationRequested();
                await Task.WhenAll(_watch.Where(it => it.IsFaulted));
                if (!await TurnAsync(ct))
                {
                    await _carrying.EndedAsync(ct);
                    return EngineStop.Waiting;
                }
            }

            return EngineStop.Ended;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await _carrying.GivenUpAsync();
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

    /// <summary>A look of the watch. What it brings about is decided before the next act begins, or ends the one that goes on; never the one after.</summary>
    private void Take(RunCommand look) => Turn(() => session.Do(look));

    /// <summary>Takes up what a person left who calls the run back.</summary>
    private void Call()
    {
        if (session.State is { RollingBack: null, Ended: null } && RollbackRequest.Take(folder, session.Notice) is { } request)
        {
            Turn(() =>
            {
                var back = new RunCommand.RollBack(request.By, Buttons.Why(session.State, request)) { Trigger = request.Trigger };
                if (session.Do(back) is { } refused)
                {
                    session.Notice($"{request.By} asked for the way back: {refused}");
                }
            });
        }
    }

    private void Turn(Action happens)
    {
        lock (_turning)
        {
            // A look that is refused was at what is not armed any more: somebody decided meanwhile.
            var before = session.State;
            happens();
            if (HasTurned(before))
            {
                _turn.Cancel();
            }
        }
    }

    private bool HasTurned(RunState before) =>
        session.State.RollingBack != before.RollingBack
        || session.State.Firings > before.Firings
        || session.State.Fired.Count > before.Fired.Count;

    /// <summary>
    /// One act; given up, and asked anew what is due, as soon as a trigger fires. False when the run has to wait for somebody.
    /// </summary>
    private async Task<bool> TurnAsync(CancellationToken ct)
    {
        Call();
        CancellationToken turn;
        RunState state;
        lock (_turning)
        {
            _turn.Dispose();
            _turn = CancellationTokenSource.CreateLinkedTokenSource(ct);
            (turn, state) = (_turn.Token, session.State);
        }

        try
        {
            return await ActAsync(Due.Next(state, host.Clock.GetUtcNow()), turn, ct);
        }
        catch (OperationCanceledException) when (turn.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return true;
        }
        catch (OwnStepRefusedException) when (HasTurned(state))
        {
            return true;
        }
    }

    /// <summary>False when the run has to wait for somebody.</summary>
    private async Task<bool> ActAsync(NextAct act, CancellationToken turn, CancellationToken ct)
    {
        switch (act)
        {
            case NextAct.Attempt it:
                await AttemptAsync(it.Steps, turn, ct);
                return true;
            case NextAct.Ask it:
                return await _asking.ForAnswerAsync(it.Step, turn);
            case NextAct.Remind it:
                session.Must(new RunCommand.Remind(it.Step));
                return true;
            case NextAct.Expire it:
                session.Must(new RunCommand.Expire(it.Step));
                return true;
            case NextAct.AskCondition it:
                return await _asking.ForConditionAsync(it.Step, turn);
            case NextAct.ConfirmDestruction it:
                return await _asking.ForDestructionAsync(it.Step, turn);
            case NextAct.Record it:
                return await RecordAsync(it.Step, turn);
            case NextAct.Wait it:
                await WaitAsync(it, turn);
                return true;
            case NextAct.Leave it:
                session.Must(new RunCommand.Leave(it.Step, it.Because, it.Why, null));
                return true;
            case NextAct.JudgeReadiness it:
                session.Must(new RunCommand.End(it.Step, Readiness(Of(it.Step).Step), [], null, []));
                return true;
            case NextAct.Settle it:
                // What this process began is not settled as if it had died: it ends, and then people are asked.
                if (_carrying.IsUnderWay)
                {
                    await _carrying.EndedAsync(turn);
                    return true;
                }

                // It may have written its end since it was asked what is due.
                return Of(it.Step).Stage != StepStage.Begun || await SettleAsync(it.Step, ct);
            case NextAct.HandleFailure it:
                return await _asking.AfterFailureAsync(it.Step, turn);
            case NextAct.ComeBack it:
                session.Must(new RunCommand.RollBack("slipway", it.Why));
                return true;
            case NextAct.CloseTrigger it:
                TryTo(new RunCommand.CloseTrigger(it.Step));
                return true;
            case NextAct.AwaitTrigger it:
                await LookAgainAsync(it.Step, turn);
                return true;
            case NextAct.BeginWatch:
                TryTo(new RunCommand.BeginWatch());
                return true;
            case NextAct.CloseWatch it:
                TryTo(new RunCommand.CloseWatch(it.Step));
                return true;
            case NextAct.AwaitWatch it:
                await AwaitWatchAsync(it.Until, turn);
                return true;
            case NextAct.Finish it:
                await _carrying.EndedAsync(turn);
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

    private async Task AttemptAsync(IReadOnlyList<StepId> steps, CancellationToken turn, CancellationToken ct)
    {
        if (Of(steps[0]).Step.Work != Work.Traffic)
        {
            // A change that was under way when the run turned round is not torn; but nothing waits for it before traffic is back.
            await _carrying.EndedAsync(turn);
        }

        await NoteBaselinesAsync(steps[0], turn);
        if (!TryTo(new RunCommand.Begin(steps[0])))
        {
            return;
        }

        foreach (var id in steps.Skip(1))
        {
            session.Must(new RunCommand.Begin(id));
        }

        await _carrying.CarryAsync(steps, turn, ct);
    }

    /// <summary>Before the first change: what a trigger is held against later. What cannot be read now cannot be told later.</summary>
    private async Task NoteBaselinesAsync(StepId first, CancellationToken ct)
    {
        if (session.State.ArmedAt is not null || Of(first).Step is not { Effect: >= Effect.Changes, Rollback: false })
        {
            return;
        }

        var triggers = session.State.Triggers.Select(it => Of(it).Step).Where(Triggers.NeedsBaseline);
        foreach (var noted in await Task.WhenAll(triggers.Select(it => attempts.BaselineAsync(it, ct))))
        {
            session.Do(noted);
        }
    }

    /// <summary>A look of its own at the end of the way; where that does not decide it, the next one comes when it is due.</summary>
    private async Task LookAgainAsync(StepId trigger, CancellationToken ct)
    {
        Take(await attempts.LookAtTriggerAsync(Of(trigger), ct));
        if (Due.Next(session.State, host.Clock.GetUtcNow()) is NextAct.AwaitTrigger)
        {
            await Task.Delay(Of(trigger).Step.Standing!.Every, host.Clock, ct);
        }
    }

    /// <summary>Until the next look, or the end of a window. Where nothing looks beside the run, the looks are made here.</summary>
    private async Task AwaitWatchAsync(DateTimeOffset until, CancellationToken ct)
    {
        if (!host.IsWatched)
        {
            foreach (var due in Watches.DueForALook(session.State, host.Clock.GetUtcNow()).ToList())
            {
                Take(await attempts.LookAtWatchAsync(due.Step, ct));
            }
        }

        var left = until - host.Clock.GetUtcNow();
        await Task.Delay(
            left < Breath ? Breath
                : left < LooksAtTheClock ? left
                : LooksAtTheClock,
            host.Clock,
            ct
        );
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
                _carrying.Write(id, it.End);
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
