using Slipway.Checklists.Meaning.Expectations;
using Slipway.Checklists.Meaning.Kinds;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Items;

/// <summary>Which lines ask for something. Explanations, lists of links and prose without an action do not.</summary>
internal sealed class ItemFinder(DocumentFacts document)
{
    private readonly Dictionary<ListKey, double> _procedures = [];
    private readonly Lazy<ILookup<ListKey, Facts>> _lists = new(() => document.All.Where(it => it.Entry.IsListed).ToLookup(KeyOf));

    /// <summary>True for a line of its own that only gives an address to open.</summary>
    public static bool IsAddress(Facts facts) =>
        facts is { Entry.IsListed: true, Label.Length: > 0 } && HttpProse.IsAddress(facts.Rest.Trim().Trim('`', '<', '>'));

    public bool IsItem(Facts facts) =>
        facts.Entry.Form switch
        {
            EntryForm.Heading => IsHeadingItem(facts),
            EntryForm.Fence => facts.Block.IsExecutable,
            EntryForm.Row => IsRowItem(facts),
            EntryForm.Line => IsLineItem(facts),
            _ => IsListedItem(facts),
        };

    private bool IsHeadingItem(Facts facts) =>
        facts.Entry.HasBox
        || !document.HeadingTimes(facts.Entry).IsEmpty
        || PurposeKinds.Decision.Decide(facts) is not null && facts.Label.Length > 0;

    private static bool IsRowItem(Facts facts)
    {
        if (facts.Scope is Scope.Reference or Scope.Contacts or Scope.Template && !facts.Entry.HasBox)
        {
            return false;
        }

        var first = facts.Entry.Row!.Cells[0];
        return facts.Entry.HasBox
            || facts.HasBlank
            || RowKinds.TargetOf(facts) is { } target && Targets.Of(target, facts.Lexicon) is not null && first.Text.Length > 0
            || RowKinds.HasEmpty(facts)
            || RowKinds.ShareOf(facts) is not null
            || RowKinds.IsSignature(facts)
            || RowKinds.GivesCommand(facts)
            || facts.Scope is Scope.RollbackTrigger or Scope.NoGo && first.Text.Length > 0
            || IsTimedStep(facts)
            || facts.InlineCommand is not null && RowKinds.HasAction(facts);
    }

    /// <summary>A row that says when and what.</summary>
    private static bool IsTimedStep(Facts facts) =>
        RowKinds.HasAction(facts)
        && RowSubject.Under(facts.Entry.Row!, facts.Lexicon, Concept.ColTime) is { } time
        && time.Text.Any(char.IsDigit);

    private bool IsLineItem(Facts facts)
    {
        if (facts.Entry.HasBox || facts.Choices.Count > 1 && facts.Label.Length > 0)
        {
            return true;
        }

        if (facts.Entry.IsTitle && !document.HeadingTimes(facts.Entry).IsEmpty)
        {
            return true;
        }

        if (!facts.HasBlank && facts.Lexicon.Begins(Words.Of(facts.Label), Concept.Expected))
        {
            return false;
        }

        var marked = facts.Text.Length > 0 && Marks.Contains(facts.Text[0], StringComparison.Ordinal);
        return facts.HasBlank && (facts.Label.Length > 0 || IsOnlyBlank(facts.Text) || facts.Begins(Concept.Signatory))
            || marked && facts.Scope is Scope.Go or Scope.NoGo or Scope.RollbackTrigger
            || marked
                && facts.Entry.Words.WhollyBold
                && facts.Text.TrimEnd().EndsWith(':')
                && facts.Document.SectionsWithBoxes.Contains(facts.Line());
    }

    private const string Marks = "✅✔✓☑❌✗✘✖🔴🛑⛔⚠";

    private static bool IsOnlyBlank(string text) => text.Trim(Inline.Blank, ' ', ':', '.', '-').Length == 0;

    private bool IsListedItem(Facts facts)
    {
        if (facts.Entry.HasBox)
        {
            return true;
        }

        if (facts.Text.Length == 0 || !facts.HasBlank && facts.Lexicon.Begins(Words.Of(facts.Label), Concept.Expected))
        {
            return false;
        }

        return facts.HasBlank
            || facts.Choices.Count > 0
            || facts.Entry.AttachedFence is { } fence && document.BlockOf(fence).IsExecutable
            || IsCriterion(facts)
            || IsGroupOfRecords(facts)
            || IsMeasured(facts)
            || IsChildProbe(facts)
            || IsAlertToMake(facts)
            || IsMessage(facts)
            || IsCommanded(facts)
            || IsChildCheck(facts)
            || IsListedCheck(facts)
            || IsTop(facts) && facts.Scope == Scope.Forward && facts.Entry.Marks.Ordered && PurposeKinds.IsTraffic(facts)
            || IsStep(facts);
    }

