namespace Slipway.Runs;

/// <summary>What a run's state says is due. The engine does it; it does not choose.</summary>
public abstract record NextAct
{
    private NextAct() { }

    /// <summary>Begin an attempt at each of these, side by side; several only when all of them only read.</summary>
    public sealed record Attempt(IReadOnlyList<StepId> Steps) : NextAct;

    /// <summary>Ask a person for the answer.</summary>
    public sealed record Ask(StepId Step) : NextAct;

    /// <summary>Remind people of a hold, or tell somebody else of it.</summary>
    public sealed record Remind(StepId Step) : NextAct;

    /// <summary>The time of a hold is over.</summary>
    public sealed record Expire(StepId Step) : NextAct;

    /// <summary>Ask a person whether the condition holds.</summary>
    public sealed record AskCondition(StepId Step) : NextAct;

    /// <summary>Ask a person to type the name of what will be destroyed.</summary>
    public sealed record ConfirmDestruction(StepId Step) : NextAct;

    /// <summary>Write down what the run itself knows.</summary>
    public sealed record Record(StepId Step) : NextAct;

    /// <summary>Wait until the moment; null when it cannot be told or is past.</summary>
    public sealed record Wait(StepId Step, DateTimeOffset? Until, string Why) : NextAct;

    /// <summary>Leave it.</summary>
    public sealed record Leave(StepId Step, LeftBecause Because, string Why) : NextAct;

    /// <summary>Hold the plan for the way back against what is here.</summary>
    public sealed record JudgeReadiness(StepId Step) : NextAct;

    /// <summary>It began, and its end is not known.</summary>
    public sealed record Settle(StepId Step) : NextAct;

    /// <summary>It did not pass: a person decides how to go on.</summary>
    public sealed record HandleFailure(StepId Step) : NextAct;

    /// <summary>The run turns round by itself; a crash came between that and what it follows from.</summary>
    public sealed record ComeBack(string Why) : NextAct;

    /// <summary>All else is done: say what came of the watch of a condition.</summary>
    public sealed record CloseTrigger(StepId Step) : NextAct;

    /// <summary>All else is done, and a condition holds, not yet long enough: wait for what it says next.</summary>
    public sealed record AwaitTrigger(StepId Step) : NextAct;

    /// <summary>The release is out, and something is to be watched.</summary>
    public sealed record BeginWatch : NextAct;

    /// <summary>The window of a line is over.</summary>
    public sealed record CloseWatch(StepId Step) : NextAct;

    /// <summary>Nothing is due but looks: wait for the next one, or for the end of a window.</summary>
    public sealed record AwaitWatch(DateTimeOffset Until) : NextAct;

    /// <summary>Nothing is left.</summary>
    public sealed record Finish(Outcome Outcome, string Why) : NextAct;
}
