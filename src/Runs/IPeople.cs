namespace Slipway.Runs;

/// <summary>What a person is asked for.</summary>
public enum QuestionKind
{
    /// <summary>The answer to an item: a confirmation, a value, a choice, a signature.</summary>
    Answer,

    /// <summary>Whether the condition of an item holds.</summary>
    Condition,

    /// <summary>The name of what will be destroyed.</summary>
    Destruction,

    /// <summary>How to go on after something did not pass.</summary>
    Failure,

    /// <summary>Whether a change was made whose outcome is unknown.</summary>
    Unknown,
}

/// <summary>A question with all that a person needs to answer it.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Step">The step.</param>
/// <param name="Text">The question in words.</param>
/// <param name="State">The run as it stands, for the evidence.</param>
public sealed record Question(QuestionKind Kind, Step Step, string Text, RunState State)
{
    /// <summary>For <see cref="QuestionKind.Destruction"/>: what is to be typed.</summary>
    public string? Target { get; init; }

    /// <summary>For <see cref="QuestionKind.Failure"/>: whether the document has a way back that can be begun.</summary>
    public bool MayRollBack { get; init; }
}

/// <summary>Where answers come from: a terminal, the command line, a file. It may be asked again after a crash.</summary>
public interface IPeople
{
    /// <summary>Asks, and waits for the answer; <see cref="Reply.Nobody"/> when nobody can answer here and now.</summary>
    Task<Reply> AskAsync(Question question, CancellationToken ct);

    /// <summary>Says that an answer was not accepted, and why; true when it makes sense to ask again.</summary>
    bool Refused(Question question, string why);
}

/// <summary>What a person said.</summary>
public abstract record Reply
{
    private Reply() { }

    /// <summary>Nobody is here: the run waits.</summary>
    public sealed record Nobody : Reply;

    /// <summary>The answer.</summary>
    public sealed record Said(string By, string? Role, string Text, string? Comment, string Through) : Reply
    {
        /// <summary>What the person signed with a key; null for a name alone.</summary>
        public SignedWord? Signed { get; init; }
    }

    /// <summary>Open the gate in an emergency, as one of two.</summary>
    public sealed record BreakGlass(string By, string Reason, TimeSpan ValidFor) : Reply
    {
        /// <summary>What the person signed with a key, with its own end; null for a name alone.</summary>
        public SignedWord? Signed { get; init; }
    }

    /// <summary>Leave the item out.</summary>
    public sealed record Leave(string By, string Reason) : Reply;

    /// <summary>Leave the blank empty.</summary>
    public sealed record Empty(string By) : Reply;

    /// <summary>It cannot be known before the watch window is over.</summary>
    public sealed record Later(string By) : Reply;

    /// <summary>Go on although it did not pass; the gate stays shut.</summary>
    public sealed record GoOn(string By, string Reason) : Reply;

    /// <summary>Sign an exception.</summary>
    public sealed record Waive(string By, string? Role, string Reason, TimeSpan ValidFor) : Reply
    {
        /// <summary>What the person signed with a key, with its own end; null for a name alone.</summary>
        public SignedWord? Signed { get; init; }
    }

    /// <summary>Try again.</summary>
    public sealed record Retry(string By) : Reply;

    /// <summary>End the run as a no-go.</summary>
    public sealed record Stop(string By, string Reason) : Reply;

    /// <summary>Go the way back.</summary>
    public sealed record RollBack(string By, string Reason) : Reply;

    /// <summary>It was done (of an unknown outcome).</summary>
    public sealed record WasDone(string By) : Reply;

    /// <summary>It was not done, or may be done again.</summary>
    public sealed record RunAgain(string By) : Reply;
}

/// <summary>Is told what happens, as it happens.</summary>
public interface IRunListener
{
    /// <summary>After an event is durable and applied.</summary>
    void Happened(RunEvent happened, RunState state, DateTimeOffset at);

    /// <summary>Of things that are not events: waiting, ending processes.</summary>
    void Notice(string text);

    /// <summary>A moment is waited for; the end of the waiting is an event.</summary>
    /// <param name="step">The step that waits.</param>
    /// <param name="until">The moment.</param>
    /// <param name="why">The same in words, with the way to skip it.</param>
    void Waits(Step step, DateTimeOffset until, string why) => Notice(why);
}
