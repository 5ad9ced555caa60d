using System.Text.RegularExpressions;

namespace Slipway.Architecture.Tests;

/// <summary>What must not stand in the source, line by line.</summary>
internal static partial class Words
{
    /// <summary>Work that was put off.</summary>
    public static IReadOnlyList<string> PutOff(IEnumerable<RepositoryFile> files) => Find(files, Later());

    /// <summary>
    /// Everything that would be caught. A filter that names exceptions (<c>is A or B</c>) is no such thing; one that only lets
    /// some through (<c>is not</c>) is. A block that cleans up and throws on has caught nothing.
    /// </summary>
    public static IReadOnlyList<string> CaughtWhole(IEnumerable<RepositoryFile> files) => Find(files, CatchAll(), ThrowsOn);

    /// <summary>Time that does not come from <c>TimeProvider</c>.</summary>
    public static IReadOnlyList<string> Clocks(IEnumerable<RepositoryFile> files) => Find(files, WallClock());

    /// <summary>Places where the compiler's own list of banned symbols is switched off.</summary>
    public static IReadOnlyList<string> SwitchedOff(IEnumerable<RepositoryFile> files) => Find(files, Suppression());

    private static IReadOnlyList<string> Find(IEnumerable<RepositoryFile> files, Regex pattern, Func<string, int, bool>? isFine = null) =>
        [
            .. from file in files
            from Match found in pattern.Matches(file.Text)
            where isFine?.Invoke(file.Text, found.Index) != true
            select $"{file.Path}:{LineOf(file.Text, found.Index)}",
        ];

    private static bool ThrowsOn(string text, int at)
    {
        var open = text.IndexOf('{', at);
        var (depth, end) = (0, open);
        for (; end >= 0 && end < text.Length; end++)
        {
            depth += text[end] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return text[(open + 1)..end].TrimEnd().EndsWith("throw;", StringComparison.Ordinal);
            }
        }

        return false;
    }

    private static int LineOf(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    [GeneratedRegex(
        @"(?://|/\*|^[ \t]*\*).*\b(?:TODO|FIXME|HACK|XXX)\b|\bNotImplementedException\b|\bNotSupportedException\(\)",
        RegexOptions.Multiline
    )]
    private static partial Regex Later();

    [GeneratedRegex(@"\bcatch\s*(?:\{|\(\s*(?:System\.)?Exception\b(?:\s+\w+)?\s*\)(?!\s*when\s*\(\s*\w+\s+is\s+(?!not\b)[A-Z]))")]
    private static partial Regex CatchAll();

    [GeneratedRegex(
        @"\bDateTime(?:Offset)?\.(?:Now|UtcNow|Today)\b|\bTimeProvider\.System\b|\bStopwatch\b|\bEnvironment\.TickCount|\bThread\.Sleep\b"
    )]
    private static partial Regex WallClock();

    [GeneratedRegex(@"#pragma warning disable.*\bRS0030\b|SuppressMessage\(.*RS0030")]
    private static partial Regex Suppression();
}
