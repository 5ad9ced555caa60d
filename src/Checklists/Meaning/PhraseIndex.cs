namespace Slipway.Checklists.Meaning;

/// <summary>Which concepts a text says, begins with, ends with and is: one bit for each.</summary>
internal sealed class SaidConcepts
{
    private readonly bool[] _says = new bool[PhraseIndex.Concepts];
    private readonly bool[] _begins = new bool[PhraseIndex.Concepts];
    private readonly bool[] _ends = new bool[PhraseIndex.Concepts];
    private readonly bool[] _is = new bool[PhraseIndex.Concepts];

    public bool Says(Concept concept) => _says[(int)concept];

    public bool Begins(Concept concept) => _begins[(int)concept];

    public bool Ends(Concept concept) => _ends[(int)concept];

    public bool Is(Concept concept) => _is[(int)concept];

    /// <summary>Notes a phrase that may stand in the text.</summary>
    public void Take(int concept, Phrase phrase, string text)
    {
        if (!phrase.IsIn(text))
        {
            return;
        }

        _says[concept] = true;
        _begins[concept] |= phrase.Begins(text);
        _ends[concept] |= phrase.EndsIn(text);
        _is[concept] |= phrase.IsWhole(text);
    }
}

/// <summary>
/// The phrases of a lexicon by their first word, stem or sign, so that a text is held against the few that may stand in it and not
/// against all: a document's time then grows with its words, not with the word lists.
/// </summary>
internal sealed class PhraseIndex
{
    /// <summary>How many concepts there are.</summary>
    public static readonly int Concepts = Enum.GetValues<Concept>().Length;

    private readonly Dictionary<string, List<(int Concept, Phrase Phrase)>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Concept, Phrase Phrase)>> _stems = new(StringComparer.Ordinal);
    private readonly Dictionary<char, List<(int Concept, Phrase Phrase)>> _together = [];
    private readonly int[] _stemLengths;

    public PhraseIndex(Phrase[][] phrases)
    {
        for (var concept = 0; concept < phrases.Length; concept++)
        {
            foreach (var phrase in phrases[concept])
            {
                Add(concept, phrase);
            }
        }

        _stemLengths = [.. _stems.Keys.Select(it => it.Length).Distinct().Order()];
    }

    /// <summary>What an evened text says.</summary>
    public SaidConcepts Look(string text)
    {
        var said = new SaidConcepts();
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 1; start < text.Length; )
        {
            var end = text.IndexOf(' ', start);
            end = end < 0 ? text.Length : end;
            var word = text.AsSpan(start, end - start);
            if (words.TryGetValue(word, out var found))
            {
                Take(said, found, text);
            }

            TakeStems(said, word, text);
            start = end + 1;
        }

        TakeTogether(said, text);
        return said;
    }

    private void Add(int concept, Phrase phrase)
    {
        if (phrase.IsTogether)
        {
            Put(_together, phrase.Text[0], concept, phrase);
            return;
        }

        var first = phrase.Text[1..];
        var blank = first.IndexOf(' ', StringComparison.Ordinal);
        Put(blank < 0 ? _stems : _words, blank < 0 ? first : first[..blank], concept, phrase);
    }

    private static void Put<T>(Dictionary<T, List<(int Concept, Phrase Phrase)>> index, T key, int concept, Phrase phrase)
        where T : notnull
    {
        if (!index.TryGetValue(key, out var phrases))
        {
            index[key] = phrases = [];
        }

        phrases.Add((concept, phrase));
    }

    private void TakeStems(SaidConcepts said, ReadOnlySpan<char> word, string text)
    {
        var stems = _stems.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in _stemLengths)
        {
            if (length > word.Length)
            {
                return;
            }

            if (stems.TryGetValue(word[..length], out var found))
            {
                Take(said, found, text);
            }
        }
    }

    private void TakeTogether(SaidConcepts said, string text)
    {
        if (_together.Count == 0)
        {
            return;
        }

        var seen = new HashSet<char>();
        foreach (var sign in text)
        {
            if (seen.Add(sign) && _together.TryGetValue(sign, out var found))
            {
                Take(said, found, text);
            }
        }
    }

    private static void Take(SaidConcepts said, List<(int Concept, Phrase Phrase)> phrases, string text)
    {
        foreach (var (concept, phrase) in phrases)
        {
            said.Take(concept, phrase, text);
        }
    }
}
