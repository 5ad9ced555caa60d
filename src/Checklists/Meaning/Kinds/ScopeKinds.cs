using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Kinds;

/// <summary>Kinds that the scope gives: the same words mean different things under different headings.</summary>
internal static class ScopeKinds
{
    public static KindRule Trigger { get; } =
        new(
            "trigger-scope",
            "It stands in a list of conditions that stop or reverse the release.",
            facts =>
                facts.Scope is Scope.RollbackTrigger or Scope.NoGo && !facts.HasBlank && facts.Choices.Count == 0
                    ? new(ItemKind.Trigger)
                    : null
        );

    public static KindRule RollbackBlock { get; } =
        new(
            "block-under-conditions",
            "It is a block that changes something, under the conditions that reverse the release: it is how the way back begins.",
            facts =>
                facts.Scope is Scope.RollbackTrigger or Scope.NoGo && facts.Block is { IsExecutable: true, Effect: > Kernel.Effect.Reads }
                    ? new(ItemKind.RollbackStep, WorkKinds.AlsoOf(facts.Block, ItemKind.Command))
                    : null
        );

    public static KindRule StopsIf { get; } =
        new(
            "stops-if",
            "The line itself says when the release is stopped or taken back.",
            facts =>
                !facts.HasBlank
                && facts.Choices.Count == 0
                && facts.Entry.Form is not EntryForm.Heading
                && Scopes.ScopeRules.StopsIf(Words.Of(facts.Stated), facts.Lexicon)
                    ? new(ItemKind.Trigger, ItemKind.Decision)
                    : null
        );

    public static KindRule Go { get; } =
        new(
            "go-rule",
            "It is one of the conditions of a stated go.",
            facts =>
                facts.Scope == Scope.Go && !facts.HasBlank && facts.Choices.Count == 0 && !facts.Below.IsExecutable
                    ? new(ItemKind.Decision, GoAlso(facts))
                    : null
        );

    public static KindRule Rollback { get; } =
        new(
            "rollback-scope",
            "It is a step of a rollback or recovery procedure.",
            facts =>
                facts.Scope == Scope.Rollback && !IsClaimOfReadiness(facts) && !IsRecord(facts)
                    ? new(ItemKind.RollbackStep, RollbackAlso(facts))
                    : null
        );

    public static KindRule RollbackCommand { get; } =
        new(
            "rollback-command",
            "Its command takes the release back, so it is out of reach on the way forward.",
            facts =>
                RunsBack(facts.Block) || RunsBack(facts.Below) || RunsBack(facts.Inline)
                    ? new(ItemKind.RollbackStep, ItemKind.Command)
                    : null
        );

    public static KindRule Alert { get; } =
        new(
            "alert-definition",
            "It names an alert that is to exist: it is done when the alert exists, not when the number is high.",
            facts => IsAlertDefinition(facts) ? new(ItemKind.Manual, ItemKind.Trigger) : null
        );

    /// <summary>"Rollback procedure tested" is work on the way forward, wherever it stands.</summary>
    public static bool IsClaimOfReadiness(Facts facts) =>
        facts.Entry.HasBox
        && (!facts.BeginsWith(Concept.Imperative) || EndsAsClaim(facts))
        && !facts.Below.IsExecutable
        && facts.InlineCommand is null
        && (facts.Says(Concept.Readiness) || facts.Says(Concept.NotYet));

    /// <summary>"Rollback tested" begins with a word that could also tell what to do.</summary>
    private static bool EndsAsClaim(Facts facts) =>
        facts.Words.Split() is [.., var last]
        && (last.EndsWith("ed", StringComparison.Ordinal) || last is "ready" or "available" or "known" or "written");

    private static bool RunsBack(FenceMeaning block) =>
        block.Commands.Any(command =>
            command.Meaning.Calls.Any(call =>
                !call.Command.Has("--dry-run")
                && !call.Command.Has("--help")
                && call.Effect > Kernel.Effect.Reads
                && call.Command.Words.Take(5)
                    .Any(word =>
                        word is "rollback" or "undo" or "rollback-to"
                        || word.Contains("rollback", StringComparison.OrdinalIgnoreCase) && word.Contains('/', StringComparison.Ordinal)
                        || word is "releases:rollback" or "db:rollback" or "deploy:rollback"
                    )
            )
        );

    private static bool IsRecord(Facts facts) => facts.HasBlank || facts.Choices.Count > 0;

    private static bool IsAlertDefinition(Facts facts)
    {
        var above = facts.Entry.Parent;
        var listed =
            facts.Scope == Scope.AlertList
            || above is { HasBox: true }
                && Scopes.ScopeRules.IsAlertList(
                    Words.Of(facts.Document.Of(above).Label is { Length: > 0 } label ? label : above.Text),
                    facts.Lexicon
                );
        return listed
            && !IsRecord(facts)
            && facts.Entry is { HasBox: true } or { IsListed: true }
            && !GroupKinds.IsGroup(facts)
            && !facts.Begins(Concept.Imperative);
    }

    private static IReadOnlyList<ItemKind> GoAlso(Facts facts) =>
        facts.Bounds.Any(it => it.Said) ? [ItemKind.Metric, ItemKind.Manual]
        : facts.Says(Concept.Backup) ? [ItemKind.Backup, ItemKind.Manual]
        : facts.Says(Concept.Endpoint) ? [ItemKind.Http, ItemKind.Manual]
        : [ItemKind.Manual, ItemKind.Metric];

    private static IReadOnlyList<ItemKind> RollbackAlso(Facts facts) =>
        facts.Block.IsExecutable ? WorkKinds.AlsoOf(facts.Block, ItemKind.Command)
        : facts.Below.IsExecutable || facts.InlineCommand is not null ? [ItemKind.Command]
        : facts.BeginsWith(Concept.Shift) ? [ItemKind.Traffic]
        : facts.BeginsWith(Concept.Monitor) ? [ItemKind.Watch]
        : facts.Says(Concept.Notify) || facts.Says(Concept.Communication) ? [ItemKind.Notify]
        : facts.Says(Concept.Backup) ? [ItemKind.Backup]
        : [ItemKind.Manual];
}
