using System.Collections.Concurrent;
using System.Reflection;

namespace Slipway.Checklists.Meaning;

/// <summary>The words of English and of the document's own language, by what they mean.</summary>
internal sealed class Lexicon
{
    private static readonly string[] Languages = ["en", "de", "es", "fr", "pt", "ru", "zh", "ja", "ko"];
    private static readonly ConcurrentDictionary<string, Lexicon> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Phrase[]> Stopwords = new(StringComparer.Ordinal);

    /// <summary>So many texts are remembered, a power of two; the same few are asked many times in a row.</summary>
    private const int Remembered = 2048;

    private readonly Phrase[][] _phrases;
    private readonly PhraseIndex _index;
    private readonly SaidConcepts?[] _recent = new SaidConcepts?[Remembered];

    private Lexicon(string language)
    {
        Language = language;
        _phrases = Load("en");
        _phrases = language == "en" ? _phrases : [.. _phrases.Zip(Load(language), (a, b) => (Phrase[])[.. b, .. a])];
        _index = new(_phrases);
    }

    /// <summary>ISO 639-1 code of the document's language.</summary>
    public string Language { get; }

    /// <summary>True for languages that put the verb at the end of an instruction.</summary>
    public bool VerbLast => Language is "de" or "ja" or "ko";

    /// <summary>True for languages that put particles and words of comparison behind a number, without blanks.</summary>
    public bool WritesTogether => Language is "zh" or "ja" or "ko";

    /// <summary>True for languages that write 0,5 for a half.</summary>
    public bool HasDecimalComma => Language is "de" or "es" or "fr" or "pt" or "ru";

    /// <summary>Each language there is, English always with it.</summary>
    public static IEnumerable<Lexicon> AllLanguages => Languages.Select(Of);

    /// <summary>English alone.</summary>
    public static Lexicon English => Of("en");

    /// <summary>The words for a document: its language is the one whose commonest words it uses most.</summary>
    public static Lexicon For(string text)
    {
        var sample = Words.Of(text.Length > 20_000 ? text[..20_000] : text).Evened;
        var best = Languages.MaxBy(it => Stopwords.GetOrAdd(it, LoadStopwords).Sum(phrase => phrase.CountIn(sample)))!;
        return Of(best);
    }

    /// <summary>The words of one language, English always with them.</summary>
    public static Lexicon Of(string language) => Known.GetOrAdd(language, it => new(it));

    /// <summary>True when the text says one of the concept's phrases.</summary>
    public bool Says(Words text, Concept concept) => Look(text).Says(concept);

    /// <inheritdoc cref="Says(Words, Concept)"/>
    public bool Says(string text, Concept concept) => Says(Words.Of(text), concept);

    /// <summary>True when the text says a phrase of any of the concepts.</summary>
    public bool SaysAny(Words text, params ReadOnlySpan<Concept> concepts)
    {
        foreach (var concept in concepts)
        {
            if (Says(text, concept))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the text begins with one of the concept's phrases.</summary>
    public bool Begins(Words text, Concept concept) => Look(text).Begins(concept);

    /// <summary>True when the text is one of the concept's phrases and nothing else.</summary>
    public bool Is(Words text, Concept concept) => Look(text).Is(concept);

    /// <summary>True when the text ends with one of the concept's phrases.</summary>
    public bool Ends(Words text, Concept concept) => Look(text).Ends(concept);

    /// <summary>
    /// Where the first of the concept's phrases of a script without blanks stands in a text, and behind it; the longest wins. Null
    /// when none stands there.
    /// </summary>
    public (int Start, int End)? FindTogether(string text, Concept concept)
    {
        if (!WritesTogether)
        {
            return null;
        }

        (int Start, int End)? best = null;
        foreach (var phrase in _phrases[(int)concept])
        {
            var at = phrase.IsTogether ? text.IndexOf(phrase.Text, StringComparison.OrdinalIgnoreCase) : -1;
            if (at >= 0 && (best is not { } known || at < known.Start || at == known.Start && at + phrase.Text.Length > known.End))
            {
                best = (at, at + phrase.Text.Length);
            }
        }

        return best;
    }

    /// <summary>The concept's phrases as written in the lists, the document's language first.</summary>
    public IEnumerable<string> PhrasesOf(Concept concept) => _phrases[(int)concept].Select(it => it.Text.Trim());

    private SaidConcepts Look(Words text)
    {
        // A text takes the place of another with the same hash: whoever is asked again is looked at again.
        var place = text.Evened.GetHashCode(StringComparison.Ordinal) & (Remembered - 1);
        return _recent[place] is { } known && known.Text == text.Evened ? known : _recent[place] = _index.Look(text.Evened);
    }

    /// <summary>Which language a document has is told by one line of each list; only the list of its own language is read whole.</summary>
    private static Phrase[] LoadStopwords(string language) =>
        Resource.Lines($"Meaning.words.{language}.txt").FirstOrDefault(it => it.StartsWith("stopwords:", StringComparison.Ordinal))
            is { } line
            ? PhrasesIn(line)
            : [];

    private static Phrase[][] Load(string language)
    {
        var phrases = Enum.GetValues<Concept>().Select(_ => Array.Empty<Phrase>()).ToArray();
        foreach (var line in Resource.Lines($"Meaning.words.{language}.txt"))
        {
            var name = line[..line.IndexOf(':', StringComparison.Ordinal)];
            var concept = Enum.Parse<Concept>(name.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true);
            phrases[(int)concept] = PhrasesIn(line);
        }

        return phrases;
    }

    private static Phrase[] PhrasesIn(string line) =>
        [.. line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',').Select(Phrase.Of).Where(it => it.Text.Trim().Length > 0)];
}

/// <summary>Data files that are part of the assembly.</summary>
internal static class Resource
{
    /// <summary>The lines of a data file that are neither empty nor comments.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"Slipway.Checklists.{name}")
            ?? throw new InvalidOperationException($"The data file {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Select(it => it.Trim()).Where(it => it.Length > 0 && !it.StartsWith('#'))];
    }
}
