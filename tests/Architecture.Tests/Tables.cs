using System.Text.RegularExpressions;

namespace Slipway.Architecture.Tests;

/// <summary>Tables of the documentation that repeat what the code says, and therefore are compared with it.</summary>
internal static partial class Tables
{
    /// <summary>First cells of the table under a heading, code marks stripped.</summary>
    public static IReadOnlyList<string> FirstCells(string markdown, string heading)
    {
        var lines = markdown.Split('\n').SkipWhile(it => it.TrimStart('#', ' ') != heading || !it.StartsWith('#')).Skip(1);
        var rows = lines.TakeWhile(it => !it.StartsWith('#')).Where(it => it.StartsWith('|')).ToList();
        return [.. rows.Skip(2).Select(it => it.Split('|')[1].Trim().Trim('`'))];
    }

    /// <summary>The numbers of the exit codes that a source file declares as constants or enum members.</summary>
    public static IReadOnlyList<string> ExitCodes(string source) =>
        [.. Number().Matches(source).Select(it => it.Groups[1].Value).Distinct().OrderBy(int.Parse)];

    [GeneratedRegex(@"^\s*(?:public |internal )?(?:const int )?[A-Z]\w+ = (\d+)[,;]\s*$", RegexOptions.Multiline)]
    private static partial Regex Number();
}
