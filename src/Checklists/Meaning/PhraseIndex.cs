namespace Slipway.Checklists.Meaning;

/// <summary>Which concepts a text says, begins with, ends with and is.</summary>
/// <param name="text">The text, evened out.</param>
internal sealed class SaidConcepts(string text)
{
    private readonly How[] _how = new How[PhraseIndex.Concepts];

    [Flags]
    private enum How : byte
    {
        None = 0,
        Says = 1,
        Begins = 2,
        Ends = 4,
        Is = 8,
    }

    /// <summary>The text that was looked at.</summary>
    public string Text => text;

    public bool Says(Concept concept) => Holds(concept, How.Says);

    public bool Begins(Concept concept) => Holds(concept, How.Begins);

    public bool Ends(Concept concept) => Holds(concept, How.Ends);

    public bool Is(Concept concept) => Holds(concept, How.Is);

    /// <summary>Notes a phrase that may stand in the text.</summary>
    public void Take(int concept, Phrase phrase)
    {
        if (!phrase.IsIn(text))
        {
            return;
        }

        _how[concept] |=
            How.Says
            | (phrase.Begins(text) ? How.Begins : How.None)
            | (phrase.EndsIn(text) ? How.Ends : How.None)
            | (phrase.IsWhole(text) ? How.Is : How.None);
    }

    private bool Holds(Concept concept, How how) => (_how[(int)concept] & how) != How.None;
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
        var said = new SaidConcepts(text);
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 1; start < text.Length; )
        {
            var end = text.IndexOf(' ', start);
            end = end < 0 ? text.Length : end;
            var word = text.AsSpan(start, end - start);
            if (words.TryGetValue(word, out var found))
            {
                Take(said, found);
            }

            TakeStems(said, word);
            start = end + 1;
        }

        TakeTogether(said);
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

    private void TakeStems(SaidConcepts said, ReadOnlySpan<char> word)
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
                Take(said, found);
            }
        }
    }

    private void TakeTogether(SaidConcepts said)
    {
        if (_together.Count == 0)
        {
            return;
        }

        var seen = new HashSet<char>();
        foreach (var sign in said.Text)
        {
            if (seen.Add(sign) && _together.TryGetValue(sign, out var found))
            {
                Take(said, found);
            }
        }
    }

    private static void Take(SaidConcepts said, List<(int Concept, Phrase Phrase)> phrases)
    {
        foreach (var (concept, phrase) in phrases)
        {
            said.Take(concept, phrase);
        }
    }
}
