using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Holds;

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
                return await AskAsync(it.Step, ct);
            case NextAct.AskCondition it:
                return await AskConditionAsync(it.Step, ct);
            case NextAct.ConfirmDestruction it:
                return await ConfirmAsync(it.Step, ct);
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
                return await HandleFailureAsync(it.Step, ct);
            case NextAct.Finish it:
                session.Must(new RunCommand.Finish(it.Outcome, it.Why));
                return true;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private StepState Of(StepId id) => session.State.Steps[id];

    private static Judgement Readiness(Step step) =>
        step.Faults.Count == 0
            ? new(Verdict.Pass, "every step of the way back can be carried out here")
            : new(Verdict.Fail, $"the way back cannot be gone: {string.Join("; ", step.Faults)}");

    private async Task AttemptAsync(IReadOnlyList<StepId> steps, CancellationToken ct)
    {
        foreach (var id in steps)
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
        session.Must(new RunCommand.End(id, end.Judgement, end.Evidence, end.Value, end.Parts));
        attempts.Scrub(id, Of(id).LastAttempt);
    }

    private async Task<bool> AskAsync(StepId id, CancellationToken ct)
    {
        var step = Of(id);
        var question = new Question(QuestionKind.Answer, step.Step, Questions.For(step.Step), session.State);
        while (true)
        {
            if (Of(id).Stage == StepStage.Pending)
            {
                session.Must(new RunCommand.OpenHold(id, question.Text));
                question = question with { State = session.State };
            }

            var reply = await host.People.AskAsync(question, ct);
            var command = reply switch
            {
                Reply.Said it => new RunCommand.Answer(id, it.By, it.Role, it.Text, it.Comment, it.Through),
                Reply.Leave it => new RunCommand.Leave(id, LeftBecause.ByChoice, it.Reason, it.By),
                Reply.Empty it => new RunCommand.Leave(
                    id,
                    step.Step.HoldsGate ? LeftBecause.ByChoice : LeftBecause.LeftEmpty,
                    "left empty",
                    it.By
                ),
                Reply.Later it => new RunCommand.Leave(id, LeftBecause.Later, "to be seen in the watch window", it.By),
                Reply.Nobody when step.Step.Scope == Scope.Watch => new RunCommand.Leave(
                    id,
                    LeftBecause.Later,
                    "to be seen in the watch window; nobody can say it yet",
                    null
                ),
                Reply.Nobody when !step.Step.HoldsGate => new RunCommand.Leave(
                    id,
                    LeftBecause.LeftEmpty,
                    "nobody was here to fill it in",
                    null
                ),
                Reply.Nobody when step.Step.Optional => new RunCommand.Leave(
                    id,
                    LeftBecause.ByChoice,
                    "optional, and nobody was here",
                    null
                ),
                Reply.Nobody => null,
                _ => Common(id, reply),
            };
            if (command is null)
            {
                return Pause($"line {step.Step.Line} \"{step.Step.Text}\": {question.Text}");
            }

            if (session.Do(command) is not { } refused)
            {
                return true;
            }

            if (!host.People.Refused(question, refused))
            {
                return Pause($"line {step.Step.Line} \"{step.Step.Text}\": {refused}");
            }
        }
    }

    private async Task<bool> AskConditionAsync(StepId id, CancellationToken ct)
    {
        var step = Of(id).Step;
        var question = new Question(QuestionKind.Condition, step, $"Does this hold: {step.Condition}?", session.State);
        var reply = await host.People.AskAsync(question, ct);
        var command = reply switch
        {
            Reply.Said it when SaidWords.Of(it.Text) is var sense and not Sense.Unclear => new RunCommand.AnswerCondition(
                id,
                it.By,
                sense == Sense.Yes,
                it.Through
            ),
            Reply.Leave it => new RunCommand.Leave(id, LeftBecause.ByChoice, it.Reason, it.By),
            Reply.Nobody when step.Optional => new RunCommand.Leave(id, LeftBecause.ByChoice, "optional, and nobody was here", null),
            Reply.Nobody => null,
            _ => Common(id, reply),
        };
        if (command is null && reply is Reply.Said && host.People.Refused(question, "Say yes or no: these words say neither."))
        {
            return true;
        }

        return command is null ? Pause($"line {step.Line} \"{step.Text}\": {question.Text}") : Accepted(question, command);
    }

    private async Task<bool> ConfirmAsync(StepId id, CancellationToken ct)
    {
        var step = Of(id).Step;
        var question = new Question(
            QuestionKind.Destruction,
            step,
            "This destroys or replaces data. Type the name of its target to go on.",
            session.State
        )
        {
            Target = Destruction.TargetOf(step),
        };
        while (true)
        {
            var reply = await host.People.AskAsync(question, ct);
            var command = reply switch
            {
                Reply.Said it => new RunCommand.ConfirmDestruction(id, it.By, it.Text),
                Reply.Leave it => new RunCommand.Leave(id, LeftBecause.ByChoice, it.Reason, it.By),
                Reply.Nobody => null,
                _ => Common(id, reply),
            };
            if (command is null)
            {
                return Pause($"line {step.Line} destroys: somebody has to type \"{question.Target}\" at a terminal");
            }

            if (session.Do(command) is not { } refused)
            {
                return true;
            }

            if (!host.People.Refused(question, refused))
            {
                return Pause($"line {step.Line}: {refused}");
            }
        }
    }

    private async Task<bool> RecordAsync(StepId id, CancellationToken ct)
    {
        if (Facts.Find(session.State, Of(id).Step, host.Clock.GetUtcNow()) is var (value, judged))
        {
            session.Must(new RunCommand.Record(id, value, judged));
            return true;
        }

        return await AskAsync(id, ct);
    }

    private async Task WaitAsync(NextAct.Wait act, CancellationToken ct)
    {
        var why = act.Why;
        if (act.Until is { } until)
        {
            var step = Of(act.Step).Step;
            session.Waits(step, until, $"line {step.Line} {why}; skip waiting with `--now REASON`");
            while (until - host.Clock.GetUtcNow() is { Ticks: > 0 } left)
            {
                await Task.Delay(left < TimeSpan.FromHours(1) ? left : TimeSpan.FromHours(1), host.Clock, ct);
            }

            why = $"waited until {until:yyyy-MM-dd HH:mm zzz}";
        }

        session.Must(new RunCommand.Reach(act.Step, act.Until, why));
    }

    private async Task<bool> HandleFailureAsync(StepId id, CancellationToken ct)
    {
        var step = Of(id);
        var changed = session.State.Order.Any(it => Of(it) is { Step: { Rollback: false, Effect: >= Effect.Changes }, LastAttempt: > 0 });
        var mayRollBack = changed && session.State.RollingBack is null && session.State.Order.Any(it => Of(it).Step.Rollback);
        var question = new Question(QuestionKind.Failure, step.Step, Questions.ForFailure(step), session.State)
        {
            MayRollBack = mayRollBack,
        };
        while (true)
        {
            var reply = await host.People.AskAsync(question, ct);
            if (reply is Reply.Nobody)
            {
                return step.Verdict == Verdict.Fail && step.Step.Work != Work.Readiness
                    ? Stop(step, "slipway", "nobody was here to decide otherwise")
                    : Pause($"line {step.Step.Line} \"{step.Step.Text}\": {question.Text}");
            }

            if (reply is Reply.Stop stop)
            {
                return Stop(step, stop.By, stop.Reason);
            }

            var refused = Common(id, reply) is { } command ? session.Do(command) : "That is no way to go on from here.";
            if (refused is null)
            {
                return true;
            }

            if (!host.People.Refused(question, refused))
            {
                return Pause($"line {step.Step.Line} \"{step.Step.Text}\": {refused}");
            }
        }
    }

    private bool Stop(StepState step, string by, string reason)
    {
        session.Must(
            new RunCommand.Finish(
                Outcome.NoGo,
                $"line {step.Step.Line} \"{step.Step.Text}\" {step.Verdict}: {step.Why} (stopped by {by}: {reason})"
            )
        );
        return true;
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
                session.Must(new RunCommand.Settle(id, Settled.VerifiedDone, it.Why, null));
                return true;
            case TakenUp.Unknown it:
                return await AskUnknownAsync(id, it.Why, ct);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<bool> AskUnknownAsync(StepId id, string why, CancellationToken ct)
    {
        var step = Of(id).Step;
        var question = new Question(
            QuestionKind.Unknown,
            step,
            $"It began, and nobody knows how it ended: {why}. Was it done?",
            session.State
        );
        RunCommand? command = await host.People.AskAsync(question, ct) switch
        {
            Reply.WasDone it => new RunCommand.Settle(id, Settled.ToldDone, $"{it.By} says that it was done", it.By),
            Reply.RunAgain it => new RunCommand.Settle(id, Settled.RunAgain, $"{it.By} asked for another attempt", it.By),
            Reply.Stop it => new RunCommand.Finish(
                Outcome.NoGo,
                $"line {step.Line} \"{step.Text}\": outcome unknown (stopped by {it.By}: {it.Reason})"
            ),
            Reply.RollBack it => new RunCommand.RollBack(it.By, it.Reason),
            _ => null,
        };
        return command is null ? Pause($"line {step.Line} \"{step.Text}\": {question.Text}") : Accepted(question, command);
    }

    private RunCommand? Common(StepId id, Reply reply) =>
        reply switch
        {
            Reply.Retry it => new RunCommand.Retry(id, it.By),
            Reply.GoOn it => new RunCommand.AcceptFailure(id, it.By, it.Reason),
            Reply.Waive it => new RunCommand.Waive(id, it.By, it.Role, it.Reason, host.Clock.GetUtcNow() + it.ValidFor),
            Reply.RollBack it => new RunCommand.RollBack(it.By, it.Reason),
            Reply.Stop it => new RunCommand.Finish(Outcome.NoGo, $"stopped by {it.By} at line {Of(id).Step.Line}: {it.Reason}"),
            _ => null,
        };

    private bool Accepted(Question question, RunCommand command)
    {
        if (session.Do(command) is not { } refused)
        {
            return true;
        }

        return host.People.Refused(question, refused) || Pause(refused);
    }

    private bool Pause(string why)
    {
        session.Must(new RunCommand.Pause(why));
        return false;
    }
}
