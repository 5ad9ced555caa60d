using System.Xml.Linq;

namespace Slipway.Architecture.Tests;

/// <summary>A file of the repository.</summary>
/// <param name="Path">Relative to the top, with forward slashes.</param>
/// <param name="Text">What it says.</param>
internal sealed record RepositoryFile(string Path, string Text)
{
    public IEnumerable<(int Line, string Text)> Lines => Text.Split('\n').Select((text, index) => (index + 1, text));
}

/// <summary>The working tree that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", ".git", ".slipway"];

    public static string Top { get; } = FindTop(AppContext.BaseDirectory);

    /// <summary>Names of the modules: the folders of <c>src</c>.</summary>
    public static IReadOnlyList<string> Modules { get; } =
    [.. Directory.GetDirectories(Path.Combine(Top, "src")).Select(it => Path.GetFileName(it)!).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<RepositoryFile> Sources { get; } = FilesIn("src", "*.cs");

    public static RepositoryFile Read(string path) => new(path, File.ReadAllText(Path.Combine(Top, path)).ReplaceLineEndings("\n"));

    public static bool Has(string path) => File.Exists(Path.Combine(Top, path));

    public static IReadOnlyList<RepositoryFile> FilesIn(string folder, string pattern) =>
        Directory.Exists(Path.Combine(Top, folder))
            ?
            [
                .. Directory
                    .EnumerateFiles(Path.Combine(Top, folder), pattern, SearchOption.AllDirectories)
                    .Select(it => Path.GetRelativePath(Top, it).Replace('\\', '/'))
                    .Where(it => !it.Split('/').Any(NotOurs.Contains))
                    .Order(StringComparer.Ordinal)
                    .Select(Read),
            ]
            : [];

    /// <summary>The modules that a module's project references.</summary>
    public static IReadOnlyList<string> ReferencesOf(string module) =>
        [
            .. XDocument
                .Parse(Read($"src/{module}/{module}.csproj").Text)
                .Descendants("ProjectReference")
                .Select(it => Path.GetFileNameWithoutExtension(it.Attribute("Include")!.Value)),
        ];

    private static string FindTop(string start)
    {
        var folder = new DirectoryInfo(start);
        while (!File.Exists(Path.Combine(folder.FullName, "Slipway.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
