using System.Text.RegularExpressions;

namespace Slipway.Checks.Secrets;

/// <summary>A secret that its own shape gives away, wherever it stands. The first group of the pattern is the value.</summary>
/// <param name="Name">The stored name of the rule.</param>
/// <param name="Keywords">What must stand in the text, in any case, before the pattern is tried around it.</param>
/// <param name="Pattern">The whole shape; tried on a piece of one text around the keyword.</param>
internal sealed record ShapeRule(string Name, string[] Keywords, Regex Pattern)
{
    /// <summary>Characters before the keyword that the pattern sees; it never looks over the beginning of the line.</summary>
    public int Before { get; init; } = 40;

    /// <summary>Characters from the keyword on that the pattern sees.</summary>
    public int After { get; init; } = 512;

    /// <summary>Whether the pattern goes over the ends of lines.</summary>
    public bool OverLines { get; init; }

    /// <summary>What else must hold of the value; null for nothing.</summary>
    public Func<string, bool>? Holds { get; init; }
}
