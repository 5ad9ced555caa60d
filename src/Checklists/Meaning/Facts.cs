using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Meaning.Expectations;
using Slipway.Checklists.Meaning.Scopes;
using Slipway.Checklists.Meaning.Times;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning;

/// <summary>What can be seen of one entry before anything is decided. Everything is looked up once, when it is first asked for.</summary>
internal sealed class Facts
{
    private readonly Lazy<LabelParts> _parts;
    private readonly Lazy<IReadOnlyList<Bound>> _bounds;
    private readonly Lazy<IReadOnlyList<string>> _choices;
    private readonly Lazy<SaidTimes> _times;
    private readonly Lazy<string?> _inlineCommand;
    private readonly Lazy<Words> _words;

    public Facts(Entry entry, DocumentFacts document, ScopeChoice scope)
    {
        Entry = entry;
        Document = document;
        ScopeChoice = scope;
        _parts = new(() => Labels.Split(entry.Words));
        _words = new(() => Words.Of(entry.Text));
        _bounds = new(() => Bound.AllIn(Asides.Drop(entry.Text, document.Lexicon), document.Lexicon));
        _choices = new(() => PickLists.Of(this));
        _times = new(() => ItemTimes.Of(WithoutCommand(entry.Words.Readable), document.Lexicon));
        _inlineCommand = new(() => InlineCommands.Of(entry.Words, document.Tools));
    }

    public Entry Entry { get; }

    public DocumentFacts Document { get; }

    public Lexicon Lexicon => Document.Lexicon;

    public ScopeChoice ScopeChoice { get; }

    public Scope Scope => ScopeChoice.Scope;

    public string Text => Entry.Text;

    public Words Words => _words.Value;

    /// <summary>The words before the first colon, or the bold words at the begin; empty when there are none.</summary>
    public string Label => _parts.Value.Label;

    /// <summary>What stands behind the label.</summary>
    public string Rest => _parts.Value.Behind;

    public bool HasBlank =>
        Entry.Words.HasBlank || Entry.Row is { } row && row.Cells.Any(it => it.HasBlank) || Labels.IsBracketed(Rest) && Label.Length > 0;

    public IReadOnlyList<Bound> Bounds => _bounds.Value;

    /// <summary>The choices of a pick list; empty when there is none.</summary>
    public IReadOnlyList<string> Choices => _choices.Value;

    public SaidTimes Times => _times.Value;

    /// <summary>The command that stands in code marks; null when there is none.</summary>
    public string? InlineCommand => _inlineCommand.Value;

    /// <summary>The commands of a fence; empty for other entries.</summary>
    public FenceMeaning Block => Document.BlockOf(Entry);

    /// <summary>The commands that carry the item out: those of the fence below it.</summary>
    public FenceMeaning Below => Entry.AttachedFence is { } fence ? Document.BlockOf(fence) : FenceMeaning.None;

    public bool Says(Concept concept) => Lexicon.Says(Words, concept);

    public bool Begins(Concept concept) => Lexicon.Begins(Words, concept) || EndsWithVerb(Words, concept);

    /// <summary>True when the line begins by telling someone to do something; a label in front is passed over.</summary>
    public bool BeginsWith(Concept concept) =>
        Begins(concept) || Label.Length > 0 && (Lexicon.Begins(Words.Of(Rest), concept) || EndsWithVerb(Words.Of(Rest), concept));

    /// <summary>A word in a command, such as the name of a daily job, says nothing of time.</summary>
    private string WithoutCommand(string text) => InlineCommand is { } code ? text.Replace(code, " ", StringComparison.Ordinal) : text;

    /// <summary>In languages that put the verb last, a line that tells what to do ends with it.</summary>
    private bool EndsWithVerb(Words words, Concept concept) => Lexicon.VerbLast && Lexicon.Ends(words, concept);
}
