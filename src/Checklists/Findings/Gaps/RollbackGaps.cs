using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings.Gaps;

/// <summary>A rollback that nobody verifies.</summary>
internal sealed partial class RollbackWithoutVerification : LintRule
{
    public override string Code => "SW2303";

    public override string Name => "rollback-without-verification";

    public override string Says => "The rollback has steps, and none of them verifies that it worked.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var steps = context.Items.Where(FindingContext.IsWayBack).ToList();
        var changes = steps.LastOrDefault(it => it.Commands.Any(command => command.Effect >= Effect.Changes));
        if (changes is not null && !steps.Exists(Verifies))
        {
            yield return At(
                context,
                changes.Line,
                "",
                "The rollback ends with a change, and no step of it verifies that the old version serves again.",
                "Add a check behind it: a health page, a version, an error rate."
            );
        }
    }

    private static bool Verifies(PlanItem item) =>
        Verify().IsMatch(item.Text)
        || item.Commands.Any(it => it.Effect == Effect.Reads && !Looks().IsMatch(it.Text) || Verify().IsMatch($"{it.Title} {it.Text}"));

    [GeneratedRegex(
        @"\bverif|\bcheck|\bconfirm|\bsmoke|\bhealth|\bvalidat|\btest|rollout status|\bmonitor|prüf|vérif",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Verify();

    [GeneratedRegex(@"^(?:git (?:log|tag)|ls|cd|echo|sleep|\S*restore\S* -l)")]
    private static partial Regex Looks();
}

/// <summary>No rollback condition that a machine could watch.</summary>
internal sealed class NoMachineTrigger : LintRule
{
    public override string Code => "SW2304";

    public override string Name => "no-machine-trigger";

    public override string Says => "There is a way back, and no condition for it that a machine could watch.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var changes = context.Items.FirstOrDefault(it => it.Forward && it.Effect >= Effect.Changes && FindingContext.Counts(it));
        var triggers = context.Items.Where(it => it.Kind == ItemKind.Trigger).ToList();
        if (changes is not null && !triggers.Exists(it => it.Expect?.Text is { } text && text != "event" && text != "exit0"))
        {
            var line = triggers.Count > 0 ? triggers[0].Line : context.Items.FirstOrDefault(FindingContext.IsWayBack)?.Line;
            if (line is { } at)
            {
                yield return At(
                    context,
                    at,
                    "",
                    triggers.Count > 0
                        ? $"The {triggers.Count} rollback condition{(triggers.Count > 1 ? "s are" : " is")} in words only; none has a number that a machine could watch."
                        : "The way back is described, and nothing says when to take it.",
                    "Add one such as \"error rate > 5 % for 5 minutes\"."
                );
            }
        }
    }
}

/// <summary>A step forward among the rollback steps.</summary>
internal sealed partial class ForwardInRollback : LintRule
{
    public override string Code => "SW2309";

    public override string Name => "forward-in-rollback";

    public override string Says => "A step of the way forward stands in the rollback section.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from it in context.Commands
        where
            it.Item.Scope == Scope.Rollback
            && it.Item.InsideBlock is null
            && Forward().IsMatch(it.Command.Text)
            && !Back().IsMatch(it.Command.Text)
        select At(
            context,
            it.Command.Line,
            "",
            $"`{FindingContext.Short(it.Command.Text)}` goes forward, and stands in the rollback section: on the way back it is carried out too.",
            "Move it, or take it out."
        );

    [GeneratedRegex(
        @"\bmigrate\s+(?:deploy|up|latest)\b|\bdb:migrate(?!:)\b|\balembic\s+upgrade\b|\bflyway\s+migrate\b|\bmanage\.py\s+migrate\s*$|\bartisan\s+migrate(?!:)\b|\bdeploy\S*\.sh\b|\bgit\s+tag\s+-a\b|\bdatabase\s+update\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Forward();

    [GeneratedRegex(@"rollback|previous|revert|downgrade|\bundo\b|--to[ =]|\bold\b", RegexOptions.IgnoreCase)]
    private static partial Regex Back();
}

/// <summary>A rollback command on the way forward.</summary>
internal sealed partial class RollbackInForward : LintRule
{
    public override string Code => "SW2310";

    public override string Name => "rollback-in-forward";

    public override string Says => "A rollback command stands on the way forward.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from it in context.Commands
        where
            it.Item.Forward
            && FindingContext.Counts(it.Item)
            && it.Item.InsideBlock is null
            && Back().IsMatch(it.Command.Text)
            && !Harmless().IsMatch($"{it.Command.Text} {it.Item.Text} {it.Item.Phase}")
        select At(
            context,
            it.Command.Line,
            "",
            $"`{FindingContext.Short(it.Command.Text)}` goes back, and stands on the way forward: it would be carried out with the release.",
            "Put it under a heading \"Rollback\"."
        );

    [GeneratedRegex(
        @"\bhelm\s+rollback\b|\brollout\s+undo\b|\bmigrate\s+(?:down|rollback|reset)\b|\bdb:rollback\b|\balembic\s+downgrade\b|\bmigrate:rollback\b|\brollback\S*\.(?:sh|py|js|ps1)\b|\bgit\s+revert\b|\bflyway\s+undo\b|:rollback\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Back();

    [GeneratedRegex(
        @"dry-run|--help|rehears|drill|staging|test(?:ed|ing)? (?:the )?rollback|rollback (?:is )?(?:test|rehears|drill)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Harmless();
}