    private static bool IsTop(Facts facts) => facts.Entry.Parent is null;

    /// <summary>An entry of a list of conditions, or a step of a rollback.</summary>
    private static bool IsCriterion(Facts facts) =>
        facts.Scope is Scope.RollbackTrigger or Scope.NoGo or Scope.Go or Scope.Rollback
        && IsTop(facts)
        && !IsLink(facts)
        && !IsFilledIn(facts);

    private static bool IsLink(Facts facts) =>
        facts.Entry.Words.Urls.Count > 0 && Words.Of(facts.Text).Count <= 8 && facts.Entry.Raw.TrimStart('*').StartsWith('[');

    /// <summary>"Owner: Jane" in a rollback section notes a fact.</summary>
    private static bool IsFilledIn(Facts facts) =>
        facts.Label.Length > 0
        && facts.Rest.Length > 0
        && facts.Lexicon.Is(Words.Of(facts.Label), Concept.FieldName)
        && !facts.BeginsWith(Concept.Imperative);

    private bool IsGroupOfRecords(Facts facts)
    {
        var children = facts.Entry.Children.Where(it => it.IsListed).Select(document.Of).ToList();
        return facts.Rest.Length == 0
            && children.Count > 0
            && children.TrueForAll(it => it.Entry.HasBox || it.HasBlank || it.Choices.Count > 1);
    }

    /// <summary>A number with a bound, told by its sign and a unit or a word of measuring.</summary>
    private static bool IsMeasured(Facts facts)
    {
        if (
            facts.Scope is Scope.Reference or Scope.AlertList or Scope.Contacts or Scope.Template or Scope.Troubleshooting
            || facts.Says(Concept.VersionWord)
        )
        {
            return false;
        }

        var target = Targets.InBrackets(facts);
        var bound = facts.Bounds.FirstOrDefault(it => it.Said && !MetricClauses.IsSustain(it, facts.Lexicon)) ?? target;
        var money = bound is null && facts.BeginsWith(Concept.Verify) && MetricClauses.Of(facts) is not null;
        var signed = bound is not null && (target is not null || bound.Sign.Length > 0 && IsSigned(facts, bound));
        return signed && (bound!.HasMeasuredUnit || facts.Says(Concept.MetricNoun)) && facts.Words.Count <= 14 || money;
    }

    /// <summary>A bound by a sign, or by words in a list without boxes where nothing but a number with a unit is said.</summary>
    private static bool IsSigned(Facts facts, Bound bound) =>
        facts.Text.AsSpan().IndexOfAny("<>≤≥=") >= 0
        || bound.HasMeasuredUnit
            && facts.Says(Concept.MetricNoun)
            && (facts.Entry.Parent is not null || !facts.Document.SectionsWithBoxes.Contains(facts.Line()));

    /// <summary>Below a step that looks or waits: what is looked at, where half of the list measures or looks.</summary>
    private bool IsChildCheck(Facts facts)
    {
        if (facts.Entry.Parent is not { IsListed: true } above || facts.Scope is not (Scope.Forward or Scope.Watch))
        {
            return false;
        }

        var looks = document.Of(above);
        return (
                looks.BeginsWith(Concept.Verify)
                || looks.BeginsWith(Concept.Monitor)
                || looks.BeginsWith(Concept.Wait)
                || looks.Says(Concept.CheckScope)
            )
            && facts.Words.Count <= LongestCheck
            && ShareOfSteps(facts) >= 0.5;
    }

    /// <summary>
    /// An entry of a list without boxes under a heading or lead-in that names checks, conditions to begin, or what is done
    /// afterwards: each states what must be so.
    /// </summary>
    private bool IsListedCheck(Facts facts) =>
        IsTop(facts)
        && facts.Scope is Scope.Forward or Scope.Watch
        && !document.SectionsWithBoxes.Contains(facts.Entry.Section.Line)
        && facts.Entry.Section.Line != document.TitleLine
        && facts.Words.Count <= LongestCheck
        && (facts.Words.Count > 1 || facts.Lexicon.WritesTogether && facts.Text.Length > 3)
        && !IsLink(facts)
        && !IsFilledIn(facts)
        && facts.Lexicon.Says(facts.Entry.LeadIn?.Text ?? facts.Entry.Section.Text, Concept.CheckScope);

