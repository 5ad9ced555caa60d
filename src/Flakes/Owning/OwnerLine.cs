using System.Text;

namespace Slipway.Flakes.Owning;

/// <summary>A line that gives files to owners.</summary>
internal sealed record OwnerRule(PathPattern Pattern, IReadOnlyList<string> Owners, int Line);

/// <summary>One line of CODEOWNERS.</summary>
internal static class OwnerLine
{
    public static bool IsEmpty(string line) => line.AsSpan().Trim() is [] or ['#', ..];

    /// <summary>The rule; null when GitHub would pass the line over.</summary>
    public static OwnerRule? Read(string line, int number)
    {
        var words = Words(line.Trim());
        return PathPattern.Read(words[0]) is { } pattern && words.Skip(1).All(IsOwner) ? new(pattern, words[1..], number) : null;
    }

    /// <summary>Words between blanks up to a comment; a blank behind a backslash belongs to its word.</summary>
    private static List<string> Words(string line)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length && line[at + 1] is ' ' or '\t')
            {
                word.Append(line[++at]);
            }
            else if (line[at] is ' ' or '\t')
            {
                Flush();
            }
            else if (line[at] == '#' && word.Length == 0)
            {
                break;
            }
            else
            {
                word.Append(line[at]);
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    /// <summary>A user, a team or a mail address.</summary>
    private static bool IsOwner(string word) =>
        word[0] == '@'
            ? word[1..].Split('/') is { Length: 1 or 2 } names && names.All(it => it.Length > 0 && it.All(IsOfName))
            : word.Split('@') is [{ Length: > 0 }, { Length: > 0 } host] && host.Contains('.', StringComparison.Ordinal);

    private static bool IsOfName(char it) => char.IsAsciiLetterOrDigit(it) || it is '-' or '_' or '.';
}
