using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings.Gaps;

/// <summary>A migration without a backup before it.</summary>
internal sealed partial class NoBackupBeforeMigration : LintRule
{
    public override string Code => "SW2307";

    public override string Name => "no-backup-before-migration";

    public override string Says => "A migration changes the database, and no backup stands before it.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var migration = context.Commands.FirstOrDefault(it =>
            it.Item.Forward && FindingContext.Counts(it.Item) && Migrates().IsMatch(it.Command.Text) && !Looks().IsMatch(it.Command.Text)
        );
        if (migration.Command is null)
        {
            yield break;
        }

        var backup = context.Items.FirstOrDefault(it =>
            it.Forward
            && (
                it.Kind == ItemKind.Backup
                || it.Also.Contains(ItemKind.Backup)
                || it.Commands.Any(command => Backup().IsMatch(command.Text))
            )
        );
        if (backup is null || backup.Line > migration.Command.Line)
        {
            yield return At(
                context,
                migration.Command.Line,
                "",
                $"`{FindingContext.Short(migration.Command.Text)}` changes the database, and {(backup is null ? "no backup is made anywhere in this document" : $"the backup comes only in line {backup.Line}")}.",
                "Make a backup and verify it before the migration."
            );
        }
    }

    [GeneratedRegex(
        @"\bmigrate\s+(?:deploy|up|latest|run)\b|\bdb:migrate\b|\bmigrate:(?:deploy|up|latest|prod\w*)\b|\bflyway\s+migrate\b|\bflywayMigrate\b|\bliquibase\s+update\b|\balembic\s+upgrade\b|\bef\s+database\s+update\b|\bmanage\.py\s+migrate\b|\bartisan\s+migrate\b|\brails\s+db:migrate\b|\bmigrate\S*\.sh\b|\bnpm run migrate\b|\bALTER\s+TABLE\b|\bprisma db push\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Migrates();

    [GeneratedRegex(@"--dry-run|--plan|--sql\b|migrate:?\s*status|--check", RegexOptions.IgnoreCase)]
    private static partial Regex Looks();

    [GeneratedRegex(@"\bpg_dump|\bmysqldump|\bmongodump|backup|snapshot|\brestic\b", RegexOptions.IgnoreCase)]
    private static partial Regex Backup();
}

/// <summary>Nobody watches after the change.</summary>
internal sealed partial class NoWatchWindow : LintRule
{
    public override string Code => "SW2308";

    public override string Name => "no-watch-window";

    public override string Says => "Something is changed, and nothing says how long it is watched afterwards.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var last = context.Items.LastOrDefault(it =>
            it.Forward && it.Effect >= Effect.Changes && FindingContext.Counts(it) && it.InsideBlock is null && it.Scope != Scope.Watch
        );
        if (last is null || context.Items.Any(Watches) || context.Outline.Entries.Any(it => Window().IsMatch(it.Text)))
        {
            yield break;
        }

        yield return At(
            context,
            last.AttachedTo ?? last.Line,
            "",
            "This is the last change, and nothing says who watches what, and for how long, after it.",
            "Add a section such as \"Monitoring (first 24 hours)\" with the numbers that must hold."
        );
    }

    private static bool Watches(PlanItem item) => item.Kind == ItemKind.Watch || item.Cadence is not null || item.Window is not null;

    [GeneratedRegex(
        @"\b(?:monitor|watch|observ)\w*\b.*\b(?:[0-9]+|first|next)\b.*\b(?:min|minutes|hours?|days?|h)\b|\b(?:first|next|hour|day)\s+[0-9]+\s*[-–]?\s*[0-9]*\s*(?:min|hours?|days?|h)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Window();
}
