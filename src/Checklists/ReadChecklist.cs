using System.Diagnostics;

namespace Slipway.Checklists;

/// <summary>How reading a document ended. A strange document is always usable; only what a person wrote to Slipway can be at fault.</summary>
public abstract record ReadChecklist
{
    private ReadChecklist() { }

    /// <summary>The document was read.</summary>
    public sealed record Usable(Checklist Checklist) : ReadChecklist;

    /// <summary>Annotations or front matter say something that cannot be used.</summary>
    public sealed record Unusable(IReadOnlyList<Fault> Faults) : ReadChecklist;

    /// <summary>The way in: one answer per end.</summary>
    public T Match<T>(Func<Usable, T> usable, Func<Unusable, T> unusable) =>
        this switch
        {
            Usable it => usable(it),
            Unusable it => unusable(it),
            _ => throw new UnreachableException(),
        };
}
