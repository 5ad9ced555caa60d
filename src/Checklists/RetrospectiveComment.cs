using System.Text.RegularExpressions;

namespace Slipway.Checklists;

/// <summary>The comment by which a retrospective says which checklist it is of: <c>&lt;!-- slipway-retrospective: GO-LIVE.md --&gt;</c>.</summary>
public static partial class RetrospectiveComment
{
    /// <summary>The comment for a document, by its path; only the name of the file stands in it.</summary>
    public static string Write(string file) => $"<!-- slipway-retrospective: {Named(file)} -->";

    /// <summary>True when a text holds the comment for this document.</summary>
    public static bool IsIn(string text, string file) => Comments().Matches(text).Any(it => it.Groups["document"].Value == Named(file));

    /// <summary>A comment holds no two hyphens on end, and no line end.</summary>
    private static string Named(string file) => Apart().Replace(Lines().Replace(Path.GetFileName(file), " "), "- ").Trim();

    [GeneratedRegex(@"<!--\s*slipway-retrospective:\s*(?<document>[^\r\n]+?)\s*-->", RegexOptions.None, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex("-(?=[->])")]
    private static partial Regex Apart();

    [GeneratedRegex(@"\p{C}")]
    private static partial Regex Lines();
}
