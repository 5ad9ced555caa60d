using System.Text.RegularExpressions;

namespace Slipway.Checklists.Meaning.Items;

/// <summary>The condition that an item states for itself: <c>(if Slack is enabled)</c>.</summary>
internal static partial class Conditions
{
    public static string? Of(string text, Lexicon lexicon)
    {
        foreach (Match found in Brackets().Matches(text))
        {
            var inside = found.Groups[1].Value.Trim();
            var words = Words.Of(inside);
            if (lexicon.Begins(words, Concept.If) && words.Count > 1 && !lexicon.Is(words, Concept.Optional))
            {
                return inside;
            }
        }

        if (!lexicon.Begins(Words.Of(text), Concept.If))
        {
            return null;
        }

        // Behind a colon there must be a label of its own: "If it fails: roll back" says what to do then.
        var colon = Labels.ColonIn(text);
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma is > 3 and < 160 ? text[..comma]
            : colon > 3 && Labels.ColonIn(text[(colon + 1)..].TrimStart()) > 0 ? text[..colon]
            : null;
    }

    [GeneratedRegex(@"[(（]([^()（）]{2,200})[)）]")]
    private static partial Regex Brackets();
}
