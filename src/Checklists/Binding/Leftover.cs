using System.Text.RegularExpressions;

namespace Slipway.Checklists.Binding;

/// <summary>
/// A sentence of which phrases are taken until only words remain that say nothing of their own: then the phrases were the whole of
/// it. Latin, Cyrillic and Greek phrases are taken as whole words, those of other scripts wherever they stand.
/// </summary>
internal sealed partial class Leftover
{
    private string _text;

    public Leftover(string sentence) => _text = $" {Apart().Replace(sentence.ToLowerInvariant(), " ")} ";

    /// <summary>Whether no word is left.</summary>
    public bool IsNothing => !_text.Any(char.IsLetter);

    /// <summary>Whether a number is left.</summary>
    public bool HasNumber => _text.Any(char.IsDigit);

    /// <summary>The words that are left, in order.</summary>
    public IEnumerable<string> Words => _text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(it => it.Any(char.IsLetter));

    /// <summary>Takes the first of the phrases that is there, the longest first; false when none is.</summary>
    public bool Take(IReadOnlyList<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (At(phrase) is var at and >= 0)
            {
                _text = $"{_text[..at]} {_text[(at + phrase.Length)..]}";
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the phrase, in the form in which it is looked for, is there.</summary>
    public bool Has(string phrase) => At(phrase) >= 0;

    /// <summary>Whether the first words are these.</summary>
    public bool Begins(string phrase) => At(phrase) is var at and >= 0 && _text[..at].Trim().Length == 0;

    /// <summary>Takes all of the phrases, wherever they stand.</summary>
    public void TakeAll(IReadOnlyList<string> phrases)
    {
        while (Take(phrases)) { }
    }

    /// <summary>Phrases in the form in which they are looked for: lower case, the longest first.</summary>
    public static IReadOnlyList<string> Phrases(string list) =>
        [
            .. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(it => Apart().Replace(it.ToLowerInvariant(), " ").Trim())
                .Where(it => it.Length > 0)
                .OrderByDescending(it => it.Length),
        ];

    private int At(string phrase)
    {
        for (
            var at = _text.IndexOf(phrase, StringComparison.Ordinal);
            at >= 0;
            at = _text.IndexOf(phrase, at + 1, StringComparison.Ordinal)
        )
        {
            if (!IsSpaced(phrase[0]) || (!IsWord(_text[at - 1]) && !IsWord(_text[at + phrase.Length])))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsWord(char it) => char.IsLetterOrDigit(it);

    /// <summary>Scripts that put blanks between words: all letters before the Hangul, Kana and Han blocks.</summary>
    private static bool IsSpaced(char it) => it < 'ᄀ';

    /// <summary>All but letters, digits and the signs inside words.</summary>
    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}'%]+")]
    private static partial Regex Apart();
}
