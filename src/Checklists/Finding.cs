namespace Slipway.Checklists;

/// <summary>Something in a document that cannot work, is not defined, contradicts itself or is dangerous.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column, counted in characters.</param>
/// <param name="Code">Stable code, <c>SW</c> and four digits; never reused.</param>
/// <param name="Rule">Stable name of the rule, for instance <c>dead-reference</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What is wrong and why it matters, for a person.</param>
/// <param name="Suggest">What to do; null when there is nothing better to say than the message.</param>
public sealed record Finding(int Line, int Column, string Code, string Rule, Severity Severity, string Message, string? Suggest = null)
{
    /// <summary>Of a line of an included document: its file and line there; <see cref="Line"/> is then the line in the plan.</summary>
    public Origin? From { get; init; }

    /// <summary>Where a person finds it: <c>line 12</c>, or <c>runbooks/db.md:12</c>.</summary>
    public string Where => From?.ToString() ?? $"line {Line}";

    /// <summary>The file and line that a person opens.</summary>
    /// <param name="file">The checklist's path as it was given.</param>
    public Origin PlaceIn(string file) =>
        From is null ? new(file, Line) : From with { File = Path.Combine(Path.GetDirectoryName(file) ?? "", From.File).Replace('\\', '/') };

    /// <summary>What is there and comes nearest to what was written; null when nothing is near.</summary>
    public string? Nearest { get; init; }

    /// <summary>A change of the document that mends it; null when only a person can.</summary>
    public DocumentEdit? Fix { get; init; }
}

/// <summary>A change on one line of the document: some of its bytes are replaced, all others stay.</summary>
/// <param name="Offset">Byte offset of what is replaced.</param>
/// <param name="Length">Length in bytes of what is replaced; 0 inserts.</param>
/// <param name="Text">What stands there afterwards.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column of the first replaced character, in UTF-16 units.</param>
/// <param name="EndColumn">1-based column behind the last replaced character.</param>
public sealed record DocumentEdit(int Offset, int Length, string Text, int Line, int Column, int EndColumn);
