using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>
/// What is to happen, in order, as one document was understood. Written as JSON by <see cref="PlanJson"/> (schema
/// <c>slipway.plan/1</c>); two readings of one document give one digest.
/// </summary>
public sealed record Plan
{
    /// <summary>The document the plan was read from.</summary>
    public required PlanSource Source { get; init; }

    /// <summary>The first heading, mark-up stripped; the file's name when there is none.</summary>
    public required string Title { get; init; }

    /// <summary>Flat, in document order.</summary>
    public required IReadOnlyList<PlanItem> Items { get; init; }

    /// <summary>What is wrong with the document, in document order.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Where a person finds a line of the plan: <c>line 12</c>, or <c>runbooks/db.md:12</c> when it was included.</summary>
    public string Where(int line) => Source.Where(line);

    /// <summary>SHA-256 over the canonical JSON of the plan without the file's name.</summary>
    public Digest Digest => PlanJson.DigestOf(this);
}

/// <summary>Where a plan comes from.</summary>
/// <param name="File">The path as it was given.</param>
/// <param name="Sha256">Digest of the document's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Repaired">How garbled text was repaired for understanding: <c>none</c>, <c>cp1252</c> or <c>mac-roman</c>. The bytes stay.</param>
public sealed record PlanSource(string File, string Sha256, string Repaired)
{
    /// <summary>The documents that it includes, in the order in which their lines are counted on.</summary>
    public IReadOnlyList<PlanInclude> Includes { get; init; } = [];

    /// <inheritdoc cref="Plan.Where"/>
    public string Where(int line) => OriginOf(line)?.ToString() ?? $"line {line}";

    /// <summary>Where a line of the plan stands in an included document; null for one of the checklist itself.</summary>
    public Origin? OriginOf(int line) =>
        Includes.LastOrDefault(it => it.FirstLine <= line) is { } include ? new(include.File, line - include.FirstLine + 1) : null;
}
