using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Expectations;

/// <summary>The sources of expectations in the order in which they are asked.</summary>
internal static class ExpectationRules
{
    private static readonly IReadOnlyList<ExpectationRule> Prose =
    [
        ProseExpectations.Choice,
        ProseExpectations.Signature,
        ProseExpectations.Share,
        ProseExpectations.Status,
        ProseExpectations.Age,
        ProseExpectations.Condition,
        ProseExpectations.OutOf,
        ProseExpectations.TargetCell,
        ProseExpectations.Bound,
        ProseExpectations.Go,
        ProseExpectations.Count,
        ProseExpectations.Absence,
        ProseExpectations.Grade,
    ];

    /// <summary>What an entry of a kind must show.</summary>
    public static ExpectationChoice Decide(Facts facts, ItemKind kind)
    {
        if (facts.Block.IsExecutable)
        {
            var above = facts.Entry.Parent is { } parent && parent.AttachedFence == facts.Entry ? facts.Document.Of(parent) : facts;
            return CommandExpectations.Of(facts.Block, above, facts);
        }

        if (kind == ItemKind.Backup && facts.Below.IsExecutable && ProseExpectations.Age.Read(facts, kind) is { } age)
        {
            return new(age, ProseExpectations.Age.Name, ProseExpectations.Age.Sentence);
        }

        if (
            facts.Below.IsExecutable
            && kind is ItemKind.Command or ItemKind.Sql or ItemKind.Backup or ItemKind.Watch or ItemKind.Notify or ItemKind.Traffic
        )
        {
            return CommandExpectations.Of(facts.Below, facts, facts.Document.Of(facts.Entry.AttachedFence!));
        }

        if (facts.InlineCommand is not null && kind is not (ItemKind.Trigger or ItemKind.Signoff or ItemKind.Field or ItemKind.Metric))
        {
            return CommandExpectations.Of(facts.Inline, facts, null);
        }

        foreach (var rule in Prose)
        {
            if (rule.Read(facts, kind) is { } words)
            {
                return new(words, rule.Name, rule.Sentence);
            }
        }

        return ExpectationChoice.None;
    }
}
