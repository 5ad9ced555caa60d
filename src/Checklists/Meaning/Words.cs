using System.Text;

namespace Slipway.Checklists.Meaning;

/// <summary>A text evened out for looking words up: lower case, one blank between words, one at each end, no other signs.</summary>
internal readonly record struct Words(string Evened)
{
    public static Words Of(string text)
    {
        var into = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var character in text)
        {
            if (
                char.IsLetterOrDigit(character)
                || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.NonSpacingMark
            )
            {
                into.Append(char.ToLowerInvariant(character));
            }
            else if (into[^1] != ' ')
            {
                into.Append(' ');
            }
        }

        return new((into[^1] == ' ' ? into : into.Append(' ')).ToString());
    }

    /// <summary>True when there is no word at all.</summary>
    public bool IsEmpty => Evened.Length < 2;

    /// <summary>How many words.</summary>
    public int Count => Evened.Count(it => it == ' ') - 1;

    /// <summary>The words one by one.</summary>
    public string[] Split() => Evened.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
