using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Kinds;

/// <summary>Kinds of lines with something to fill in.</summary>
internal static class BlankKinds
{
    public static KindRule Choice { get; } =
        new(
            "pick-list",
            "It offers choices to pick one from.",
            facts => facts.Choices.Count > 0 && !facts.Below.IsExecutable ? OfChoice(facts) : null
        );

    public static KindRule Signature { get; } =
        new(
            "signature-blank",
            "It leaves a blank for a person who approves or signs.",
            facts => facts.HasBlank && IsSignature(facts) ? new(ItemKind.Signoff, ItemKind.Field) : null
        );

    public static KindRule Measured { get; } =
        new(
            "blank-with-bound",
            "It leaves a blank for a number and says what the number must be.",
            facts =>
                facts.HasBlank && (TargetOf(facts) is not null || OutOf(facts.Text) is not null)
                    ? new(ItemKind.Metric, ItemKind.Field)
                    : null
        );

    public static KindRule Decision { get; } =
        new(
            "blank-of-decision",
            "It leaves a blank for the decision to go or not to go.",
            facts =>
                facts.HasBlank && Words.Of(facts.Label).Evened.Contains(" go no go ", StringComparison.Ordinal)
                    ? new(ItemKind.Decision, ItemKind.Field)
                    : null
        );

    public static KindRule Aside { get; } =
        new(
            "claim-with-blank",
            "It is something to confirm, with a blank to note a detail in.",
            facts =>
                facts.HasBlank && (facts.Entry.HasBox && !EndsInBlank(facts) || NotesDetail(facts))
                    ? new(ItemKind.Manual, ItemKind.Field)
                    : null
        );

    public static KindRule Field { get; } =
        new(
            "blank",
            "It leaves a blank that records something and states no bound.",
            facts => facts.HasBlank ? new(ItemKind.Field, FieldAlso(facts)) : null
        );

    /// <summary>The bound that a blank is held against: behind the blank, or in brackets.</summary>
    public static Expectations.Bound? TargetOf(Facts facts) =>
        facts.Bounds.FirstOrDefault(it => it.Said) ?? Expectations.Targets.InBrackets(facts);

    /// <summary>The number of <c>____/10</c>; null when there is none.</summary>
    public static string? OutOf(string text)
    {
        var at = text.IndexOf(Inline.Blank, StringComparison.Ordinal);
        var rest = at < 0 ? "" : text[(at + 1)..].TrimStart();
        var digits = rest.StartsWith('/') ? new string([.. rest[1..].TrimStart().TakeWhile(char.IsAsciiDigit)]) : "";
        return digits.Length > 0 ? digits : null;
    }

    /// <summary>True when the choice is between ways to go on.</summary>
    public static bool IsDecision(Facts facts)
    {
        var label = Words.Of(facts.Label);
        var all = Words.Of(string.Join(' ', facts.Choices));
        var waysOn = facts.Lexicon.SaysAny(all, Concept.Rollback, Concept.NoGo) || all.Evened.Contains(" go ", StringComparison.Ordinal);
        return waysOn || facts.Lexicon.SaysAny(label, Concept.DecisionLabel) && facts.Choices.Count > 1 && !IsYesNo(facts);
    }

    private static bool IsYesNo(Facts facts) =>
        facts.Choices.Count == 2
        && facts.Entry.Parent is not null
        && facts.Lexicon.Is(Words.Of(facts.Choices[0]), Concept.Yes)
        && facts.Lexicon.Is(Words.Of(facts.Choices[1]), Concept.No);

    private static KindChoice OfChoice(Facts facts)
    {
        var first = Words.Of(facts.Choices[0]);
        return facts.Bounds.Any(it => it.Said) ? new(ItemKind.Metric, ItemKind.Field)
            : facts.Lexicon.Says(first, Concept.Approve) && facts.Label.Length > 0 && !IsDenied(facts.Choices)
                ? new(ItemKind.Signoff, ItemKind.Field)
            : IsDecision(facts) ? new(ItemKind.Decision, ItemKind.Field)
            : new(ItemKind.Field, IsQuestion(facts) ? [ItemKind.Decision] : [ItemKind.Manual]);
    }

    /// <summary>"Conforme / No conforme" is an answer, no approval.</summary>
    private static bool IsDenied(IReadOnlyList<string> choices) =>
        choices.Count == 2 && choices[1].Length > choices[0].Length && choices[1].EndsWith(choices[0], StringComparison.OrdinalIgnoreCase);

    /// <summary>"Rollback initiated: Yes / No" asks what happened; neither answer is the wished one.</summary>
    public static bool IsQuestion(Facts facts) =>
        facts.Lexicon.Says(Words.Of(facts.Label), Concept.Question) && facts.Lexicon.Says(Words.Of(facts.Label), Concept.Rollback);

