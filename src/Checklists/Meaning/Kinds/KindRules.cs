namespace Slipway.Checklists.Meaning.Kinds;

/// <summary>The rules in the order in which they are asked; the first that has something to say decides. Purpose beats mechanism.</summary>
internal static class KindRules
{
    public static IReadOnlyList<KindRule> All { get; } =
    [
        GroupKinds.Heading,
        RowKinds.Signature,
        RowKinds.Command,
        RowKinds.Address,
        RowKinds.Share,
        RowKinds.Target,
        RowKinds.Empty,
        ScopeKinds.RollbackBlock,
        ScopeKinds.Trigger,
        ScopeKinds.StopsIf,
        ScopeKinds.Rollback,
        ScopeKinds.RollbackCommand,
        ScopeKinds.Go,
        ScopeKinds.Alert,
        BlankKinds.Choice,
        BlankKinds.Signature,
        BlankKinds.Measured,
        BlankKinds.Decision,
        BlankKinds.Aside,
        BlankKinds.Field,
        WorkKinds.Fence,
        WorkKinds.Below,
        WorkKinds.Inline,
        GroupKinds.Group,
        WorkKinds.Http,
        PurposeKinds.Traffic,
        PurposeKinds.Decision,
        PurposeKinds.Metric,
        PurposeKinds.Signoff,
        PurposeKinds.Backup,
        PurposeKinds.Notify,
        PurposeKinds.Watch,
        PurposeKinds.Manual,
    ];

    /// <summary>The kind of an entry and the rule that gave it.</summary>
    public static (KindRule Rule, KindChoice Choice) Decide(Facts facts)
    {
        foreach (var rule in All)
        {
            if (rule.Decide(facts) is { } choice)
            {
                return (rule, choice);
            }
        }

        throw new InvalidOperationException("The last rule always decides.");
    }

    /// <summary>The sentence of a rule; null for a name that is no rule of kinds.</summary>
    public static string? SentenceOf(string name) => All.FirstOrDefault(it => it.Name == name)?.Sentence;
}
