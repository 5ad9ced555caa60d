using System.Text.RegularExpressions;

namespace Slipway.Checklists.Starting;

/// <summary>Looks at a repository; what cannot be told is not there.</summary>
internal sealed partial class RepositoryLook(IRepositoryView view)
{
    /// <summary>Whether a file or folder is there for certain.</summary>
    public bool Has(string path) => view.PathExists(path) == true;

    /// <summary>The first of some paths that is there.</summary>
    public string? FirstOf(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (Has(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>The text of a file; empty when there is none.</summary>
    public string Text(string path) => view.ReadText(path) ?? "";

    /// <summary>The files that fit a pattern and have names that need no quoting in a shell or in Markdown.</summary>
    public IReadOnlyList<string> Files(string pattern) => [.. (view.Files(pattern) ?? []).Where(IsPlain)];

    /// <summary>Whether a name can stand in a command as it is: nothing that a shell or Markdown would read.</summary>
    public static bool IsPlain(string name) => PlainName().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z0-9_.][A-Za-z0-9_.:/@+-]{0,199}$", RegexOptions.NonBacktracking)]
    private static partial Regex PlainName();
}
