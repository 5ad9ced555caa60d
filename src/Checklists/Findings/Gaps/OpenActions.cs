using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings.Gaps;

/// <summary>What an earlier go-live of the same checklist found out, and nobody has done yet.</summary>
internal sealed partial class OpenActions : LintRule
{
    private const int Most = 20;

    /// <summary>Where retrospectives are kept, from the root of the repository.</summary>
    private static readonly string[] Kept = ["retrospectives/", "docs/retrospectives/"];

    public override string Code => "SW2601";

    public override string Name => "open-action";

    public override string Says => "An action item of an earlier go-live is still open.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var open = context.Model.Files.Where(IsKept).SelectMany(it => In(context, it)).ToList();
        foreach (var (file, line, words) in open.Take(Most))
        {
            yield return At(
                context,
                1,
                "",
                $"{file}:{line}: \"{FindingContext.Short(words)}\" is an action item of an earlier go-live, and still open.",
                Owned().IsMatch(words)
                    ? "Do it and tick its box, or strike it with a reason."
                    : "Give it an owner and a day, do it and tick its box, or strike it with a reason."
            );
        }

        if (open.Count > Most)
        {
            yield return At(context, 1, "", $"{open.Count - Most} more action items of earlier go-lives are still open.");
        }
    }

    private static bool IsKept(string path) =>
        path.EndsWith(".md", StringComparison.Ordinal) && Kept.Any(it => path.StartsWith(it, StringComparison.Ordinal));

    private static IEnumerable<(string File, int Line, string Words)> In(LintContext context, string file)
    {
        var text = context.Model.Text(file) ?? "";
        return context.Source is { } source && RetrospectiveComment.IsIn(text, source.File)
            ? text.Split('\n')
                .Index()
                .Select(it => (it.Index, Box: Box().Match(it.Item)))
                .Where(it => it.Box.Success)
                .Select(it => (file, it.Index + 1, Plain(it.Box.Groups["words"].Value)))
            : [];
    }

    /// <summary>Without the signs that keep Markdown from reading them.</summary>
    private static string Plain(string words) =>
        words.Replace("\\", "", StringComparison.Ordinal).Replace("\u2060", "", StringComparison.Ordinal).Trim();

    /// <summary>A box that is not ticked; what is struck out is not meant any more.</summary>
    [GeneratedRegex(@"^\s*(?:[-*+]|[0-9]+[.)])\s+\[\s?\]\s+(?!~~)(?<words>\S.*)$", RegexOptions.None, 1000)]
    private static partial Regex Box();

    [GeneratedRegex(@"\bowner:\s*(?!_)\w[^,;)]*[,;]\s*by:\s*[0-9]{4}-[0-9]{2}-[0-9]{2}", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Owned();
}
