using System.Text;

namespace Slipway.Checklists.Meaning;

/// <summary>What stands in brackets is an aside, unless it states a target. "(currently 92 %)" is no bound.</summary>
internal static class Asides
{
    /// <summary>The text without its asides; brackets that state a target keep their words.</summary>
    public static string Drop(string text, Lexicon lexicon)
    {
        if (text.AsSpan().IndexOfAny('(', '（') < 0)
        {
            return text;
        }

        var into = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var open = text.IndexOfAny(['(', '（'], at);
            var close = open < 0 ? -1 : text.IndexOfAny([')', '）'], open);
            if (close < 0)
            {
                into.Append(text, at, text.Length - at);
                break;
            }

            into.Append(text, at, open - at);
            var inside = text[(open + 1)..close];
            into.Append(IsTarget(inside, lexicon) ? $" {inside} " : " ");
            at = close + 1;
        }

        return into.ToString();
    }

    /// <summary>What stands in brackets, in order.</summary>
    public static IEnumerable<string> AllIn(string text)
    {
        for (var open = text.IndexOfAny(['(', '（']); open >= 0; open = text.IndexOfAny(['(', '（'], open + 1))
        {
            var close = text.IndexOfAny([')', '）'], open);
            if (close > open + 1)
            {
                yield return text[(open + 1)..close];
            }
        }
    }

    /// <summary>True when the brackets hold a bound or say that they do.</summary>
    public static bool IsTarget(string inside, Lexicon lexicon)
    {
        var words = Words.Of(inside);
        var said =
            lexicon.Begins(words, Concept.Expected) || lexicon.Says(words, Concept.Expected) && !lexicon.Begins(words, Concept.Excluded);
        return said && !lexicon.Begins(words, Concept.Excluded);
    }
}
