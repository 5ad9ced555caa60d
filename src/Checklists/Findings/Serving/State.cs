using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings.Serving;

/// <summary>A block that works only in the shell that an earlier block left behind.</summary>
internal sealed partial class HiddenState : LintRule
{
    public override string Code => "SW2207";

    public override string Name => "hidden-state";

    public override string Says => "A block depends on the folder or variables that an earlier block left in the shell.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var blocks = context
            .Items.Where(it =>
                FindingContext.Counts(it) && it.InsideBlock is null && it.Commands.Count > 0 && it.Commands[0].Language == "sh"
            )
            .ToList();
        var entered = (Folder: "", Line: 0);
        var exported = new Dictionary<string, int>(StringComparer.Ordinal);
        var inherited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            var first = block.Commands[0];
            if (
                entered.Line > 0
                && first.Text is var text
                && (text.Trim() is "cd .." or "cd -" || text.StartsWith("cd ../", StringComparison.Ordinal))
            )
            {
                yield return At(
                    context,
                    first.Line,
                    "cd ",
                    $"`{FindingContext.Short(text)}` is right only after line {entered.Line} (`cd {entered.Folder}`) in the same shell; run alone it leaves the repository.",
                    "Begin each block from the root of the repository."
                );
            }

            var own = new HashSet<string>(StringComparer.Ordinal);
            foreach (var command in block.Commands)
            {
                foreach (var used in Used().Matches(command.Text).Select(it => it.Groups[1].Value).Where(it => !own.Contains(it)))
                {
                    if (exported.TryGetValue(used, out var line) && inherited.Add(used))
                    {
                        yield return At(
                            context,
                            command.Line,
                            used,
                            $"`${used}` is set in the block of line {line} only; in a fresh shell this command gets nothing.",
                            "Set it in slipway.yaml, or in this block too."
                        );
                    }
                }

                own.UnionWith(Set().Matches(command.Text).Select(it => it.Groups[1].Value));
                if (Entering().Match(command.Text) is { Success: true } cd)
                {
                    entered = cd.Groups[1].Value is ".." or "-" ? ("", 0) : (cd.Groups[1].Value, command.Line);
                }
            }

            foreach (var name in own)
            {
                exported.TryAdd(name, block.Line);
            }
        }
    }

    [GeneratedRegex(@"\$\{?([A-Za-z_]\w{2,60})\b")]
    private static partial Regex Used();

    [GeneratedRegex(@"(?:^|[;&]\s*|\bexport\s+)([A-Za-z_]\w{2,60})=", RegexOptions.Multiline)]
    private static partial Regex Set();

    [GeneratedRegex(@"^cd\s+([^\s;&|]+)\s*$")]
    private static partial Regex Entering();
}

/// <summary>A command that needs what only a later step makes.</summary>
internal sealed class NeedsLaterStep : LintRule
{
    public override string Code => "SW2208";

    public override string Name => "needs-later-step";

    public override string Says => "A command needs a file, folder or tag that only a later step makes.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from call in context.Calls
        where FindingContext.Counts(call.Item) && call.Item.Forward && call.Folders.Count > 0
        from path in Dead.DeadPath.PathsOf(call).Concat(Tags(call))
        let made = context.Made.When(path)
        where made > call.Order && !context.Model.Exists(path.TrimStart('.', '/'))
        let later = context.Calls[made.Value].Command
        where later.Line > call.Command.Line
        select At(
            context,
            call.Command.Line,
            path,
            $"`{path}` is needed here, and made only by line {later.Line} (`{FindingContext.Short(later.Text)}`).",
            "Change the order."
        );

    private static IEnumerable<string> Tags(PlacedCall call) =>
        call.Simple.Words is ["git", "checkout" or "push", .., var name] && !call.Simple.Has("-b") && name.Any(char.IsAsciiDigit)
            ? [name]
            : [];
}

/// <summary>A secret that everybody on the machine can read in the list of processes, and in the history.</summary>
internal sealed partial class SecretOnCommandLine : LintRule
{
    public override string Code => "SW2209";

    public override string Name => "secret-on-command-line";

    public override string Says => "A secret stands on the command line or in the document.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from it in context.Commands
        where FindingContext.Counts(it.Item) && it.Item.InsideBlock is null
        where Known().IsMatch(it.Command.Text) || Password().IsMatch(it.Command.Text) || IsGiven(it.Command.Text)
        select At(
            context,
            it.Command.Line,
            "",
            "A secret stands on this command line; whoever reads the document, the history or the list of processes has it.",
            "Change the secret, and name it under secrets in slipway.yaml."
        );

