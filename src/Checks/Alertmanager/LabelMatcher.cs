using System.Text;
using System.Text.RegularExpressions;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Alertmanager;

/// <summary>
/// One matcher of a route or a silence: a label that is not there is the empty text. Source: Alertmanager, configuration, matcher.
/// A pattern that the two engines of regular expressions might read differently is not guessed at.
/// </summary>
internal sealed partial record LabelMatcher(string Name, bool IsEqual, bool IsRegex, string Value)
{
    private const int MostPattern = 2_000;

    /// <summary>Whether labels meet it.</summary>
    /// <exception cref="NotSeenException">The pattern is not read here.</exception>
    public bool Meets(IReadOnlyDictionary<string, string> labels)
    {
        var label = labels.GetValueOrDefault(Name, "");
        return (IsRegex ? Matches(label) : label == Value) == IsEqual;
    }

    public override string ToString() => $"{Name}{(IsEqual ? IsRegex ? "=~" : "=" : IsRegex ? "!~" : "!=")}\"{Value}\"";

    /// <summary>A matcher as Alertmanager writes it: <c>severity=~"critical|page"</c>.</summary>
    /// <exception cref="NotSeenException">It is written in another way.</exception>
    public static LabelMatcher Parse(string text)
    {
        if (text.Length > MostPattern || Written().Match(text) is not { Success: true } parts)
        {
            throw new NotSeenException($"The matcher {AlertmanagerApi.Cut(text)} is written in a way that is not read here.");
        }

        var sign = parts.Groups["sign"].Value;
        var name = parts.Groups["name"].Value;
        return new(
            name.StartsWith('"') ? Unquoted(name[1..^1], text) : name,
            sign[0] == '=',
            sign[^1] == '~',
            parts.Groups["bare"] is { Success: true, Value: var bare } ? bare : Unquoted(parts.Groups["quoted"].Value, text)
        );
    }

    private bool Matches(string label)
    {
        if (Value.Length > MostPattern || label.Length > MostPattern || !MeansTheSame(label))
        {
            throw Unread();
        }

        try
        {
            return Regex.IsMatch(label, $@"\A(?:{Value})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception other) when (other is ArgumentException or NotSupportedException)
        {
            throw Unread();
        }
    }

    /// <summary>Only what RE2 and this engine read alike: no classes by name, no subtraction, no groups but plain ones, no letters behind a backslash but a few.</summary>
    private bool MeansTheSame(string label) =>
        !Value.Contains("[[", StringComparison.Ordinal)
        && !Value.Contains("[:", StringComparison.Ordinal)
        && !Value.Contains("-[", StringComparison.Ordinal)
        && !Special().IsMatch(Value)
        && label.All(it => it is >= ' ' and <= '~')
        && Value.All(it => it is >= ' ' and <= '~');

    private NotSeenException Unread() =>
        new($"The pattern of the matcher {AlertmanagerApi.Cut(ToString())} is written in a way that is not read here; ask amtool.");

    private static string Unquoted(string quoted, string whole)
    {
        var text = new StringBuilder();
        for (var at = 0; at < quoted.Length; at++)
        {
            if (quoted[at] != '\\')
            {
                text.Append(quoted[at]);
                continue;
            }

            text.Append(
                ++at < quoted.Length
                    ? quoted[at] switch
                    {
                        'n' => '\n',
                        '\\' => '\\',
                        '"' => '"',
                        _ => throw new NotSeenException(
                            $"The matcher {AlertmanagerApi.Cut(whole)} is written in a way that is not read here."
                        ),
                    }
                    : '\\'
            );
        }

        return text.ToString();
    }

    [GeneratedRegex(
        """
            \A\s*(?<name>[A-Za-z_:][A-Za-z0-9_:]*|"(?:[^"\\]|\\.)+")\s*(?<sign>=~|!~|!=|=)\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>[A-Za-z0-9_.:/-]*))\s*\z
            """,
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Written();

    /// <summary>A group that is not plain, or a letter or digit behind a backslash that may mean something else.</summary>
    [GeneratedRegex(@"\(\?(?!:)|\\(?![dDwWsSbB.*+?()\[\]{}|^$/\\-])")]
    private static partial Regex Special();
}
