namespace Slipway.Checklists.Tests;

/// <summary>Finds the files of this repository, for tests that hold documents against the code.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>Slipway.slnx</c>.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The text of a file, by its path from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The file is exactly this text.</summary>
    public static void ShouldBe(string path, string generated)
    {
        if (Surroundings.Accepts)
        {
            File.WriteAllText(Path.Combine(Root, path), generated);
        }

        Read(path).ShouldBe(generated, $"{path} is generated: run the tests with SLIPWAY_ACCEPT=1 and look at the diff.");
    }

    /// <summary>The part of the file between <c>&lt;!-- generated: name --&gt;</c> and <c>&lt;!-- end --&gt;</c> is exactly this text.</summary>
    public static void ShouldHold(string path, string name, string generated)
    {
        var text = Read(path);
        var mark = $"<!-- generated: {name} -->\n";
        var start = text.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        var end = text.IndexOf("<!-- end -->", start, StringComparison.Ordinal);
        if (Surroundings.Accepts)
        {
            text = text[..start] + generated + text[end..];
            File.WriteAllText(Path.Combine(Root, path), text);
            end = start + generated.Length;
        }

        text[start..end].ShouldBe(generated, $"{path} is generated in part: run the tests with SLIPWAY_ACCEPT=1 and look at the diff.");
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Slipway.slnx")) ? folder
        : Directory.GetParent(folder) is { } parent ? Above(parent.FullName)
        : throw new InvalidOperationException("The tests run outside the repository.");
}
