using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Holds;

namespace Slipway.Runs.Execution;

/// <summary>
/// Asks people, and makes commands of what they say. Each question returns false when the run has to wait for somebody: then the
/// pause is in the journal already.
/// </summary>
internal sealed class Asking(RunSession session, RunHost host)
{
    /// <summary>How soon an answer that comes from elsewhere is taken up.</summary>
    private static readonly TimeSpan AsksAgain = TimeSpan.FromSeconds(1);

    private readonly Proving _proving = new(host);
    private readonly Waking _waking = new(host);
    private string? _missing;

    /// <summary>Asks for the answer to an item.</summary>
    public async Task<bool> ForAnswerAsync(StepId id, CancellationToken ct)
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

            if (await _waking.AskAsync(question, Of(id), ct) is not { } reply)
            {
                return true;
            }

            var command = reply switch
            {
                Reply.Said it => new RunCommand.Answer(id, it.By, it.Role, it.Text, it.Comment, it.Through)
                {
                    Signed = await _proving.ProvenAsync(session.State, it.Signed, ct),
                },
                Reply.Leave it => new RunCommand.Leave(id, LeftBecause.ByChoice, it.Reason, it.By),
                Reply.Empty it => new RunCommand.Leave(
                    id,
                    step.Step.HoldsGate ? LeftBecause.ByChoice : LeftBecause.LeftEmpty,
                    "left empty",
                    it.By
                ),
                Reply.Later it => new RunCommand.Leave(id, LeftBecause.Later, "to be seen in the watch window", it.By),
                Reply.Nobody when step.Step.Scope == Scope.Watch || step.Step.Window is not null => new RunCommand.Leave(
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
                Reply.Nobody when step.Step is { Optional: true, Quorum: null } => new RunCommand.Leave(
                    id,
                    LeftBecause.ByChoice,
                    "optional, and nobody was here",
                    null
                ),
                Reply.Nobody => null,
                _ => await CommonAsync(id, reply, ct),
            };
            if (command is null)
            {
                return await PauseAsync($"{step.Step.Where} \"{step.Step.Text}\": {question.Text}", ct);
            }

            if ((Proving.Hides(command, host.Redact) ?? session.Do(command)) is not { } refused)
            {
                return true;
            }

            if (!host.People.Refused(question, refused))
            {
                return await PauseAsync($"{step.Step.Where} \"{step.Step.Text}\": {refused}", ct);
            }
        }
    }

    /// <summary>Asks whether the condition of an item holds.</summary>
    public async Task<bool> ForConditionAsync(StepId id, CancellationToken ct)
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
            _ => await CommonAsync(id, reply, ct),
        };
        if (command is null && reply is Reply.Said && host.People.Refused(question, "Say yes or no: these words say neither."))
        {
            return true;
        }

        return command is null
            ? await PauseAsync($"{step.Where} \"{step.Text}\": {question.Text}", ct)
            : await AcceptedAsync(question, command, ct);
    }

    /// <summary>Has the name of what will be destroyed typed.</summary>
    public async Task<bool> ForDestructionAsync(StepId id, CancellationToken ct)
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
                _ => await CommonAsync(id, reply, ct),
            };
            if (command is null)
            {
                return await PauseAsync($"{step.Where} destroys: somebody has to type \"{question.Target}\" at a terminal", ct);
            }

            if (session.Do(command) is not { } refused)
            {
                return true;
            }

            if (!host.People.Refused(question, refused))
            {
                return await PauseAsync($"{step.Where}: {refused}", ct);
            }
        }
    }

    /// <summary>Asks how to go on after something did not pass.</summary>
    public async Task<bool> AfterFailureAsync(StepId id, CancellationToken ct)
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
                if (step.Step.Standing is { Authority: TriggerAuthority.Immediate } && mayRollBack)
                {
                    session.Must(new RunCommand.RollBack("slipway", $"{step.Step.Where}: {step.Why}; nobody was here to decide otherwise"));
                    return true;
                }

                return step.Verdict == Verdict.Fail && step.Step.Work is not (Work.Readiness or Work.Trigger or Work.Watch)
                    ? Stop(step, "slipway", "nobody was here to decide otherwise")
                    : await PauseAsync($"{step.Step.Where} \"{step.Step.Text}\": {question.Text}", ct);
            }

            if (reply is Reply.Stop stop)
            {
                return Stop(step, stop.By, stop.Reason);
            }

            var refused = await CommonAsync(id, reply, ct) is { } command
                ? Proving.Hides(command, host.Redact) ?? session.Do(command)
                : "That is no way to go on from here.";
            if (refused is null)
            {
                return true;
            }

            if (!host.People.Refused(question, refused))
            {
                return await PauseAsync($"{step.Step.Where} \"{step.Step.Text}\": {refused}", ct);
            }
        }
    }

    private bool Stop(StepState step, string by, string reason)
    {
        session.Must(
            new RunCommand.Finish(
                Outcome.NoGo,
                $"{step.Step.Where} \"{step.Step.Text}\" {step.Verdict}: {step.Why} (stopped by {by}: {reason})"
            )
        );
        return true;
    }

    /// <summary>Asks whether a change was made whose outcome nobody knows.</summary>
    public async Task<bool> AboutUnknownAsync(StepId id, string why, CancellationToken ct)
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
                $"{step.Where} \"{step.Text}\": outcome unknown (stopped by {it.By}: {it.Reason})"
            ),
            Reply.RollBack it => new RunCommand.RollBack(it.By, it.Reason),
            _ => null,
        };
        return command is null
            ? await PauseAsync($"{step.Where} \"{step.Text}\": {question.Text}", ct)
            : await AcceptedAsync(question, command, ct);
    }

    private async Task<RunCommand?> CommonAsync(StepId id, Reply reply, CancellationToken ct) =>
        reply switch
        {
            Reply.BreakGlass it => new RunCommand.BreakGlass(id, it.By, it.Reason, EndOf(it.Signed, it.ValidFor))
            {
                Signed = await _proving.ProvenAsync(session.State, it.Signed, ct),
            },
            Reply.Retry it => new RunCommand.Retry(id, it.By),
            Reply.GoOn it => new RunCommand.AcceptFailure(id, it.By, it.Reason),
            Reply.Waive it => new RunCommand.Waive(id, it.By, it.Role, it.Reason, EndOf(it.Signed, it.ValidFor))
            {
                Signed = await _proving.ProvenAsync(session.State, it.Signed, ct),
            },
            Reply.RollBack it => new RunCommand.RollBack(it.By, it.Reason),
            Reply.Stop it => new RunCommand.Finish(Outcome.NoGo, $"stopped by {it.By} at line {Of(id).Step.Line}: {it.Reason}"),
            _ => null,
        };

    /// <summary>Of what was signed, the end that was signed.</summary>
    private DateTimeOffset EndOf(SignedWord? signed, TimeSpan validFor) =>
        signed is null ? host.Clock.GetUtcNow() + validFor : signed.Statement.Expires ?? DateTimeOffset.MinValue;

    private async Task<bool> AcceptedAsync(Question question, RunCommand command, CancellationToken ct)
    {
        if (session.Do(command) is not { } refused)
        {
            return true;
        }

        return host.People.Refused(question, refused) || await PauseAsync(refused, ct);
    }

    /// <summary>Nobody is here. Where the run stays it goes on watching, and looks again for an answer; otherwise it waits without a process.</summary>
    private async Task<bool> PauseAsync(string why, CancellationToken ct)
    {
        if (Stays(session.State))
        {
            if (why != _missing)
            {
                _missing = why;
                session.Notice($"a person is missing, and the watch goes on: {why}");
            }

            await Task.Delay(AsksAgain, host.Clock, ct);
            return true;
        }

        session.Must(new RunCommand.Pause(why));
        return false;
    }

    /// <summary>Something is still looked at beside the question: by a watch that has begun always, otherwise where the host wants it.</summary>
    private bool Stays(RunState state) =>
        (host.Stays || state.Watch is not null) && Triggers.Armed(state).Any() || Watches.AreLookedAt(state);

    private StepState Of(StepId id) => session.State.Steps[id];
}
