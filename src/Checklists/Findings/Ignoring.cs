using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Findings;

/// <summary>A finding that is answered without a reason.</summary>
internal sealed class IgnoredWithoutReason : FindingRule
{
    public override string Code => "SW2001";

    public override string Name => "ignored-without-reason";

    public override string Says => "A finding is to be ignored, and no reason stands beside it.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Look(FindingContext context) => [];

    /// <summary>The finding at a comment.</summary>
    public Finding Of(int line, int column, string code) =>
        new(
            line,
            column,
            Code,
            Name,
            Severity,
            $"{code} is to be ignored here, and no reason is given; it stays.",
            $"Write `<!-- slipway-lint: ignore {code} the reason -->`."
        );
}

/// <summary>
/// The author's answer to a finding: <c>&lt;!-- slipway-lint: ignore SW2101 made by the build --&gt;</c> on the line, or on the
/// line above. Without a reason it does not count.
/// </summary>
internal static partial class Ignoring
{
    public static (IReadOnlyList<Finding> Kept, int Ignored) Apply(IReadOnlyList<Finding> found, Outline outline)
    {
        var answers = new HashSet<(int Line, string Code)>();
        var bare = new List<Finding>();
        if (!outline.Source.Text.Contains("slipway-lint:", StringComparison.Ordinal))
        {
            return (found, 0);
        }

        for (var line = 1; line <= outline.Source.LineCount; line++)
        {
            foreach (Match comment in Comment().Matches(outline.Source.Line(line)))
            {
                var code = comment.Groups["code"].Value;
                if (comment.Groups["reason"].Value.Trim().Length < 3)
                {
                    bare.Add(new IgnoredWithoutReason().Of(line, comment.Index + 1, code));
                    continue;
                }

                answers.Add((line, code));
                answers.Add((line + 1, code));
            }
        }

        var kept = found.Where(it => !answers.Contains((it.Line, it.Code))).ToList();
        return ([.. kept.Concat(bare).OrderBy(it => it.Line).ThenBy(it => it.Column)], found.Count - kept.Count);
    }

    [GeneratedRegex(@"<!--\s*slipway-lint:\s*ignore\s+(?<code>SW[0-9]{4})(?<reason>[^>]*?)-->")]
    private static partial Regex Comment();
}
