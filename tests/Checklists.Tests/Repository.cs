namespace Slipway.Checklists.Tests;

/// <summary>Finds the files of this repository, for tests that hold documents against the code.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>Slipway.slnx</c>.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The text of a file, by its path from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Slipway.slnx")) ? folder
        : Directory.GetParent(folder) is { } parent ? Above(parent.FullName)
        : throw new InvalidOperationException("The tests run outside the repository.");
}
