using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Filling;

/// <summary>
/// Puts the comment of <c>--annotate</c> where it changes nothing that is shown: behind the item's words, before blanks and
/// backslashes that break the line, before closing hashes of a heading, and never into a fence.
/// </summary>
internal sealed partial class CommentWriter(SourceText source)
{
    /// <summary>The comment for a line.</summary>
    /// <param name="line">1-based line of the item.</param>
    /// <param name="fence">1-based line of the opening fence that the item stands in; null when it stands in none.</param>
    /// <param name="text">What it says.</param>
    public IEnumerable<Edit> Write(int line, int? fence, string text)
    {
        var safe = SafeText.InComment(text);
        if (safe.Length == 0)
        {
            return [];
        }

        var comment = $"<!-- slipway-result: {safe} -->";
        return fence is { } block || Fence().IsMatch(source.Line(block = line)) ? [Above(block, comment)] : [Behind(line, comment)];
    }

    private Edit Above(int line, string comment)
    {
        var start = source.LineStart(line);
        var indent = Indent().Match(source.Line(line)).Value;
        return new(source.ByteOffset(start), 0, $"{indent}{comment}{LineEndOf(line)}");
    }

    private Edit Behind(int line, string comment)
    {
        var text = source.Line(line);
        var words = Tail().Match(text) is { Success: true } tail ? tail.Index : text.Length;
        return new(source.ByteOffset(source.LineStart(line) + words), 0, $" {comment}");
    }

    private string LineEndOf(int line)
    {
        var end = source.LineEnd(line);
        var next = line < source.LineCount ? source.Text[end..source.LineStart(line + 1)] : "";
        return next.Length == 0 ? "\n" : next;
    }

    [GeneratedRegex(@"^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(?:`{3,}[^`]*|~{3,}.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^[ \t>]*")]
    private static partial Regex Indent();

    [GeneratedRegex(@"(?:[ \t]+#+)?[ \t]*\\?$", RegexOptions.NonBacktracking)]
    private static partial Regex Tail();
}
