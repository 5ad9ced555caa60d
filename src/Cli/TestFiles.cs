using Slipway.Flakes;

namespace Slipway.Cli;

/// <summary>Where a test stands in a checkout.</summary>
/// <param name="Path">From its root, with slashes; null when it is not known.</param>
/// <param name="Why">Why it is not known; empty when it is.</param>
internal sealed record TestPlace(string? Path, string Why);

/// <summary>Finds the source files of tests: by what their reports say, or by the name of their suite, and only without doubt.</summary>
internal sealed class TestFiles
{
    private const int MostFiles = 500_000;
    private static readonly string[] Sources = [".cs", ".fs", ".vb", ".java", ".kt", ".groovy", ".scala", ".py", ".rb", ".php", ".swift"];

    private readonly HashSet<string> _files;
    private readonly ILookup<string, string> _byName;
    private readonly ILookup<string, string> _byStem;

    private TestFiles(IEnumerable<string> files)
    {
        _files = files.Take(MostFiles).ToHashSet(StringComparer.Ordinal);
        _byName = _files.ToLookup(it => it[(it.LastIndexOf('/') + 1)..], StringComparer.Ordinal);
        _byStem = _files
            .Where(it => Sources.Contains(Path.GetExtension(it), StringComparer.Ordinal))
            .ToLookup(it => Path.GetFileNameWithoutExtension(it), StringComparer.Ordinal);
    }

    /// <summary>The files that git knows in a checkout; none where there is no git.</summary>
    public static TestFiles Of(string root) =>
        Among(GitCalls.Ask(root, "ls-files", "-z")?.Split('\0', StringSplitOptions.RemoveEmptyEntries) ?? []);

    /// <summary>Files by their paths from the root, with slashes.</summary>
    public static TestFiles Among(IEnumerable<string> files) => new(files);

    /// <summary>The place of a test.</summary>
    public TestPlace Find(TestHistory history, string suite, string test) =>
        history.FileOf(suite, test) is { } told ? Told(told)
        : _files.Contains(suite) ? new(suite, "")
        : Named(suite);

    /// <summary>A file as a report has it: a path of this checkout, or one of another place whose end is a path here and no other's.</summary>
    private TestPlace Told(string told)
    {
        var path = told.Replace('\\', '/');
        path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (_files.Contains(path))
        {
            return new(path, "");
        }

        var found = _byName[path[(path.LastIndexOf('/') + 1)..]]
            .Where(it => path.EndsWith($"/{it}", StringComparison.Ordinal) || it.EndsWith($"/{path}", StringComparison.Ordinal))
            .ToList();
        return One(found, $"its report names {told}");
    }

    /// <summary>A dotted name: the file whose path ends so, otherwise the only one that is called like its last part.</summary>
    private TestPlace Named(string suite)
    {
        var parts = suite.Split('+', '$', '`')[0].Split('.');
        for (var count = parts.Length; count > 0 && parts.All(it => it.Length > 0); count--)
        {
            var end = $"/{string.Join('/', parts[..count])}";
            var found = _byStem[parts[count - 1]]
                .Where(it => $"/{it[..^Path.GetExtension(it).Length]}".EndsWith(end, StringComparison.Ordinal))
                .ToList();
            if (found.Count > 0 && (count == parts.Length || found.All(it => it.EndsWith(".py", StringComparison.Ordinal))))
            {
                return One(found, $"its suite is called {suite}");
            }
        }

        return One([.. _byStem[parts[^1]]], $"its suite is called {suite}");
    }

    private static TestPlace One(IReadOnlyList<string> found, string said) =>
        found.Count == 1
            ? new(found[0], "")
            : new(null, found.Count == 0 ? $"{said}, and no file here is called so" : $"{said}, and {found.Count} files here may be meant");
}
