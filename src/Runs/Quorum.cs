namespace Slipway.Runs;

/// <summary>What a hold asks for, as it stood when the run began; stored with its step.</summary>
public sealed record Quorum
{
    /// <summary>Who started the run or took it up again.</summary>
    public const string Operator = "operator";

    /// <summary>Who committed the checklist last.</summary>
    public const string Author = "author";

    /// <summary>Distinct people who have to approve; at least 1.</summary>
    public required int Need { get; init; }

    /// <summary>Roles or people who may; when it is empty, the step's role decides.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];

    /// <summary>Who may not: <see cref="Author"/>, <see cref="Operator"/>.</summary>
    public IReadOnlyList<string> Not { get; init; } = [];

    /// <summary>True when as many have to decline as to approve; false when one is enough.</summary>
    public bool RejectByQuorum { get; init; }

    /// <summary>Time from the question to the end of waiting; null for no end.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Time between reminders; null for none.</summary>
    public TimeSpan? Remind { get; init; }

    /// <summary>Role that is told when half of the time is over; null for nobody.</summary>
    public string? EscalateTo { get; init; }

    /// <summary>The run ends as a no-go at the deadline.</summary>
    public bool AbortOnExpiry { get; init; }

    /// <summary>Who signs in whose place.</summary>
    public IReadOnlyList<Delegation> Delegates { get; init; } = [];
}

/// <summary>Somebody signs in the place of another.</summary>
/// <param name="From">Whose place.</param>
/// <param name="To">Who signs.</param>
/// <param name="Until">The end.</param>
/// <param name="Reason">Why.</param>
public sealed record Delegation(string From, string To, DateTimeOffset Until, string Reason);
