using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Kinds;

/// <summary>Kinds of lines that hold other lines together.</summary>
internal static class GroupKinds
{
    public static KindRule Heading { get; } =
        new(
            "heading-with-time",
            "It is a heading that says when, how long or in which window.",
            facts =>
                facts.Entry is { IsTitle: true, HasBox: false } && !facts.Document.HeadingTimes(facts.Entry).IsEmpty
                    ? new(ItemKind.HeadingGroup)
                    : null
        );

    public static KindRule Group { get; } =
        new(
            "group",
            "It only names the lines below it, and they carry the evidence.",
            facts => IsGroup(facts) ? new(ItemKind.HeadingGroup, AlsoOf(facts)) : null
        );

    /// <summary>True for a bare label whose children are all lines that record something.</summary>
    public static bool IsGroup(Facts facts)
    {
        if (facts.Entry.Form == EntryForm.Heading || facts.Below.IsExecutable || facts.InlineCommand is not null || facts.HasBlank)
        {
            return false;
        }

        var children = facts.Entry.Children.Where(it => it.IsListed).Select(facts.Document.Of).ToList();
        if (children.Count == 0)
        {
            return facts.Entry is { Form: EntryForm.Line, HasBox: false, Words.WhollyBold: true };
        }

        var boxes = children.Count(it => it.Entry.HasBox);
        var records = children.Count(it => it.Entry.HasBox || it.HasBlank || it.Choices.Count > 0);
        var leadsToAddress = Items.ItemFinder.IsAddress(children[0]);
        return boxes == children.Count || IsBare(facts) && (records == children.Count || leadsToAddress);
    }

    /// <summary>True when nothing is said behind the label.</summary>
    private static bool IsBare(Facts facts) => facts.Rest.Length == 0 || facts.Label.Length == 0;

    private static IReadOnlyList<ItemKind> AlsoOf(Facts facts) =>
        facts.Says(Concept.ApprovalNoun) ? [ItemKind.Signoff]
        : facts.Says(Concept.Decide) ? [ItemKind.Decision]
        : facts.Begins(Concept.NotifyVerb) || facts.Says(Concept.Sent) ? [ItemKind.Notify]
        : facts.Entry.Children.Exists(it => it.IsListed && Items.ItemFinder.IsAddress(facts.Document.Of(it))) ? [ItemKind.Http]
        : facts.Entry.HasBox ? [ItemKind.Manual]
        : [];
}
