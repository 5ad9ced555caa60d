using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Guides;

/// <summary>
/// A fenced block of a page, and what the comment above it says of it: <c>&lt;!-- test: … --&gt;</c>. The marks are
/// <c>as NAME</c> (save it so), <c>exit N</c>, <c>typed: A | B</c> (lines typed at the terminal), <c>output</c> (exactly what the
/// command before printed), <c>inside: a.b</c> (settings that stand there), <c>not run: WHY</c>.
/// </summary>
/// <param name="Page">Of the repository: <c>docs/guides/running.md</c>.</param>
/// <param name="Line">Of the opening fence; the first is 1.</param>
/// <param name="Language">The first word behind the fence; empty where there is none.</param>
/// <param name="Mark">Without the word test; empty where there is none.</param>
/// <param name="Text">The lines between the fences.</param>
public sealed partial record GuideBlock(string Page, int Line, string Language, string Mark, string Text)
{
    public string Place => $"{Page}:{Line}";

    /// <summary>What follows a mark, or null when it is another one.</summary>
    public string? After(string mark) => Mark.StartsWith(mark, StringComparison.Ordinal) ? Mark[mark.Length..].Trim() : null;

    /// <summary>All blocks of a page, in order. A block in a list or a quotation is one too.</summary>
    public static IReadOnlyList<GuideBlock> Of(string page, string text)
    {
        var blocks = new List<GuideBlock>();
        var lines = text.Split('\n');
        var mark = "";
        for (var at = 0; at < lines.Length; at++)
        {
            var open = Fence().Match(lines[at]);
            if (!open.Success)
            {
                var said = Comment().Match(lines[at]);
                mark =
                    said.Success ? said.Groups[1].Value
                    : mark.Length > 0 && lines[at].Trim().Length == 0 ? mark
                    : "";
                continue;
            }

            var end = Array.FindIndex(lines, at + 1, it => it.Trim() == open.Groups[2].Value);
            end.ShouldBeGreaterThan(at, $"{page}:{at + 1}: this fence is never closed");
            var body = lines[(at + 1)..end]
                .Select(it => it.StartsWith(open.Groups[1].Value, StringComparison.Ordinal) ? it[open.Groups[1].Length..] : it);
            blocks.Add(new(page, at + 1, open.Groups[3].Value.Split(' ')[0], mark, string.Concat(body.Select(it => $"{it}\n"))));
            mark = "";
            at = end;
        }

        return blocks;
    }

    [GeneratedRegex("^( *)(`{3,})([^`]*)$")]
    private static partial Regex Fence();

    [GeneratedRegex("^ *<!-- test: (.+?) -->$")]
    private static partial Regex Comment();
}
