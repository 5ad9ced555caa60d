using System.Reflection;
using System.Text.RegularExpressions;

namespace Slipway.Architecture.Tests;

/// <summary>
/// Patterns read documents that strangers wrote. None may take time that grows without measure with the length of a line: each
/// is held against long lines made to mislead it.
/// </summary>
internal static partial class Patterns
{
    private const int Length = 1_500;

    /// <summary>Far above what a pattern with quadratic time needs for a line of <see cref="Length"/> characters, far below what an exponential one does.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly string[] Units =
    [
        "a",
        "1",
        " ",
        "_",
        "-",
        "'",
        "\"",
        "|",
        "*",
        "`",
        "#",
        "(",
        "[",
        "{",
        "<",
        ".",
        ",",
        "a ",
        "1 ",
        "a.",
        "a,",
        "a:",
        "/a",
        "ab",
        "1.",
        "1,1",
        "a b ",
        "- ",
        "\\_",
        "=a ",
    ];

    /// <summary>The generated patterns of a set of types, with the place where each is declared.</summary>
    public static IReadOnlyList<(string Where, string Pattern, RegexOptions Options)> In(IEnumerable<Type> types) =>
        [
            .. from type in types
            from member in type.GetMembers(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
            )
            let regex = member.GetCustomAttribute<GeneratedRegexAttribute>()
            where regex is not null
            select ($"{type.FullName}.{member.Name}", regex.Pattern, regex.Options),
        ];

    /// <summary>Whether the pattern gives up on some long line; the line's unit, or null.</summary>
    public static string? Misleads(string pattern, RegexOptions options)
    {
        var regex = new Regex(pattern, options, Limit);
        foreach (var unit in Units)
        {
            var line = string.Concat(Enumerable.Repeat(unit, Length / unit.Length)) + "!";
            try
            {
                _ = regex.IsMatch(line);
            }
            catch (RegexMatchTimeoutException)
            {
                return unit;
            }
        }

        return null;
    }

    /// <summary>Patterns that are put together while the program runs, with neither the linear engine nor a limit.</summary>
    public static IReadOnlyList<string> Unbounded(IEnumerable<RepositoryFile> sources) =>
        [
            .. from file in sources
            from Match call in Construction().Matches(file.Text)
            where
                !call.Value.Contains("NonBacktracking", StringComparison.Ordinal)
                && !call.Value.Contains("TimeSpan", StringComparison.Ordinal)
            select file.Path,
        ];

    [GeneratedRegex(@"\bnew Regex\([^;]*;|\bRegex\.(?:Match|IsMatch|Matches|Replace|Split)\([^;]*;")]
    private static partial Regex Construction();
}
