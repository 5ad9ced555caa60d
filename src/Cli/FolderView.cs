using Slipway.Checklists;

namespace Slipway.Cli;

/// <summary>A folder of this machine, as far as reading may know it.</summary>
internal sealed class FolderView(string folder, string searchPath) : IRepositoryView
{
    public bool? PathExists(string path)
    {
        try
        {
            var full = Path.GetFullPath(path, folder);
            return File.Exists(full) || Directory.Exists(full);
        }
        catch (Exception odd) when (odd is ArgumentException or NotSupportedException or PathTooLongException)
        {
            return null;
        }
    }

    public bool? ToolExists(string name) =>
        name.Contains('/', StringComparison.Ordinal)
            ? PathExists(name)
            : searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(it => File.Exists(Path.Combine(it, name)));

    public IReadOnlyList<string>? Files(string pattern)
    {
        var below = Path.GetDirectoryName(pattern) ?? "";
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles(
                        Path.Combine(folder, below),
                        Path.GetFileName(pattern),
                        new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive, IgnoreInaccessible = true }
                    )
                    .Select(it => Path.Combine(below, Path.GetFileName(it)))
                    .Order(StringComparer.Ordinal)
                    .Take(200),
            ];
        }
        catch (IOException)
        {
            return [];
        }
    }

    public string? ReadText(string path)
    {
        try
        {
            var file = new FileInfo(Path.GetFullPath(path, folder));
            return file is { Exists: true, Length: <= 1024 * 1024 } ? File.ReadAllText(file.FullName) : null;
        }
        catch (Exception odd) when (odd is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
