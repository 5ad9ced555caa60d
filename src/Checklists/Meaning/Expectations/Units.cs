namespace Slipway.Checklists.Meaning.Expectations;

/// <summary>Units as people write them, in the spelling of a plan.</summary>
internal static class Units
{
    private static readonly (Concept Concept, string Unit)[] Named =
    [
        (Concept.Millisecond, "ms"),
        (Concept.Second, "s"),
        (Concept.Minute, "min"),
        (Concept.Hour, "h"),
        (Concept.Day, "d"),
        (Concept.Kilobyte, "KB"),
        (Concept.Megabyte, "MB"),
        (Concept.Gigabyte, "GB"),
        (Concept.Terabyte, "TB"),
        (Concept.Multiple, "x"),
    ];

    /// <summary>The plan's spelling of a unit that a comparison was found with.</summary>
    public static string Of(string written) =>
        written.ToLowerInvariant() switch
        {
            "" => "",
            "percent" => "%",
            "millisecond" or "milliseconds" or "msec" => "ms",
            "second" or "seconds" or "sec" or "secs" => "s",
            "m" or "minute" or "minutes" or "mins" => "min",
            "hour" or "hours" or "hrs" or "hr" => "h",
            "d" or "day" or "days" => "d",
            "rps" or "qps" or "req/sec" or "req/s" or "requests/second" or "requests/sec" or "requests/s" => "req/s",
            "gb" => "GB",
            "mb" => "MB",
            "kb" => "KB",
            "tb" => "TB",
            var unit => unit,
        };

    /// <summary>The unit that a text begins with, by the words of the document's language, and its length in the text.</summary>
    public static (string Unit, int Length) Behind(string text, Lexicon lexicon)
    {
        var start = text.Length > 0 && text[0] is ' ' or '\u00A0' ? 1 : 0;
        var word = LeadingWord(text, start);
        // A single letter may be a word of its own, so it is a unit only where nothing goes on behind it.
        var rest = text.AsSpan(Math.Min(text.Length, start + word.Length));
        var closes = rest.IsWhiteSpace() || rest[0] is not ' ';
        foreach (var (concept, unit) in word.Length == 0 ? [] : Named)
        {
            if (Fits(word, closes, concept, lexicon) is { } length)
            {
                return (unit, start + length);
            }
        }

        return ("", 0);
    }

    private static int? Fits(string word, bool closes, Concept concept, Lexicon lexicon) =>
        word[0] >= TogetherFrom
            ? lexicon.FindTogether(word, concept) is { Start: 0 } found
                ? found.End
                : null
            : (word.Length > 1 || closes) && lexicon.Is(Words.Of(word), concept)
                ? word.Length
                : null;

    /// <summary>Letters from here on are those of scripts that write without blanks.</summary>
    private const char TogetherFrom = '\u3040';

    /// <summary>The letters at an index, of one script.</summary>
    private static string LeadingWord(string text, int start)
    {
        var end = start;
        while (
            end < text.Length && end - start < 24 && char.IsLetter(text[end]) && text[end] >= TogetherFrom == text[start] >= TogetherFrom
        )
        {
            end++;
        }

        return text[start..end];
    }
}
