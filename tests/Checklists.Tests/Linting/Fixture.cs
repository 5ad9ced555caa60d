using System.Text;

namespace Slipway.Checklists.Tests.Linting;

/// <summary>A repository of our own that holds every situation of the specification at least twice, with the labels of a careful reader.</summary>
internal static class Fixture
{
    private const string Folder = "tests/Checklists.Tests/Linting/fixture";

    /// <summary>The repository, in memory.</summary>
    public static FixtureRepository Repository { get; } = FixtureRepository.Read(Tests.Repository.Read($"{Folder}/repository.txt"));

    /// <summary>The documents, by name.</summary>
    public static IReadOnlyList<string> Documents { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Tests.Repository.Root, Folder), "*.md")
            .Select(it => Path.GetFileName(it))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What a careful reader found: document, code, line.</summary>
    public static IReadOnlyList<(string Document, string Code, int Line)> Labels { get; } =
    [
        .. Tests
            .Repository.Read($"{Folder}/labels.txt")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(it => !it.StartsWith('#'))
            .Select(it => it.Split('\t'))
            .Select(it => (it[0], it[1], LineOf(it[0], it[2]))),
    ];

    /// <summary>What the linter says of a document.</summary>
    public static LintReport Lint(string document) =>
        new LintSession(Repository).Lint(Written.Checklist(Text(document), file: document), "checklists");

    public static string Text(string document) => Tests.Repository.Read($"{Folder}/{document}");

    /// <summary>The last line that holds the words; a pilcrow stands for the line's end.</summary>
    private static int LineOf(string document, string words)
    {
        var lines = Text(document).Split('\n');
        var at = Array.FindLastIndex(lines, it => $"{it}¶".Contains(words, StringComparison.Ordinal));
        return at >= 0 ? at + 1 : throw new InvalidOperationException($"{document} holds no line with {words}");
    }
}

/// <summary>A repository in memory that knows all of itself.</summary>
internal sealed class FixtureRepository(IReadOnlyDictionary<string, string> files) : IRepositoryView
{
    /// <summary>Reads one text in which each file begins with <c>=== path</c>.</summary>
    public static FixtureRepository Read(string text)
    {
        var files = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        StringBuilder? into = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("=== ", StringComparison.Ordinal))
            {
                files[line[4..]] = into = new();
            }
            else
            {
                into?.Append(line).Append('\n');
            }
        }

        return new(files.ToDictionary(it => it.Key, it => it.Value.ToString(), StringComparer.Ordinal));
    }

    public IReadOnlyDictionary<string, string> All => files;

    public bool? PathExists(string path) =>
        files.ContainsKey(path) || files.Keys.Any(it => it.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal));

    public bool? ToolExists(string name) => null;

    public string? ReadText(string path) => files.GetValueOrDefault(path);

    public IReadOnlyList<string>? Tree() => [.. files.Keys.Order(StringComparer.Ordinal)];

    public IReadOnlyList<string>? GitNames() => ["main", "origin/main", "release/5", "v4.0.0", "v4.1.0"];
}
