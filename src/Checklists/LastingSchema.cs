using System.Text.RegularExpressions;
using Slipway.Checklists.Findings;
using Slipway.Checklists.Meaning;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>
/// A change of the schema that stays when the release comes back: the way forward migrates, the way back brings the old version back and
/// not the old schema, and nobody says that the old version can run on the new one.
/// </summary>
/// <param name="Line">1-based line of the first command that changes the schema, as the plan counts.</param>
/// <param name="From">Of an included document: its file and line there.</param>
/// <param name="Command">The command, as much of it as fits a line.</param>
/// <param name="Facts">What of the SQL in the document takes away what the old version may need, each in words.</param>
public sealed partial record LastingSchema(int Line, Origin? From, string Command, IReadOnlyList<string> Facts)
{
    private const int MostFacts = 5;

    private static readonly ILookup<string, string> Words = Resource
        .Lines("Meaning.schema.txt")
        .Select(it => it.Split(':', 2))
        .SelectMany(it => it[1].Split(',').Select(word => (Name: it[0], Word: word.TrimStart())))
        .Where(it => it.Word.Trim().Length > 0)
        .ToLookup(it => it.Name, it => it.Word, StringComparer.Ordinal);

    /// <summary>Where a person finds it: <c>line 12</c>, or <c>runbooks/db.md:12</c>.</summary>
    public string Where => From?.ToString() ?? $"line {Line}";

    /// <summary>What is asked of a person before the first change.</summary>
    public string Question =>
        $"The way back brings back the old version, and the schema stays new ({Where}: `{Command}`): can the old version run on it?{(Facts.Count > 0 ? $" In the document: {string.Join("; ", Facts)}." : "")}";

    /// <summary>Null when no schema changes, there is no way back, the way back brings the schema back too, or the document says that the old version can run on the new one.</summary>
    /// <param name="items">The plan's items.</param>
    /// <param name="texts">The whole of the document, and of what it includes.</param>
    public static LastingSchema? Of(IReadOnlyList<PlanItem> items, IEnumerable<string> texts)
    {
        var forward = Commands(items.Where(it => it.Forward && FindingContext.Counts(it))).ToList();
        var facts = forward.SelectMany(it => FactsOf(it.Item, it.Command)).Distinct(StringComparer.Ordinal).Take(MostFacts).ToList();
        var (item, command) = forward.Find(it => IsMigration(it.Command.Text) || FactsOf(it.Item, it.Command).Any());
        var back = items.Where(FindingContext.IsWayBack).ToList();
        return
            command is null
            || !back.Exists(it => it.Kind == ItemKind.RollbackStep || it.Commands.Count > 0)
            || back.Exists(Reverts)
            || texts.Any(SaysCompatible)
            ? null
            : new(command.Line, item.From, FindingContext.Short(command.Text), facts);
    }

    private static IEnumerable<(PlanItem Item, PlanCommand Command)> Commands(IEnumerable<PlanItem> items) =>
        items.SelectMany(item => item.Commands.Select(command => (item, command)));

    private static bool IsMigration(string command) => Migrates().IsMatch(command) && !OnlyLooks().IsMatch(command);

    private static bool Reverts(PlanItem item) =>
        Has("reverts", item.Text.ToLowerInvariant()) || item.Commands.Any(it => Back().IsMatch(it.Text) || Ddl().IsMatch(it.Text));

    /// <summary>Whether a line of it says so, of the schema, and denies nothing.</summary>
    private static bool SaysCompatible(string text)
    {
        var heading = "";
        foreach (var line in text.Split('\n').Select(it => it.ToLowerInvariant()))
        {
            heading = line.TrimStart().StartsWith('#') ? line : heading;
            if (Has("compatible", line) && !Has("denied", $"{line} ") && (Has("subject", line) || Has("subject", heading)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(string list, string line) => Words[list].Any(it => line.Contains(it, StringComparison.Ordinal));

    private static IEnumerable<string> FactsOf(PlanItem item, PlanCommand command)
    {
        var where = item.From is null ? $"line {command.Line}" : item.From.ToString();
        return Losses()
            .Matches(command.Text)
            .Select(it => $"{where} says `{FindingContext.Short(Blanks().Replace(Closed(it.Value), " ").Trim())}`");
    }

    /// <summary>Up to a quote that was opened before the statement: the shell's, not its own.</summary>
    private static string Closed(string statement) =>
        "\"'"
            .Where(quote => statement.Count(it => it == quote) % 2 == 1)
            .Aggregate(statement, (said, quote) => said[..Math.Max(said.LastIndexOf(quote), 0)]);

    [GeneratedRegex(
        @"\bmigrate\s+(?:deploy|up|latest|run)\b|\bdb:migrate(?!:(?:status|down|reset))\b|\bmigrate:(?:deploy|up|latest|prod\w*)\b|\bmigration:run\b|\bflyway\b.*\bmigrate\b|\bflywayMigrate\b|\bliquibase\b.*\bupdate\b|\balembic\s+upgrade\b|\bef\s+database\s+update\s*$|\bmanage\.py\s+migrate\s*$|\bartisan\s+migrate(?!:)\b|\bmigrate\S*\.sh\b|\bnpm run (?:db:)?migrate\b|\bprisma\s+db\s+push\b|\bgoose\b.*\bup\b|\bdoctrine:migrations:migrate\b|\bsqitch\s+deploy\b|\batlas\s+(?:schema|migrate)\s+apply\b",
        RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex Migrates();

    [GeneratedRegex(@"--dry-run|--plan\b|--sql\b|--pretend|migrate:?\s*status|--check|update-?sql", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyLooks();

    [GeneratedRegex(
        @"\bdowngrade\b|\bmigrate[: ]\s*(?:down|rollback|reset|undo|revert)\b|\bdb:rollback\b|\bdb:migrate:(?:down|undo)|\bmigration:revert\b|\bflyway\b.*\bundo\b|\bliquibase\b.*\brollback|\bpg_restore\b|\bmongorestore\b|\bmysql\b[^|]*<|\bpsql\b[^|]*(?:<|-f)\s*\S*(?:backup|dump|down|undo|rollback|revert)|\brestore\S*\.(?:sh|py)\b|\bdatabase\s+update\s+\S+|\bmanage\.py\s+migrate\s+\w+\s+\S+|\bgoose\b.*\bdown\b|\bsqitch\s+revert\b|\bmigrate\S*\.sh\s+(?:down|back|undo|revert)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Back();

    [GeneratedRegex(@"\bALTER\s+TABLE\b|\bDROP\s+TABLE\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ddl();

    /// <summary>What the old version may miss: something is dropped or renamed, has another type, or has to be filled.</summary>
    [GeneratedRegex(
        @"\bDROP\s+(?:TABLE|COLUMN|VIEW|SCHEMA|TYPE)\s+[^;,]{1,80}|\bRENAME\s+(?:TO|COLUMN|TABLE)\s+[^;,]{1,80}|\bALTER\s+COLUMN\s+\S+\s+(?:SET\s+DATA\s+)?TYPE\s+[^;,]{1,60}|\b(?:MODIFY|CHANGE)\s+COLUMN\s+[^;,]{1,80}|\bSET\s+NOT\s+NULL\b|\bADD\s+(?:COLUMN\s+)?(?:(?!\bDEFAULT\b)[^;,]){1,80}\bNOT\s+NULL\b(?![^;,]*\bDEFAULT\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Losses();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
