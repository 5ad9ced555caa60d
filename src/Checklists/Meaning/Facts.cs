using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Meaning.Expectations;
using Slipway.Checklists.Meaning.Scopes;
using Slipway.Checklists.Meaning.Times;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning;

/// <summary>What can be seen of one entry before anything is decided. Everything is looked up once, when it is first asked for.</summary>
internal sealed class Facts(Entry entry, DocumentFacts document, ScopeChoice scope)
{
    public Entry Entry { get; } = entry;

    public DocumentFacts Document { get; } = document;

    public Lexicon Lexicon => Document.Lexicon;

    public ScopeChoice ScopeChoice { get; } = scope;

    public Scope Scope => ScopeChoice.Scope;

    public string Text => Entry.Text;

    public Words Words => new(Evened);

    /// <summary>The words before the first colon, or the bold words at the begin; empty when there are none.</summary>
    public string Label => Parts.Label;

    /// <summary>What stands behind the label.</summary>
    public string Rest => Parts.Behind;

    public bool HasBlank =>
        Entry.Words.HasBlank || Entry.Row is { } row && row.Cells.Any(it => it.HasBlank) || Labels.IsBracketed(Rest) && Label.Length > 0;

    /// <summary>The text without its asides.</summary>
    public string Stated => field ??= Asides.Drop(Text, Lexicon);

    /// <summary>The comparisons of the line; those in asides are left out.</summary>
    public IReadOnlyList<Bound> Bounds => field ??= Bound.AllIn(Stated, Lexicon);

    /// <summary>All comparisons of the line, those in asides too.</summary>
    public IReadOnlyList<Bound> AllBounds => field ??= Bound.AllIn(Text, Lexicon);

    /// <summary>The choices of a pick list; empty when there is none.</summary>
    public IReadOnlyList<string> Choices => field ??= PickLists.Of(this);

    public SaidTimes Times => field ??= ItemTimes.Of(WithoutCommand(Entry.Words.Readable), Lexicon);

    /// <summary>The command that stands in code marks; null when there is none.</summary>
    public string? InlineCommand => Code.Length > 0 ? Code : null;

    /// <summary>What the command in code marks does; empty when there is none.</summary>
    public FenceMeaning Inline =>
        field ??= InlineCommand is { } code ? FenceMeaning.OfLine(Entry.Line, code, Document.Tools) : FenceMeaning.None;

    /// <summary>The commands of a fence; empty for other entries.</summary>
    public FenceMeaning Block => Document.BlockOf(Entry);

    /// <summary>The commands that carry the item out: those of the fence below it.</summary>
    public FenceMeaning Below => Entry.AttachedFence is { } fence ? Document.BlockOf(fence) : FenceMeaning.None;

    public bool Says(Concept concept) => Lexicon.Says(Words, concept);

    public bool Begins(Concept concept) => Lexicon.Begins(Words, concept) || EndsWithVerb(Words, concept);

    /// <summary>True when the line begins by telling someone to do something; a label in front is passed over.</summary>
    public bool BeginsWith(Concept concept) =>
        Begins(concept) || Label.Length > 0 && (Lexicon.Begins(RestWords, concept) || EndsWithVerb(RestWords, concept));

    private LabelParts Parts => field ??= Labels.WithoutLead(Labels.Split(Entry.Words), Lexicon);

    private string Evened => field ??= Words.Of(WithoutNumber(Text)).Evened;

    private Words RestWords => new(EvenedRest);

    private string EvenedRest => field ??= Words.Of(Rest).Evened;

    private string Code => field ??= InlineCommands.Of(Entry.Words, Document.Tools) ?? "";

    /// <summary>"[ ] 1.2 Stop the workers": the number of a section in front of the words says nothing.</summary>
    private static string WithoutNumber(string text)
    {
        var at = 0;
        while (at < text.Length && at < 12 && (char.IsAsciiDigit(text[at]) || text[at] == '.' && at > 0))
        {
            at++;
        }

        var dotted = at > 1 && text.AsSpan(0, at).Contains('.');
        at += dotted && at < text.Length && text[at] == ')' ? 1 : 0;
        return dotted && at + 2 < text.Length && text[at] == ' ' && char.IsUpper(text[at + 1]) && char.IsLower(text[at + 2])
            ? text[(at + 1)..]
            : text;
    }

    /// <summary>A word in a command, such as the name of a daily job, says nothing of time.</summary>
    private string WithoutCommand(string text) => InlineCommand is { } code ? text.Replace(code, " ", StringComparison.Ordinal) : text;

    /// <summary>In languages that put the verb last, a line that tells what to do ends with it.</summary>
    private bool EndsWithVerb(Words words, Concept concept) => Lexicon.VerbLast && Lexicon.Ends(words, concept);
}
