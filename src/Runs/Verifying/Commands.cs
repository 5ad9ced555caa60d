using Slipway.Kernel;

namespace Slipway.Runs.Verifying;

/// <summary>The command that brought about an event, for making its decision again.</summary>
internal static class Commands
{
    public static RunCommand Of(RunState state, RunEvent happened) =>
        happened switch
        {
            RunEvent.StepBegan it => new RunCommand.Begin(it.Step),
            RunEvent.StepEnded it => new RunCommand.End(it.Step, new(it.Verdict, it.Why), it.Evidence, it.Value, []) { Cut = it.Cut },
            RunEvent.StepLeft it => new RunCommand.Leave(BlockOf(state, it.Step), it.Because, it.Why, it.By),
            RunEvent.HoldOpened it => new RunCommand.OpenHold(it.Step, it.Question),
            RunEvent.HoldAnswered it => Answer(state, it),
            RunEvent.DestructionConfirmed it => new RunCommand.ConfirmDestruction(it.Step, it.By, it.Typed),
            RunEvent.FactRecorded it => new RunCommand.Record(it.Step, it.Value, new(it.Verdict, it.Why)),
            RunEvent.MomentReached it => new RunCommand.Reach(it.Step, it.Planned, it.Why),
            RunEvent.FailureAccepted it => new RunCommand.AcceptFailure(it.Step, it.By, it.Reason),
            RunEvent.StepWaived it => new RunCommand.Waive(it.Step, it.By, it.Role, it.Reason, it.Expires) { Signed = Word(it.Signature) },
            RunEvent.GlassBroken it => new RunCommand.BreakGlass(it.Step, it.By, it.Reason, it.Expires) { Signed = Word(it.Signature) },
            RunEvent.HoldReminded it => new RunCommand.Remind(it.Step),
            RunEvent.HoldEscalated it => new RunCommand.Remind(it.Step),
            RunEvent.HoldExpired it => new RunCommand.Expire(it.Step),
            RunEvent.RetryAsked it => new RunCommand.Retry(it.Step, it.By),
            RunEvent.OutcomeSettled it => new RunCommand.Settle(BlockOf(state, it.Step), it.How, it.Why, it.By) { Evidence = it.Evidence },
            RunEvent.TriggerLooked it => new RunCommand.LookAtTrigger(it.Step, it.Holds, it.Why, it.Evidence),
            RunEvent.TriggerClosed it => new RunCommand.CloseTrigger(it.Step),
            RunEvent.WatchBegan => new RunCommand.BeginWatch(),
            RunEvent.WatchLooked it => new RunCommand.LookAtWatch(it.Step, new(it.Verdict, it.Why), it.Evidence) { Value = it.Value },
            RunEvent.WatchClosed it => new RunCommand.CloseWatch(it.Step),
            RunEvent.RollbackBegan it => new RunCommand.RollBack(it.By, it.Why),
            RunEvent.RunPaused it => new RunCommand.Pause(it.Why),
            RunEvent.RunInterrupted it => new RunCommand.Interrupt(it.Why, it.Survivors),
            RunEvent.RunResumed it => new RunCommand.Resume(it.Operator) { EndedKeys = it.EndedKeys ?? [], Artifacts = it.Artifacts ?? [] },
            RunEvent.RunEnded it => new RunCommand.Finish(it.Outcome, it.Why),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "No command brings this about."),
        };

    /// <summary>What is said of a block is told of its commands first.</summary>
    private static StepId BlockOf(RunState state, StepId id) => state.Steps[id].Step.Block ?? id;

    /// <summary>
    /// What a person signed. A signature of OpenSSH was proved by its own program when it came in, and deciding takes that for a
    /// fact; whether it is good is told apart.
    /// </summary>
    private static SignedWord? Word(KeySignature? signature) =>
        signature is not null && SignedStatement.In(signature) is { } statement
            ? new(statement, signature.KeyId, signature.Kind, signature.Value)
            {
                ProvenSha256 = signature.Kind == PublicKey.Ssh ? Digest.Of(statement.Bytes).Hex : null,
            }
            : null;

    private static RunCommand Answer(RunState state, RunEvent.HoldAnswered it) =>
        state.Steps[it.Step] is { Step.Work: not Work.Part } step && Deciding.Decider.WaitsForCondition(state, step)
            ? new RunCommand.AnswerCondition(it.Step, it.By, Holds: true, it.Through)
            : new RunCommand.Answer(BlockOf(state, it.Step), it.By, it.Role, it.Answer, it.Comment, it.Through)
            {
                Signed = Word(it.Signature),
            };
}
