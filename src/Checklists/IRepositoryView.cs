namespace Slipway.Checklists;

/// <summary>
/// What reading may know of the place where the checklist will be carried out. The hosts fill it; a "cannot tell" is null and
/// is never taken for a yes or a no.
/// </summary>
public interface IRepositoryView
{
    /// <summary>Whether a file or folder is there, by a path relative to the working directory; null when it cannot tell.</summary>
    bool? PathExists(string path);

    /// <summary>Whether a program is on the path; null when it cannot tell.</summary>
    bool? ToolExists(string name);

    /// <summary>The text of a file (at most 1 MiB), or null when it is not there or not text.</summary>
    string? ReadText(string path);

    /// <summary>
    /// Paths of the files that fit a pattern (<c>docs/*CHECKLIST*.md</c>; <c>*</c> stands for anything but a slash, case aside), sorted,
    /// at most 200; null when it cannot tell.
    /// </summary>
    IReadOnlyList<string>? Files(string pattern) => null;

    /// <summary>
    /// Paths of all files, with slashes, sorted; what belongs to version control, packages of others and outputs is left out.
    /// Null when it cannot tell, or when there are too many to know them all.
    /// </summary>
    IReadOnlyList<string>? Tree() => null;

    /// <summary>Names of the tags and branches; null when there is no version control, or not all of it is here.</summary>
    IReadOnlyList<string>? GitNames() => null;
}

/// <summary>Knows nothing: for documents that are read away from their repository.</summary>
public sealed class NoRepository : IRepositoryView
{
    /// <summary>The one instance.</summary>
    public static NoRepository Instance { get; } = new();

    /// <inheritdoc/>
    public bool? PathExists(string path) => null;

    /// <inheritdoc/>
    public bool? ToolExists(string name) => null;

    /// <inheritdoc/>
    public string? ReadText(string path) => null;
}