    private const int LongestCheck = 24;

    /// <summary>Below an item: an address to open, or something to keep watching.</summary>
    private static bool IsChildProbe(Facts facts) =>
        facts.Entry.Parent is { HasBox: true }
        && facts.Scope is not (Scope.Rollback or Scope.Reference)
        && (IsAddress(facts) || facts.Begins(Concept.Monitor) && facts.Words.Count <= 6);

    /// <summary>An entry of a list of alerts that the heading asks to set up.</summary>
    private static bool IsAlertToMake(Facts facts) =>
        facts.Scope == Scope.AlertList
        && IsTop(facts)
        && !IsLink(facts)
        && (facts.Entry.LeadIn?.Text ?? facts.Entry.Section.Text) is var above
        && facts.Lexicon.SaysAny(Words.Of(above), Concept.NotYet, Concept.Imperative);

    private static bool IsMessage(Facts facts) => IsTop(facts) && PurposeKinds.InCommunication(facts) && PurposeKinds.IsNotify(facts);

    /// <summary>Tells to run a command that stands in code marks.</summary>
    private static bool IsCommanded(Facts facts) =>
        facts.InlineCommand is { } code
        && facts.Scope is not (Scope.Reference or Scope.Template)
        && (facts.BeginsWith(Concept.Imperative) || facts.Text.Trim() == code || facts.Rest.Trim() == code || facts.Entry.Marks.Ordered);

    /// <summary>
    /// A step of a procedure that is written as a list without boxes. Where the document or the section uses boxes, only a list of
    /// which every entry tells what to do is one.
    /// </summary>
    private bool IsStep(Facts facts)
    {
        var usable =
            IsTop(facts) && facts.Scope is not (Scope.Reference or Scope.Template or Scope.Contacts or Scope.AlertList) && !IsLink(facts);
        if (!usable)
        {
            return false;
        }

        var ordered = facts.Entry.Marks.Ordered;
        var boxesBeside = document.SectionsWithBoxes.Contains(facts.Entry.Section.Line);
        var steps = ShareOfSteps(facts);
        return boxesBeside || !ordered && document.HasBoxes
            ? steps >= (boxesBeside ? 1 : 0.75) && facts.Scope is Scope.Forward or Scope.Watch
            : steps >= 0.5 && (ordered || steps >= 0.6 || facts.BeginsWith(Concept.Imperative));
    }

    /// <summary>The share of a list's entries that tell what to do, from 0 to 1; a lone entry is no list.</summary>
    private double ShareOfSteps(Facts facts)
    {
        var list = KeyOf(facts);
        if (!_procedures.TryGetValue(list, out var share))
        {
            var siblings = _lists.Value[list].ToList();
            var steps = siblings.Count(it => TellsWhatToDo(it) || it.Below.IsExecutable || it.InlineCommand is not null);
            var alone = siblings.Count == 1 && document.HasBoxes && !facts.Entry.Marks.Ordered;
            var commanded = facts.Entry.Marks.Ordered && siblings.Exists(it => it.Below.IsExecutable);
            _procedures[list] = share = alone ? 0 : Math.Max(commanded ? 0.5 : 0, (double)steps / siblings.Count);
        }

        return share;
    }

    private static bool TellsWhatToDo(Facts facts) =>
        facts.BeginsWith(Concept.Imperative) || facts.BeginsWith(Concept.Verify) || facts.Entry.Parent is not null && IsMeasured(facts);

    private static ListKey KeyOf(Facts facts) => new(facts.Entry.Section.Line, facts.Entry.Parent, facts.Entry.LeadIn);

    /// <summary>Entries that stand in one list.</summary>
    private readonly record struct ListKey(int Section, Entry? Parent, Entry? LeadIn);
}

/// <summary>Small words about facts.</summary>
internal static class FactsWords
{
    /// <summary>Line of the section that the entry opens or stands in.</summary>
    public static int Line(this Facts facts) => facts.Entry.Section.Line;
}
