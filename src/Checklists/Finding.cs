namespace Slipway.Checklists;

/// <summary>Something in a document that cannot work, is not defined, contradicts itself or is dangerous.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column, counted in characters.</param>
/// <param name="Code">Stable code, <c>SW</c> and four digits; never reused.</param>
/// <param name="Rule">Stable name of the rule, for instance <c>dead-reference</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What is wrong and why it matters, for a person.</param>
/// <param name="Suggest">What to do; null when there is nothing better to say than the message.</param>
public sealed record Finding(int Line, int Column, string Code, string Rule, Severity Severity, string Message, string? Suggest = null);
