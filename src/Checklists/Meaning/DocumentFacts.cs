using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Meaning.Scopes;
using Slipway.Checklists.Meaning.Times;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning;

/// <summary>What holds for the whole document: its words, its tools, its scopes, its year, and its fences, each looked at once.</summary>
internal sealed partial class DocumentFacts
{
    private readonly ConcurrentDictionary<Entry, FenceMeaning> _blocks = [];
    private readonly Dictionary<Entry, Facts> _facts = [];
    private readonly Dictionary<Entry, int> _order = [];
    private readonly ConcurrentDictionary<Entry, SaidTimes> _headingTimes = [];

    /// <summary>Looks at a document.</summary>
    /// <param name="outline">The document.</param>
    /// <param name="settings">What the operator says of tools.</param>
    /// <param name="around">The scope of the place that an included document stands in; null for the checklist itself.</param>
    public DocumentFacts(Outline outline, Settings settings, ScopeChoice? around = null)
    {
        Around = around ?? ScopeChoice.Default;
        Outline = outline;
        Settings = settings;
        Lexicon = Lexicon.For(outline.Source.Text);
        Tools = ToolTable.For(settings.Tools);
        TitleLine = outline.Entries.FirstOrDefault(it => it.Form == EntryForm.Heading)?.Line ?? 0;
        var scopes = new ScopeMap(Lexicon, TitleLine, Around);
        foreach (var entry in outline.Entries)
        {
            entry.Words = entry.Row is { } row ? RowSubject.Of(row, Lexicon) : entry.Words;
            _order[entry] = _facts.Count;
            _facts[entry] = new(entry, this, scopes.Of(entry));
            HasBoxes |= entry.HasBox;
            if (entry.HasBox)
            {
                SectionsWithBoxes.Add(entry.Section.Line);
            }
        }

        Year = YearOf(outline);
    }

    /// <summary>The scope of what no heading or lead-in of the document itself decides.</summary>
    public ScopeChoice Around { get; }

    public Outline Outline { get; }

    public Settings Settings { get; }

    public Lexicon Lexicon { get; }

    public ToolTable Tools { get; }

    /// <summary>Line of the first heading, the document's title; 0 when there is none.</summary>
    public int TitleLine { get; }

    /// <summary>True when the document uses boxes at all.</summary>
    public bool HasBoxes { get; }

    /// <summary>Lines of the sections that hold boxes.</summary>
    public HashSet<int> SectionsWithBoxes { get; } = [];

    /// <summary>The year that dates without one mean; null when the document names none.</summary>
    public int? Year { get; }

    public Facts Of(Entry entry) => _facts[entry];

    /// <summary>True for a line of blanks with nothing but such lines behind it, at the foot of a document that has more than a few lines.</summary>
    public bool IsAtEnd(Entry entry)
    {
        var entries = Outline.Entries;
        var at = _order[entry];
        return entry.Form == EntryForm.Line && at > 5 && entries.Count - at <= 6 && entries.Skip(at).All(it => it.Words.HasBlank);
    }

    public IEnumerable<Facts> All => Outline.Entries.Select(Of);

    public FenceMeaning BlockOf(Entry entry) =>
        entry.Fence is null
            ? FenceMeaning.None
            : _blocks.GetOrAdd(entry, static (it, of) => FenceMeaning.Of(it.Fence!, of.Lexicon, of.Tools), this);

    /// <summary>What a heading says of time.</summary>
    public SaidTimes HeadingTimes(Entry heading) =>
        _headingTimes.GetOrAdd(heading, static (it, of) => Times.HeadingTimes.Of(it.Words.Readable, of.Year, of.Lexicon), this);

    /// <summary>The lines below an item, or below its fence, that say what is expected.</summary>
    public IEnumerable<Entry> StatementsBelow(Entry item, Entry? fence)
    {
        var entries = Outline.Entries;
        for (var at = _order[fence ?? item] + 1; at < entries.Count && at <= _order[fence ?? item] + 12; at++)
        {
            var entry = entries[at];
            if (
                entry.Form is EntryForm.Heading or EntryForm.Fence or EntryForm.Row
                || entry.HasBox
                || entry.Marks is { Ordered: true } && entry.Parent != item
            )
            {
                yield break;
            }

            var label = Labels.Split(entry.Words).Label;
            if (Lexicon.Says(label, Concept.Expected) || Lexicon.Begins(Words.Of(entry.Text), Concept.Expected))
            {
                yield return entry;
            }
            else if (entry.IsListed && entry.Parent is null)
            {
                yield break;
            }
        }
    }

    private static int? YearOf(Outline outline)
    {
        foreach (var entry in outline.Entries.Take(60))
        {
            if (YearInText().Match(entry.Text) is { Success: true } found)
            {
                return int.Parse(found.Value, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    [GeneratedRegex(@"\b20[2-4][0-9]\b")]
    private static partial Regex YearInText();
}
