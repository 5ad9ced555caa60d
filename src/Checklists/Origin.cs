namespace Slipway.Checklists;

/// <summary>Where a line of an included document stands in that document.</summary>
/// <param name="File">Path from the folder of the including checklist, with slashes.</param>
/// <param name="Line">1-based line there.</param>
public sealed record Origin(string File, int Line)
{
    /// <summary>In the form editors jump to: <c>runbooks/db.md:12</c>.</summary>
    public override string ToString() => $"{File}:{Line}";
}

/// <summary>A document that a checklist includes.</summary>
/// <param name="File">Path from the folder of the including checklist, with slashes.</param>
/// <param name="Sha256">Digest of its bytes as it was pinned and found, 64 lower-case hexadecimal digits.</param>
/// <param name="Line">Line of the comment that includes it, counted as the lines of items are.</param>
/// <param name="FirstLine">The number that its first line has in the plan: behind the last line of the checklist and of what was included before.</param>
public sealed record PlanInclude(string File, string Sha256, int Line, int FirstLine);

/// <summary>An included document as it was read.</summary>
/// <param name="Include">What includes it.</param>
/// <param name="Bytes">Its author's bytes; nothing is ever written into them.</param>
public sealed record IncludedText(PlanInclude Include, ReadOnlyMemory<byte> Bytes);
