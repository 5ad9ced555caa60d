using System.IO.Enumeration;

namespace Slipway.Flakes.Owning;

/// <summary>
/// A pattern over paths, in the words of .gitignore: without a slash but at its end it fits at any depth; <c>*</c> and <c>?</c> stay
/// within a name, <c>**</c> stands for any number of folders; what fits a folder fits what is in it, but <c>docs/*</c> fits files of that
/// folder only.
/// </summary>
internal sealed class PathPattern
{
    /// <summary>Each of them may stand for any number of folders; more than a few say nothing and cost much.</summary>
    private const int MostDeep = 6;

    private readonly string[] _parts;
    private readonly bool _isFolder;

    private PathPattern(string[] parts, bool isFolder)
    {
        (_parts, _isFolder) = (parts, isFolder);
    }

    /// <summary>Reads a pattern; null for one that GitHub does not take (negation, ranges) or that says nothing.</summary>
    public static PathPattern? Read(string pattern)
    {
        if (pattern is [] || pattern[0] is '!' or '\\' || pattern.AsSpan().ContainsAny('[', ']') || pattern.Trim('/').Length == 0)
        {
            return null;
        }

        var isFolder = pattern.EndsWith('/');
        var inner = pattern.TrimEnd('/');
        string[] parts = inner.Contains('/', StringComparison.Ordinal) ? inner.TrimStart('/').Split('/') : ["**", inner];
        return parts.Count(it => it == "**") <= MostDeep && parts.All(it => it.Length > 0) ? new(parts, isFolder) : null;
    }

    public bool Fits(ReadOnlySpan<string> path) => Fits(_parts, path);

    private bool Fits(ReadOnlySpan<string> parts, ReadOnlySpan<string> path)
    {
        if (parts.IsEmpty)
        {
            return path.IsEmpty ? !_isFolder : GoesDeeper;
        }

        if (parts[0] == "**")
        {
            return Fits(parts[1..], path) || !path.IsEmpty && Fits(parts, path[1..]);
        }

        return !path.IsEmpty && FileSystemName.MatchesSimpleExpression(parts[0], path[0], ignoreCase: false) && Fits(parts[1..], path[1..]);
    }

    /// <summary>Whether what fits a folder fits everything in it.</summary>
    private bool GoesDeeper => _parts[^1] != "*" || _isFolder || _parts is ["**", "*"];
}