    [GeneratedRegex(
        @"\b(?:AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}|xox[bp]-[A-Za-z0-9-]{10,}|sk_live_[A-Za-z0-9]{10,}|glpat-[A-Za-z0-9_-]{20})\b"
    )]
    private static partial Regex Known();

    [GeneratedRegex(
        @"\b(?:docker|podman|helm registry)\s+login\b.*\s-p\s+[^\s$<]|\bsshpass\s+-p\s*[^\s$<]|\bcurl\b.*\s(?:-u|--user)\s+[\w.@-]+:[^\s$<]"
    )]
    private static partial Regex Password();

    /// <summary>A value behind an option, a variable or a header that is neither a variable nor left to be filled in.</summary>
    private static bool IsGiven(string text) =>
        Given()
            .Matches(text.Length > 4000 ? text[..4000] : text)
            .Any(it =>
                it.Groups[1].Value[0] is not ('$' or '<' or '{') && !Meaning.Commands.HazardRules.HasPlaceholder(it.Groups[1].Value)
            );

    [GeneratedRegex(
        @"(?:--?(?:password|passwd|token|secret|api-?key)[= ]|\b(?:PGPASSWORD|MYSQL_PWD|\w*PASSWORD|\w*TOKEN|\w*SECRET|API_KEY|ACCESS_KEY)=|://[^\s:/@]{1,60}:(?=[^\s/@]{1,100}@)|Authorization:\s*(?:Bearer|Basic)\s+|X-Api-Key:\s*)[""']?([^\s""'@]{3,200})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Given();
}

/// <summary>A test that leaves a user or an order in production.</summary>
internal sealed partial class DataLeftBehind : LintRule
{
    public override string Code => "SW2210";

    public override string Name => "data-left-behind";

    public override string Says => "A smoke test creates data in production, and nothing removes it.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var removes =
            context.Commands.Any(it => it.Item.Forward && Removes().IsMatch(it.Command.Text))
            || context.Prose.Any(it => Cleans().IsMatch(it.Text));
        return removes
            ? []
            : context
                .Commands.Where(it =>
                    FindingContext.Counts(it.Item)
                    && it.Item is { Forward: true, InsideBlock: null }
                    && Creates().IsMatch(it.Command.Text)
                    && IsTest(it.Item, it.Command)
                )
                .Where(it =>
                    !it.Command.Text.Contains("localhost", StringComparison.Ordinal)
                    && !it.Command.Text.Contains("staging", StringComparison.OrdinalIgnoreCase)
                )
                .Take(1)
                .Select(it =>
                    At(
                        context,
                        it.Command.Line,
                        "POST",
                        $"`{FindingContext.Short(it.Command.Text)}` creates data in production, and no step removes it.",
                        "Remove it in a later step, or use an account that is marked as a test."
                    )
                );
    }

    private static bool IsTest(PlanItem item, PlanCommand command) =>
        Tests().IsMatch($"{item.Phase} {item.Text} {command.Text} {command.Title}") && CreatesThing().IsMatch(command.Text);

    [GeneratedRegex(@"-X\s*POST\b|--request\s+POST\b|\bINSERT\s+INTO\b|\bhttp\s+POST\b", RegexOptions.IgnoreCase)]
    private static partial Regex Creates();

    [GeneratedRegex(@"test|smoke|example\.(?:com|org)|dummy|sample", RegexOptions.IgnoreCase)]
    private static partial Regex Tests();

    [GeneratedRegex(
        @"sign-?up|register|registration|/users?\b|/accounts?\b|/orders?\b|/customers?\b|/payments?\b|/bookings?\b|/posts?\b|/items?\b|\bINSERT\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CreatesThing();

    [GeneratedRegex(@"-X\s*DELETE\b|--request\s+DELETE\b|\bDELETE\s+FROM\b|\bhttp\s+DELETE\b|clean-?up|purge", RegexOptions.IgnoreCase)]
    private static partial Regex Removes();

    [GeneratedRegex(
        @"\b(?:delete|remove|clean(?:ed)? up|purge)\b.*\b(?:test|smoke|dummy)\b|\btest (?:user|data|account|order)s? (?:removed|deleted|cleaned)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Cleans();
}

/// <summary>Alternatives in one block: run as it stands, all of them run.</summary>
internal sealed partial class AlternativesAllRun : LintRule
{
    public override string Code => "SW2211";

    public override string Name => "alternatives-all-run";

    public override string Says => "Alternatives stand in one block, and all of them would run.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from entry in context.Outline.Entries
        where entry.Fence is not null && context.ItemAt(entry.Line) is { } item && FindingContext.Counts(item) && item.Commands.Count > 1
        let body = entry.Fence!.Body
        let at = body.FirstOrDefault(it => Or().IsMatch(it.Text))
        where at is not null && IsBetween(context.ItemAt(entry.Line)!, at.Number)
        select At(
            context,
            at.Number,
            at.Text.Trim(),
            $"Line {at.Number} offers an alternative (`{at.Text.Trim()}`), but the whole block is run, one way and the other.",
            "Give each way a block of its own, and say which condition chooses it."
        );

    private static bool IsBetween(PlanItem item, int line) =>
        item.Commands.Any(it => it.Line < line) && item.Commands.Any(it => it.Line > line);

    [GeneratedRegex(
        @"^\s*(?:#|//|--|REM)\s*(?:-+\s*)?(?:or\b|OR\b|alternativ|option\s+[2-9B-Z]\b|otherwise|oder\b|ou\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Or();
}

/// <summary>A command that needs more rights than a run should have.</summary>
internal sealed class Privileged : LintRule
{
    public override string Code => "SW2212";

    public override string Name => "privileged";

    public override string Says => "A command needs the rights of the machine's administrator.";

    public override Severity Severity => Severity.Note;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from it in context.Commands
        where FindingContext.Counts(it.Item) && it.Item.InsideBlock is null && it.Command.Hazards.Contains(Hazard.Privileged)
        select At(
            context,
            it.Command.Line,
            "sudo",
            $"`{FindingContext.Short(it.Command.Text)}` needs the administrator's rights; it asks for a password, or the run has more rights than the rest needs.",
            "Make it part of how the machine is set up, or grant this one command without a password."
        );
}

/// <summary>A host that is entered on a line of its own: the lines below are meant for it and run here.</summary>
internal sealed class RemoteShell : LintRule
{
    public override string Code => "SW2213";

    public override string Name => "remote-shell";

    public override string Says => "A host is entered on a line of its own, and the lines below it are meant for that host.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from item in context.Items
        where FindingContext.Counts(item) && item.InsideBlock is null
        let enter = item.Commands.FirstOrDefault(it => it.Hazards.Contains(Hazard.Remote) && it.Hazards.Contains(Hazard.Interactive))
        where enter is not null && enter != item.Commands[^1]
        select At(
            context,
            enter.Line,
            enter.Text.Split(' ')[0],
            $"The lines below `{FindingContext.Short(enter.Text)}` are meant for that host, but a script goes on here.",
            "Hand the commands over: `ssh host 'command'`."
        );
}

/// <summary>Something is destroyed, and nothing was backed up before it.</summary>
internal sealed partial class DestroysWithoutBackup : LintRule
{
    public override string Code => "SW2214";

    public override string Name => "destroys-without-backup";

    public override string Says => "A command destroys data, and no backup stands before it.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var backup =
            context.Items.FirstOrDefault(it => it.Kind == ItemKind.Backup || it.Also.Contains(ItemKind.Backup))?.Line ?? int.MaxValue;
        return from it in context.Commands
            where FindingContext.Counts(it.Item) && it.Item.InsideBlock is null
            where it.Command.Effect == Effect.Destroys && HoldsData().IsMatch(it.Command.Text) && backup > it.Command.Line
            select At(
                context,
                it.Command.Line,
                "",
                $"`{FindingContext.Short(it.Command.Text)}` destroys data, and no backup stands before it.",
                "Make and verify a backup first."
            );
    }

    [GeneratedRegex(
        @"\bDROP\s+(?:TABLE|DATABASE|SCHEMA|COLUMN)\b|\bTRUNCATE\b|\bDELETE\s+FROM\b|dropdb|FLUSHALL|FLUSHDB|down\s+(?:-v|--volumes)|volume\s+rm|rm\s+-[rRf]+\s+\S*(?:data|lib|var|upload|backup|storage|db)|db:(?:reset|drop)|migrate\s+(?:reset|fresh)|delete\s+(?:pvc|pv|namespace|ns)\b|s3\s+(?:rm|rb)|terraform\s+destroy",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HoldsData();
}
