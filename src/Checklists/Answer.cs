using System.Diagnostics;

namespace Slipway.Checklists;

/// <summary>What a person answered to one item, and what of it goes into the document.</summary>
public sealed record Answer
{
    /// <summary>1-based line of the item.</summary>
    public required int Line { get; init; }

    /// <summary>True for yes and done, false for no and not done; null when neither was said.</summary>
    public bool? Tick { get; init; }

    /// <summary>The values for the blanks, in their order; null leaves a blank as it is.</summary>
    public IReadOnlyList<string?> Values { get; init; } = [];

    /// <summary>The name that is signed with.</summary>
    public string? Name { get; init; }

    /// <summary>The date of the signature or the event.</summary>
    public string? Date { get; init; }

    /// <summary>The time of the event.</summary>
    public string? Time { get; init; }

    /// <summary>Who answers.</summary>
    public string? By { get; init; }

    /// <summary>Why, for an answer that needs a reason.</summary>
    public string? Reason { get; init; }

    /// <summary>What is written into the item's places.</summary>
    public required ItemFilling Filling { get; init; }

    /// <summary>What of the answer has no place in the document, for a person; null when all of it has. A run uses the answer all the same.</summary>
    public string? NotWritten { get; init; }
}

/// <summary>How reading answers ended.</summary>
public abstract record ReadAnswers
{
    private ReadAnswers() { }

    /// <summary>They can be used; in the order of the document.</summary>
    public sealed record Usable(IReadOnlyList<Answer> Answers) : ReadAnswers;

    /// <summary>They cannot; every fault, in the order of the file.</summary>
    public sealed record Unusable(IReadOnlyList<Fault> Faults) : ReadAnswers;

    /// <summary>The way in: one answer per case.</summary>
    public T Match<T>(Func<Usable, T> usable, Func<Unusable, T> unusable) =>
        this switch
        {
            Usable it => usable(it),
            Unusable it => unusable(it),
            _ => throw new UnreachableException(),
        };
}
