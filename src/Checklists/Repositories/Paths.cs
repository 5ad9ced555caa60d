namespace Slipway.Checklists.Repositories;

/// <summary>Relative paths with slashes.</summary>
internal static class Paths
{
    private static readonly HashSet<string> TestFolders = new(
        ["test", "tests", "spec", "specs", "__tests__", "e2e", "fixtures", "examples", "docs", "benchmarks"],
        StringComparer.Ordinal
    );

    /// <summary>The last part.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Everything before the last part; empty at the root.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";

    /// <summary>Joins two relative paths and resolves <c>.</c> and <c>..</c>; null when that leads out of the root.</summary>
    public static string? Join(string folder, string path)
    {
        var parts = new List<string>();
        foreach (var part in $"{folder}/{path}".Split('/', StringSplitOptions.RemoveEmptyEntries).Where(it => it != "."))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                return null;
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>True for tests, examples and documentation: what they mention is not offered by the product.</summary>
    public static bool IsAside(string path) =>
        path.Split('/').SkipLast(1).Any(TestFolders.Contains)
        || Name(path) is var name
            && (
                name.Contains(".test.", StringComparison.Ordinal)
                || name.Contains(".spec.", StringComparison.Ordinal)
                || name.Contains("_test.", StringComparison.Ordinal)
                || name.StartsWith("test_", StringComparison.Ordinal)
                || name.Contains("smoke", StringComparison.Ordinal)
            );

    /// <summary>The path that comes nearest: the same name in another folder, else a similar one.</summary>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        var name = Name(written);
        var all = known as IReadOnlyCollection<string> ?? [.. known];
        var stem = Stem(name);
        return all.FirstOrDefault(it => Name(it) == name)
            ?? all.FirstOrDefault(it => string.Equals(Name(it), name, StringComparison.OrdinalIgnoreCase))
            ?? all.FirstOrDefault(it => stem.Length > 3 && Stem(Name(it)) == stem)
            ?? (
                Configuration.Nearest.Of(name, all.Where(it => Math.Abs(Name(it).Length - name.Length) < 4).Select(Name).Distinct())
                    is { } similar
                    ? all.First(it => Name(it) == similar)
                    : null
            );
    }

    private static string Stem(string name) =>
        (name.IndexOf('.', 1) is var dot and > 0 ? name[..dot] : name).Replace("_", "-", StringComparison.Ordinal).ToLowerInvariant();
}
