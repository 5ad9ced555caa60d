using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>What somebody wants to happen in a run. <see cref="Deciding.Decider"/> answers with events or a refusal.</summary>
public abstract record RunCommand
{
    private RunCommand() { }

    /// <summary>Begin an attempt.</summary>
    public sealed record Begin(StepId Step) : RunCommand;

    /// <summary>An attempt ended; parts are the commands of its block that are steps of their own.</summary>
    public sealed record End(
        StepId Step,
        Judgement Judgement,
        IReadOnlyList<Evidence> Evidence,
        Quantity? Value,
        IReadOnlyList<PartEnd> Parts
    ) : RunCommand
    {
        /// <summary>How it ended when it did not simply end.</summary>
        public Cut? Cut { get; init; }
    }

    /// <summary>Leave a step out.</summary>
    public sealed record Leave(StepId Step, LeftBecause Because, string Why, string? By) : RunCommand;

    /// <summary>Put a question to people.</summary>
    public sealed record OpenHold(StepId Step, string Question) : RunCommand;

    /// <summary>A person answers.</summary>
    public sealed record Answer(StepId Step, string By, string? Role, string Said, string? Comment, string Through) : RunCommand
    {
        /// <summary>What the person signed with a key; null for a name alone.</summary>
        public SignedWord? Signed { get; init; }
    }

    /// <summary>The next reminder of a hold, or its escalation, is due.</summary>
    public sealed record Remind(StepId Step) : RunCommand;

    /// <summary>The time of a hold is over.</summary>
    public sealed record Expire(StepId Step) : RunCommand;

    /// <summary>One of two people opens a shut gate.</summary>
    public sealed record BreakGlass(StepId Step, string By, string Reason, DateTimeOffset Expires) : RunCommand
    {
        /// <summary>What the person signed with a key; null for a name alone.</summary>
        public SignedWord? Signed { get; init; }
    }

    /// <summary>A person says whether the condition of a step holds.</summary>
    public sealed record AnswerCondition(StepId Step, string By, bool Holds, string Through) : RunCommand;

    /// <summary>A person typed the name of what will be destroyed.</summary>
    public sealed record ConfirmDestruction(StepId Step, string By, string Typed) : RunCommand;

    /// <summary>The run writes down what it knows.</summary>
    public sealed record Record(StepId Step, string Value, Judgement Judgement) : RunCommand;

    /// <summary>A moment came.</summary>
    public sealed record Reach(StepId Step, DateTimeOffset? Planned, string Why) : RunCommand;

    /// <summary>Go on although a step did not pass.</summary>
    public sealed record AcceptFailure(StepId Step, string By, string Reason) : RunCommand;

    /// <summary>Sign an exception.</summary>
    public sealed record Waive(StepId Step, string By, string? Role, string Reason, DateTimeOffset Expires) : RunCommand
    {
        /// <summary>What the person signed with a key; null for a name alone.</summary>
        public SignedWord? Signed { get; init; }
    }

    /// <summary>Try again.</summary>
    public sealed record Retry(StepId Step, string By) : RunCommand;

    /// <summary>Settle an unknown outcome.</summary>
    public sealed record Settle(StepId Step, Settled How, string Why, string? By) : RunCommand
    {
        /// <summary>What the item's own check saw.</summary>
        public IReadOnlyList<Evidence> Evidence { get; init; } = [];
    }

    /// <summary>Somebody looked whether the condition of a trigger holds.</summary>
    public sealed record LookAtTrigger(StepId Step, bool? Holds, string Why, Evidence Evidence) : RunCommand;

    /// <summary>Say what came of the watch of a condition.</summary>
    public sealed record CloseTrigger(StepId Step) : RunCommand;

    /// <summary>The release is out: its watch begins.</summary>
    public sealed record BeginWatch : RunCommand;

    /// <summary>Somebody looked at a line that is watched.</summary>
    public sealed record LookAtWatch(StepId Step, Judgement Judgement, Evidence Evidence) : RunCommand
    {
        /// <summary>The number that was read; null when none was.</summary>
        public Quantity? Value { get; init; }
    }

    /// <summary>The window of a line is over: say what came of its watch.</summary>
    public sealed record CloseWatch(StepId Step) : RunCommand;

    /// <summary>Go the way back.</summary>
    public sealed record RollBack(string By, string Why) : RunCommand;

    /// <summary>Wait for people.</summary>
    public sealed record Pause(string Why) : RunCommand;

    /// <summary>The run was cancelled.</summary>
    public sealed record Interrupt(string Why, IReadOnlyList<string> Survivors) : RunCommand;

    /// <summary>Take it up again.</summary>
    public sealed record Resume(string Operator) : RunCommand
    {
        /// <summary>Keys that came to their end since the run began.</summary>
        public IReadOnlyList<EndedKey> EndedKeys { get; init; } = [];

        /// <summary>What goes live, as it is now; only what has become another one counts.</summary>
        public IReadOnlyList<Artifact> Artifacts { get; init; } = [];
    }

    /// <summary>End it.</summary>
    public sealed record Finish(Outcome Outcome, string Why) : RunCommand;
}

/// <summary>The end of a command that is a step of its own.</summary>
/// <param name="Step">The step.</param>
/// <param name="Judgement">Its verdict; null when the block did not come to it.</param>
/// <param name="Evidence">What it left behind.</param>
public sealed record PartEnd(StepId Step, Judgement? Judgement, IReadOnlyList<Evidence> Evidence);

/// <summary>What came of a command.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>These events happen, in this order.</summary>
    public sealed record Accepted(IReadOnlyList<RunEvent> Events) : Decision;

    /// <summary>Nothing happens, and this is why.</summary>
    public sealed record Refused(string Why) : Decision;
}
