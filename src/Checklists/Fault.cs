namespace Slipway.Checklists;

/// <summary>Something that a person wrote and that cannot be used. Faults are collected and told together.</summary>
/// <param name="Code">Stable code, <c>SW</c> and four digits.</param>
/// <param name="File">The file as it was given.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column, counted in characters.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Allowed">What is allowed, or what to do.</param>
public sealed record Fault(string Code, string File, int Line, int Column, string Message, string Allowed)
{
    /// <summary>In the form editors jump to: <c>FILE:LINE:COLUMN: SW1203: message allowed</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Code}: {Message} {Allowed}";
}
