namespace Slipway.Architecture.Tests;

/// <summary>The files in which an exception may be caught whole.</summary>
internal sealed record Edges(IReadOnlyList<string> Files, IReadOnlyList<string> Unnamed)
{
    private static readonly string[] Kinds = ["worker round", "step attempt", "endpoint", "CLI main"];

    /// <summary>Lines of a path, two blanks, and which edge it is; lines with # in front say why.</summary>
    public static Edges Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(it => !it.StartsWith('#')).ToList();
        return new([.. lines.Select(it => it.Split("  ")[0])], [.. lines.Where(it => !Kinds.Contains(it.Split("  ")[^1]))]);
    }
}
