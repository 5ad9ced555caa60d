using System.Buffers;

namespace Slipway.Checks.Secrets;

/// <summary>How many characters of each sort a value has, and how they follow each other.</summary>
internal readonly record struct Sorts
{
    private static readonly SearchValues<char> SmallHex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> CapitalHex = SearchValues.Create("0123456789ABCDEF");

    /// <summary>Digits.</summary>
    public int Digits { get; private init; }

    /// <summary>Letters of ASCII.</summary>
    public int Letters { get; private init; }

    /// <summary>How often a character is of another sort than the one before; a capital before small letters is no change.</summary>
    public int Changes { get; private init; }

    /// <summary>Hexadecimal digits of one case only, digits and letters among them.</summary>
    public bool IsHex { get; private init; }

    /// <summary>Capitals and small letters change as often as in a value drawn by chance.</summary>
    public bool IsMixedCase { get; private init; }

    /// <summary>The longest row of consonants.</summary>
    public int LongestConsonants { get; private init; }

    /// <summary>Words and numbers with <c>-_./:</c> between them, as people name things.</summary>
    public bool IsNamed { get; private init; }

    /// <summary>Counts.</summary>
    public static Sorts Of(ReadOnlySpan<char> value)
    {
        int digits = 0,
            letters = 0,
            changes = 0,
            cases = 0,
            vowels = 0,
            consonants = 0,
            longest = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var it = value[i];
            digits += char.IsAsciiDigit(it) ? 1 : 0;
            letters += char.IsAsciiLetter(it) ? 1 : 0;
            vowels += IsVowel(it) ? 1 : 0;
            consonants = char.IsAsciiLetter(it) && !IsVowel(it) ? consonants + 1 : 0;
            longest = Math.Max(longest, consonants);
            if (i > 0)
            {
                var (before, now) = (SortOf(value[i - 1]), SortOf(it));
                changes += before != now && !(before == 'A' && now == 'a') ? 1 : 0;
                cases += before != now && before is 'a' or 'A' && now is 'a' or 'A' ? 1 : 0;
            }
        }

        return new()
        {
            Digits = digits,
            Letters = letters,
            Changes = changes,
            IsHex = letters > 0 && digits > 0 && IsOneCaseOfHex(value),
            IsMixedCase = cases >= 0.25 * (value.Length - 1) && vowels <= 0.35 * letters,
            LongestConsonants = longest,
            IsNamed = IsNameOf(value),
        };
    }

    private static bool IsOneCaseOfHex(ReadOnlySpan<char> value) =>
        !value.ContainsAnyExcept(SmallHex) || !value.ContainsAnyExcept(CapitalHex);

    /// <summary>What is not ASCII is a letter of some language, and may be spoken.</summary>
    private static bool IsVowel(char it) => it > 127 || "aeiouyAEIOUY".Contains(it, StringComparison.Ordinal);

    private static char SortOf(char it) =>
        char.IsAsciiDigit(it) ? '0'
        : it > 127 || char.IsAsciiLetterLower(it) ? 'a'
        : char.IsAsciiLetterUpper(it) ? 'A'
        : '#';

    private static bool IsNameOf(ReadOnlySpan<char> value)
    {
        foreach (var range in value.SplitAny('-', '_', '.', '/', ':', ',', ' '))
        {
            if (!IsWord(value[range]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A number, or letters that can be spoken with at most four digits behind them.</summary>
    private static bool IsWord(ReadOnlySpan<char> part)
    {
        var letters = part.TrimEnd("0123456789");
        if (letters.IsEmpty)
        {
            return true;
        }

        int vowels = 0,
            consonants = 0,
            longest = 0,
            cases = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            var it = letters[i];
            if (!char.IsAsciiLetter(it) && it <= 127)
            {
                return false;
            }

            vowels += IsVowel(it) ? 1 : 0;
            consonants = IsVowel(it) ? 0 : consonants + 1;
            longest = Math.Max(longest, consonants);
            cases += i > 0 && char.IsAsciiLetterLower(letters[i - 1]) && char.IsAsciiLetterUpper(it) ? 1 : 0;
        }

        return part.Length - letters.Length <= 4
            && (letters.Length <= 4 || (longest <= 6 && vowels >= letters.Length * 0.15 && cases <= 0.2 * letters.Length));
    }
}
