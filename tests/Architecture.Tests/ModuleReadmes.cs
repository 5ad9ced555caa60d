using System.Text.RegularExpressions;

namespace Slipway.Architecture.Tests;

/// <summary>What a module's README may say.</summary>
internal static partial class ModuleReadmes
{
    /// <summary>Type names in code marks that no type of ours has.</summary>
    public static IReadOnlyList<string> UnknownTypes(string readme, IReadOnlySet<string> known) =>
        [.. CodeMark().Matches(readme).Select(it => it.Groups[1].Value).Where(it => !it.Split('.').All(known.Contains)).Distinct()];

    /// <summary>The arrows that the README names, in words: the modules behind "Arrows."</summary>
    public static IReadOnlyList<string> Arrows(string readme) =>
        ArrowsLine().Match(readme) is { Success: true } found && !found.Groups[1].Value.StartsWith("None", StringComparison.Ordinal)
            ? found.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)
            : [];

    [GeneratedRegex(@"`([A-Z][A-Za-z0-9]+(?:\.[A-Z][A-Za-z0-9]+)*)`")]
    private static partial Regex CodeMark();

    [GeneratedRegex(@"^\*\*Arrows\.\*\* ([^.]+)\.", RegexOptions.Multiline)]
    private static partial Regex ArrowsLine();
}
