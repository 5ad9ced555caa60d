using System.Text.RegularExpressions;

namespace Slipway.Checklists.Starting;

/// <summary>Finds the checklist that a repository has already.</summary>
internal static partial class ExistingChecklist
{
    /// <summary>How many candidates are read at the most.</summary>
    private const int MostRead = 60;

    /// <summary>Where people keep them, the likeliest first; the same names under <c>docs/</c> and its like come after each.</summary>
    private static readonly string[] Names =
    [
        "GO-LIVE*.md",
        "GO_LIVE*.md",
        "GOLIVE*.md",
        "*DEPLOY*CHECKLIST*.md",
        "*RELEASE*CHECKLIST*.md",
        "*LAUNCH*CHECKLIST*.md",
        "*GO-LIVE*.md",
        "DEPLOYMENT*.md",
        "*CHECKLIST*.md",
        "RELEASE*.md",
        "*RUNBOOK*.md",
    ];

    private static readonly string[] Folders = ["", "docs/", "doc/", "docs/*/", "ops/", "deploy/", "deployment/", ".github/"];

    /// <summary>Its path; null when there is none with at least three boxes or steps.</summary>
    public static string? In(IRepositoryView view)
    {
        var candidates = Names
            .SelectMany(name => Folders.SelectMany(folder => Named(view, folder + name)))
            .Distinct(StringComparer.Ordinal)
            .Take(MostRead);
        return candidates.FirstOrDefault(it => IsChecklist(view.ReadText(it) ?? ""));
    }

    /// <summary>Files that fit; where files cannot be listed, the plain name if it is there.</summary>
    private static IEnumerable<string> Named(IRepositoryView view, string pattern)
    {
        if (view.Files(pattern) is { } files)
        {
            return files.Where(it => !it.Any(char.IsControl));
        }

        var plain = pattern.Replace("*", "", StringComparison.Ordinal).Replace("//", "/", StringComparison.Ordinal);
        return view.PathExists(plain) == true ? [plain] : [];
    }

    private static bool IsChecklist(string text) => Box().Count(text) >= 3 || Step().Count(text) >= 5;

    [GeneratedRegex(@"^[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\]|[☐☑□⬜])", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex Box();

    [GeneratedRegex(@"^[ \t]{0,3}[0-9]{1,3}[.)][ \t]+\S", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex Step();
}
