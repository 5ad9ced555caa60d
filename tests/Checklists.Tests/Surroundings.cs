namespace Slipway.Checklists.Tests;

/// <summary>What the tests take from the environment.</summary>
internal static class Surroundings
{
    /// <summary>With <c>SLIPWAY_ACCEPT=1</c> the tests write generated text into its file instead of comparing; the diff is then reviewed.</summary>
    public static bool Accepts { get; } = Environment.GetEnvironmentVariable("SLIPWAY_ACCEPT") == "1";

    /// <summary>
    /// The real checklists of the corpus, by file name. They are not part of the repository: where the folder is missing there are
    /// none, except with <c>CI=true</c>, where that fails.
    /// </summary>
    public static IReadOnlyList<string> Seeds { get; } = FindSeeds();

    /// <summary>With <c>SLIPWAY_PROVED=FILE</c> the tests of bindings list every claim there; null otherwise.</summary>
    public static string? Proved { get; } = Environment.GetEnvironmentVariable("SLIPWAY_PROVED") is { Length: > 0 } file ? file : null;

    private static IReadOnlyList<string> FindSeeds()
    {
        var corpus = Environment.GetEnvironmentVariable("SLIPWAY_CORPUS") ?? Path.Combine(Repository.Root, "..", "shared", "corpus");
        var folder = Path.Combine(corpus, "seeds");
        if (Directory.Exists(folder))
        {
            return [.. Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal)];
        }

        return Environment.GetEnvironmentVariable("CI") == "true"
            ? throw new InvalidOperationException($"The corpus is not there: {folder}. Set SLIPWAY_CORPUS.")
            : [];
    }
}
