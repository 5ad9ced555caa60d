using System.Text.RegularExpressions;
using Slipway.Checklists.Configuration;
using Slipway.Checklists.Reading;
using Slipway.Checklists.Repositories;

namespace Slipway.Checklists.Findings.Dead;

/// <summary>The anchors that the headings of a document make, as GitHub does.</summary>
internal static partial class Anchors
{
    /// <summary>Anchors of the headings and of explicit <c>id</c> and <c>name</c> attributes.</summary>
    public static HashSet<string> Of(string markdown)
    {
        var anchors = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var fenced = false;
        foreach (var line in markdown.Split('\n'))
        {
            fenced ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (!fenced && Heading().Match(line.TrimEnd()) is { Success: true } heading)
            {
                var slug = Slug(heading.Groups[1].Value);
                var count = counts[slug] = counts.GetValueOrDefault(slug) + 1;
                anchors.Add(count == 1 ? slug : $"{slug}-{count - 1}");
            }

            anchors.UnionWith(Explicit().Matches(line).Select(it => it.Groups[1].Value));
        }

        return anchors;
    }

    private static string Slug(string heading)
    {
        var words = Link()
            .Replace(heading, "$1")
            .Replace("*", "", StringComparison.Ordinal)
            .Replace("`", "", StringComparison.Ordinal)
            .Trim()
            .ToLowerInvariant();
        return string.Concat(words.Where(it => char.IsLetterOrDigit(it) || it is ' ' or '-' or '_')).Replace(' ', '-');
    }

    [GeneratedRegex(@"^\s{0,3}#{1,6}\s+(.*?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?:id|name)=[""']([^""']+)[""']")]
    private static partial Regex Explicit();
}

/// <summary>A link to a file or heading that is not there.</summary>
internal sealed partial class DeadLink : LintRule
{
    public override string Code => "SW2112";

    public override string Name => "dead-link";

    public override string Says => "A link leads to a file or heading that is not there.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var own = Anchors.Of(context.AllText);
        return from entry in context.Outline.Entries
            where entry.Form != EntryForm.Fence
            from Match found in Link().Matches(entry.Raw.Length > 2000 ? entry.Raw[..2000] : entry.Raw)
            let target = Uri.UnescapeDataString(found.Groups[1].Value)
            where
                !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal)
                && !target.StartsWith('<')
            from finding in Looked(context, entry.Line, target, found.Groups[1].Value, own)
            select finding;
    }

    private IEnumerable<Finding> Looked(LintContext context, int line, string target, string written, HashSet<string> own)
    {
        var (path, anchor) = target.Split('#', 2) is [var before, var behind] ? (before, behind) : (target, "");
        if (path.Length == 0)
        {
            if (anchor.Length > 0 && !own.Contains(anchor))
            {
                yield return Near(
                    context,
                    line,
                    written,
                    $"No heading of this document makes the anchor `#{anchor}`.",
                    "Correct the anchor.",
                    Meant("#", anchor, own)
                );
            }

            yield break;
        }

        if (!context.Model.IsKnown || path.StartsWith('#'))
        {
            yield break;
        }

        var full = path.StartsWith('/') ? path[1..] : Paths.Join(context.FolderAt(line), path);
        if (full is null || context.Model.IsMade(full))
        {
            yield break;
        }

        if (!context.Model.Exists(full.TrimEnd('/')))
        {
            yield return Near(
                context,
                line,
                written,
                $"The link leads to `{full}`, which is not in this repository.",
                "Correct the link, or write the page.",
                Paths.Nearest(full, context.Model.Files) is { } nearest ? Relative(context.FolderAt(line), nearest) : null
            );
        }
        else if (
            anchor.Length > 0
            && full.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
            && context.Model.Text(full) is { } text
            && Anchors.Of(text) is var there
            && !there.Contains(anchor)
        )
        {
            yield return Near(
                context,
                line,
                written,
                $"No heading of {full} makes the anchor `#{anchor}`.",
                "Correct the anchor.",
                Meant(path + "#", anchor, there)
            );
        }
    }

    private static string? Meant(string before, string anchor, HashSet<string> known) =>
        Nearest.Of(anchor, known) is { } nearest ? $"{before}{nearest}" : null;

    private static string Relative(string folder, string path) =>
        folder.Length == 0 ? path
        : path.StartsWith(folder + "/", StringComparison.Ordinal) ? path[(folder.Length + 1)..]
        : string.Concat(Enumerable.Repeat("../", folder.Split('/').Length)) + path;

    [GeneratedRegex(@"(?<!!)\[[^\]]*\]\(\s*([^)\s]+)[^)]*\)")]
    private static partial Regex Link();
}

/// <summary>A runbook or other page that is named in words and is not there.</summary>
internal sealed partial class MissingRunbook : LintRule
{
    public override string Code => "SW2113";

    public override string Name => "missing-runbook";

    public override string Says => "A runbook, plan or other page that the document relies on is not in this repository.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) =>
        context.Model.IsKnown
            ? from entry in context.Prose
            let words = Linked().Replace(entry.Raw.Length > 2000 ? entry.Raw[..2000] : entry.Raw, " ")
            from Match found in Page().Matches(words)
            let path = found.Value.StartsWith("./", StringComparison.Ordinal) ? found.Value[2..] : found.Value
            where
                !context.Model.Exists(path)
                && (Paths.Join(context.FolderAt(entry.Line), path) is not { } beside || !context.Model.Exists(beside))
            where !context.Model.IsMade(path) && context.Made.When(path) is null
            where path.Contains('/', StringComparison.Ordinal) || !context.Model.Files.Any(it => Paths.Name(it) == path)
            select Near(
                context,
                entry.Line,
                found.Value,
                $"`{found.Value}` is named here and is not in this repository.",
                "Write it, or correct the name.",
                Paths.Nearest(path, context.Model.Files.Where(it => it.EndsWith(".md", StringComparison.OrdinalIgnoreCase)))
            )
            : [];

    [GeneratedRegex(@"(?<![\w/:.-])(?:\./)?(?:[\w-]+/)*[\w][\w.-]*\.(?:md|rst|adoc)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Page();

    [GeneratedRegex(@"\[[^\]]*\]\([^)]*\)|https?://\S+")]
    private static partial Regex Linked();
}
