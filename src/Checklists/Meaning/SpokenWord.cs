namespace Slipway.Checklists.Meaning;

/// <summary>A word where it stands in a text.</summary>
/// <param name="Text">The word.</param>
/// <param name="Start">Its index.</param>
/// <param name="End">The index behind it.</param>
internal sealed record SpokenWord(string Text, int Start, int End)
{
    public static IReadOnlyList<SpokenWord> AllIn(string text)
    {
        var found = new List<SpokenWord>();
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var inside =
                at < text.Length
                && (
                    char.IsLetterOrDigit(text[at])
                    || char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.NonSpacingMark
                );
            if (inside && start < 0)
            {
                start = at;
            }
            else if (!inside && start >= 0)
            {
                found.Add(new(text[start..at], start, at));
                start = -1;
            }
        }

        return found;
    }
}
