using Slipway.Checklists;

namespace Slipway.Cli;

/// <summary>
/// A checkout as the linter may know it: its working tree. Version control, packages of others, outputs and links to folders are
/// left out; a tree of more than <see cref="MostFiles"/> files is not known.
/// </summary>
internal sealed class CheckoutView(string folder) : IRepositoryView
{
    public const int MostFiles = 100_000;

    private static readonly HashSet<string> LeftOut = new(
        [
            ".git",
            ".hg",
            ".svn",
            ".idea",
            ".vs",
            ".slipway",
            ".gradle",
            ".terraform",
            ".next",
            ".venv",
            "venv",
            "node_modules",
            "bower_components",
            "vendor",
            "dist",
            "bin",
            "obj",
            "target",
            "coverage",
            "artifacts",
            "__pycache__",
            "site-packages",
        ],
        StringComparer.Ordinal
    );

    private readonly FolderView _folder = new(folder, "");
    private readonly Lazy<IReadOnlyList<string>?> _tree = new(() => Walk(folder));
    private readonly Lazy<IReadOnlyList<string>?> _names = new(() => GitCalls.Names(folder));

    public bool? PathExists(string path) => _folder.PathExists(path);

    /// <summary>Another machine will carry it out; what is on this one says nothing.</summary>
    public bool? ToolExists(string name) => null;

    public string? ReadText(string path) => _folder.ReadText(path);

    public IReadOnlyList<string>? Files(string pattern) => _folder.Files(pattern);

    public IReadOnlyList<string>? Tree() => _tree.Value;

    public IReadOnlyList<string>? GitNames() => _names.Value;

    private static List<string>? Walk(string root)
    {
        var files = new List<string>();
        var open = new Stack<string>([""]);
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
        while (open.TryPop(out var at))
        {
            foreach (var entry in new DirectoryInfo(Path.Combine(root, at)).EnumerateFileSystemInfos("*", options))
            {
                var path = at.Length == 0 ? entry.Name : $"{at}/{entry.Name}";
                if (!entry.Attributes.HasFlag(FileAttributes.Directory))
                {
                    files.Add(path);
                }
                else if (!LeftOut.Contains(entry.Name) && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    open.Push(path);
                }
            }

            if (files.Count > MostFiles)
            {
                return null;
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }
}