    private static bool IsSignature(Facts facts)
    {
        if (facts.Label.Length == 0 && facts.Entry.Form == EntryForm.Line && facts.Begins(Concept.Signatory))
        {
            return true;
        }

        var label = Words.Of(facts.Label);
        var asks = Words.Of(facts.Rest);
        var isDated = facts.Text.Count(it => it == Inline.Blank) > 1 && SaysDate(asks, facts.Lexicon);
        if (SignoffRoles.IsSignatory(label, facts.Lexicon))
        {
            return InSignOff(facts) || isDated || !facts.Lexicon.Is(label, Concept.Signatory) || Approves(label, facts.Lexicon);
        }

        if (
            facts.Lexicon.Is(label, Concept.SignoffScope)
            || facts.Says(Concept.Approve) && facts.Entry.HasBox && SaysDate(asks, facts.Lexicon)
            || facts.Lexicon.Is(label, Concept.ApprovalNoun)
        )
        {
            return true;
        }

        var saysSign = facts.Lexicon.Says(asks, Concept.ColSign);
        var role = facts.Lexicon.Says(label, Concept.Role);
        var approves = facts.Lexicon.Ends(label, Concept.RoleSuffix) && role;
        return facts.Label.Length > 0
            && (
                saysSign && !EndsInQuestion(facts)
                || isDated && (InSignOff(facts) || role)
                || role && BeginsWithApproval(label, facts.Lexicon)
                || approves
                || role
                    && (facts.Scope == Scope.SignOff || facts.Document.IsAtEnd(facts.Entry) && !facts.Lexicon.Ends(label, Concept.Sent))
                    && !IsPlainField(facts)
            );
    }

    /// <summary>"Approved by" asks for an approval wherever it stands; "Deployed by" only notes who did it.</summary>
    private static bool Approves(Words label, Lexicon lexicon) =>
        label.Count > 1 && (lexicon.Begins(label, Concept.Approve) || lexicon.WritesTogether && lexicon.Says(label, Concept.Approve));

    private static bool SaysDate(Words asks, Lexicon lexicon) => lexicon.Says(asks, Concept.DateWord);

    /// <summary>"Validation du responsable", "Approval of the CAB".</summary>
    private static bool BeginsWithApproval(Words label, Lexicon lexicon) =>
        label.Count > 1 && !lexicon.WritesTogether && lexicon.Begins(label, Concept.ApprovalNoun);

    private static bool EndsInQuestion(Facts facts) => facts.Text.EndsWith('?');

    /// <summary>A name that is only noted: the team, who is on call.</summary>
    private static bool IsPlainField(Facts facts) => facts.Lexicon.Is(Words.Of(facts.Label), Concept.FieldName);

    private static bool InSignOff(Facts facts) =>
        facts.Scope == Scope.SignOff
        || facts
            .Entry.Section.Chain()
            .Any(it => facts.Lexicon.Says(it.Text, Concept.SignoffScope) || facts.Lexicon.Says(it.Text, Concept.Signatory))
        || facts.Lexicon.Is(Words.Of(facts.Label), Concept.Signatory) && facts.Label.Split(' ').Length == 1;

    private static bool EndsInBlank(Facts facts)
    {
        var text = facts.Text.TrimEnd('.', ' ');
        var afterColon =
            facts.Rest.TrimStart().StartsWith(Inline.Blank)
            || text.Contains($": {Inline.Blank}", StringComparison.Ordinal)
            || text.Contains($":{Inline.Blank}", StringComparison.Ordinal);
        var inBrackets =
            text.IndexOf('(', StringComparison.Ordinal) is var open and >= 0 && open < text.IndexOf(Inline.Blank, StringComparison.Ordinal);
        return afterColon && !inBrackets;
    }

    /// <summary>"Certificate valid (expires: ____)" without a box: the brackets only note a detail.</summary>
    private static bool NotesDetail(Facts facts) =>
        facts.Entry is { IsListed: true, HasBox: false }
        && facts.Text.IndexOf(Inline.Blank, StringComparison.Ordinal) is var blank and >= 0
        && facts.Text.LastIndexOfAny(['(', '（'], blank) is var open and > 0
        && facts.Text.LastIndexOfAny([')', '）'], blank) < open
        && Words.Of(facts.Text[..open]).Count > 1;

    private static IReadOnlyList<ItemKind> FieldAlso(Facts facts) =>
        facts.Entry.HasBox ? [ItemKind.Manual]
        : facts.Scope == Scope.SignOff ? [ItemKind.Signoff]
        : [];
}
