using System.Text.RegularExpressions;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>Prompts of clients that people paste with their session: psql, mysql, sqlite, redis-cli. What follows is for that client.</summary>
internal static partial class ClientPrompts
{
    private const int Longest = 200;

    /// <summary>True for a line that begins with the prompt of a SQL client: <c>shop=#</c>, <c>mysql&gt;</c>.</summary>
    public static bool IsSql(string line) => Sql().IsMatch(Head(line));

    /// <summary>True for a line that goes on from such a prompt: <c>shop-#</c>, <c>-&gt;</c>, <c>...&gt;</c>.</summary>
    public static bool GoesOn(string line) => Further().IsMatch(Head(line));

    /// <summary>The words behind the prompt.</summary>
    public static string Without(string line)
    {
        var found = Sql().Match(Head(line)) is { Success: true } first ? first : Further().Match(Head(line));
        return (found.Success ? line[found.Length..] : line).Trim();
    }

    /// <summary>The call of <c>redis-cli</c> that a line at its prompt means; null for any other line.</summary>
    public static string? RedisCall(string line) =>
        Redis().Match(Head(line)) is not { Success: true } found
            ? null
            : $"redis-cli -h {found.Groups["host"].Value} -p {found.Groups["port"].Value}{Base(found)} {line[found.Length..].Trim()}";

    private static string Base(Match found) => found.Groups["base"].Success ? $" -n {found.Groups["base"].Value}" : "";

    private static string Head(string line) => line.Length > Longest ? line[..Longest] : line;

    [GeneratedRegex(@"^\s*(?:[\w-]{1,63}=[#>]|(?i:mysql|sqlite|psql|postgres|sql)>|MariaDB \[[^\]]{1,63}\]>)\s+(?=\S)")]
    private static partial Regex Sql();

    [GeneratedRegex(@"^\s*(?:[\w-]{1,63}[-('""][#>]|->|\.\.\.>)\s+(?=\S)")]
    private static partial Regex Further();

    [GeneratedRegex(
        @"^\s*(?<host>[A-Za-z0-9.-]{1,253}):(?<port>[0-9]{2,5})(?:\[(?<base>[0-9]{1,3})\])?>\s+(?=\S)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Redis();
}
