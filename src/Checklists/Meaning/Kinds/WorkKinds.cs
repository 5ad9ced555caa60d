using System.Text.RegularExpressions;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Kinds;

/// <summary>Kinds of lines that a machine carries out.</summary>
internal static partial class WorkKinds
{
    private static readonly string[] BackupTools =
    [
        "pg_dump",
        "pg_dumpall",
        "pg_basebackup",
        "pg_restore",
        "mysqldump",
        "mariadb-dump",
        "mongodump",
        "mongorestore",
        "xtrabackup",
        "pgbackrest",
        "barman",
        "velero",
        "restic",
        "borg",
        "duplicity",
        "expdp",
        "impdp",
        "rman",
    ];

    public static KindRule Fence { get; } =
        new(
            "executable-fence",
            "It is a block of commands.",
            facts => facts.Block.IsExecutable ? OfBlock(facts, facts.Entry.Parent is { } above ? facts.Document.Of(above) : null) : null
        );

    public static KindRule Below { get; } =
        new("commands-below", "The block below it carries it out.", facts => facts.Below.IsExecutable ? FromBelow(facts) : null);

    public static KindRule Inline { get; } =
        new(
            "command-in-code-marks",
            "It gives a command in code marks, and running it is the action or the check.",
            facts => facts.InlineCommand is not null ? OfInline(facts) : null
        );

    public static KindRule Http { get; } =
        new(
            "address-to-probe",
            "It names an address or path to probe and gives no command.",
            facts => HttpProse.Of(facts) is not null ? new(ItemKind.Http, ItemKind.Manual) : null
        );

    /// <summary>What else a block is, by mechanism.</summary>
    public static IReadOnlyList<ItemKind> AlsoOf(FenceMeaning block, params IReadOnlyList<ItemKind> first)
    {
        var also = new List<ItemKind>(first);
        if (block.HttpCalls.Any())
        {
            also.Add(ItemKind.Http);
        }

        if (block.Commands.Any(it => it.Sql.Count > 0))
        {
            also.Add(ItemKind.Sql);
        }

        return also;
    }

    /// <summary>True when the commands make, copy, restore or verify a backup.</summary>
    public static bool IsBackup(FenceMeaning block) => block.Commands.Any(IsBackup);

    private static bool IsBackup(MeantCommand command) =>
        command.Meaning.Calls.Any(it =>
        {
            var program = it.Command.Program.Split('/')[^1];
            return BackupTools.Contains(program)
                || program.Contains("backup", StringComparison.OrdinalIgnoreCase)
                || program.StartsWith("restore", StringComparison.OrdinalIgnoreCase)
                || it.Command.Words.Skip(1)
                    .Take(2)
                    .Any(word =>
                        word.Contains("snapshot", StringComparison.OrdinalIgnoreCase)
                        || word is "backup" or "restore" or "pg:backups:capture"
                    );
        });

    private static KindChoice FromBelow(Facts facts)
    {
        var block = facts.Below;
        var hasText = facts.Entry.Children.Any(it => it.IsListed && it.Line < facts.Entry.AttachedFence!.Line);
        return hasText ? new(ItemKind.Manual, ItemKind.Command) : OfBlock(facts.Document.Of(facts.Entry.AttachedFence!), facts, block);
    }

    private static KindChoice OfBlock(Facts fence, Facts? above) => OfBlock(fence, above, fence.Block);

    private static KindChoice OfBlock(Facts fence, Facts? above, FenceMeaning block)
    {
        if (above is not null)
        {
            if (PurposeKinds.IsBackup(above) || IsBackup(block) && above.Says(Concept.Backup))
            {
                return new(ItemKind.Backup, AlsoOf(block, ItemKind.Command));
            }

            if (PurposeKinds.IsTraffic(above))
            {
                return new(ItemKind.Traffic, AlsoOf(block, ItemKind.Command));
            }

            if (above.Begins(Concept.Monitor) && block.Commands.Any(it => it.Hazards.Contains(Kernel.Hazard.NeverEnds)))
            {
                return new(ItemKind.Watch, AlsoOf(block, ItemKind.Command));
            }

            if (above.BeginsWith(Concept.NotifyVerb) && block.Commands.Any(it => MessageTool().IsMatch(it.Meaning.Head)))
            {
                return new(ItemKind.Notify, AlsoOf(block, ItemKind.Command));
            }
        }

        var backups = block.Commands.Count(IsBackup);
        return backups > 0 && backups * 2 >= block.Commands.Count ? new(ItemKind.Backup, AlsoOf(block, ItemKind.Command))
            : block.IsHttpFile ? new(ItemKind.Http, ItemKind.Command)
            : block.IsSql ? new(ItemKind.Sql, ItemKind.Command)
            : new(ItemKind.Command, [.. AlsoOf(block), .. backups > 0 ? (ItemKind[])[ItemKind.Backup] : [], .. MetricAlso(above ?? fence)]);
    }

    private static ItemKind[] MetricAlso(Facts facts) => facts.Says(Concept.MetricNoun) ? [ItemKind.Metric] : [];

    private static KindChoice OfInline(Facts facts)
    {
        var block = facts.Inline;
        return PurposeKinds.IsBackup(facts) || IsBackup(block) ? new(ItemKind.Backup, AlsoOf(block, ItemKind.Command))
            : PurposeKinds.IsTraffic(facts) ? new(ItemKind.Traffic, AlsoOf(block, ItemKind.Command))
            : block.IsSql ? new(ItemKind.Sql, ItemKind.Command)
            : new(ItemKind.Command, [.. AlsoOf(block), ItemKind.Manual]);
    }

    [GeneratedRegex(
        @"hooks\.slack|slack|webhook|sendmail|\bmailx?\b|teams|discord|telegram|pagerduty|notify|statuspage|twilio|sns publish|mattermost",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex MessageTool();
}
