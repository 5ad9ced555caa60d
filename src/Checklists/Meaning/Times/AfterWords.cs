using System.Text.RegularExpressions;

namespace Slipway.Checklists.Meaning.Times;

/// <summary>"after 1 hour" as <c>T+1h</c>.</summary>
internal static partial class AfterWords
{
    public static string? Of(string text, Lexicon lexicon)
    {
        foreach (Match found in Amount().Matches(text))
        {
            var before = Words.Of(text[Math.Max(0, found.Index - 20)..found.Index]);
            if (
                lexicon.Ends(before, Concept.After)
                && TimeWords.Duration(found.Groups["number"].Value, found.Groups["unit"].Value, lexicon) is { } span
            )
            {
                return "T+" + span;
            }
        }

        return null;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9.,:])(?<number>[0-9]{1,4})[\s-]?(?<unit>\p{L}+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();
}
