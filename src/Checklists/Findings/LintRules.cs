using Slipway.Checklists.Findings.Claims;
using Slipway.Checklists.Findings.Dead;
using Slipway.Checklists.Findings.Gaps;
using Slipway.Checklists.Findings.Numbers;
using Slipway.Checklists.Findings.Serving;

namespace Slipway.Checklists.Findings;

/// <summary>Every rule of the linter, the worst first: what takes away the way back, what fails at once, what says nothing, what nobody decided.</summary>
internal static class LintRules
{
    /// <summary>What makes a rollback step impossible to carry out.</summary>
    private static readonly HashSet<string> Impossible = new(
        ["SW2101", "SW2102", "SW2103", "SW2106", "SW2111", "SW2201", "SW2203"],
        StringComparer.Ordinal
    );

    public static IReadOnlyList<FindingRule> All { get; } =
    [
        new RollbackCannotRun(),
        new NoWayBack(),
        new DeadCompose(),
        new DeadPath(),
        new DeadTarget(),
        new TableTooEarly(),
        new DeadTable(),
        new NeedsLaterStep(),
        new DeadRoute(),
        new DestroysWithoutBackup(),
        new NoBackupBeforeMigration(),
        new SecretOnCommandLine(),
        new DeadGitName(),
        new UndefinedZone(),
        new LimitBelowOwnSteps(),
        new AlertTooLate(),
        new AlertWhenHealthy(),
        new RollbackInForward(),
        new BlockedPort(),
        new ContradictoryBounds(),
        new SumDoesNotAddUp(),
        new UnfilledPlaceholder(),
        new WaitsForPerson(),
        new NeverEnds(),
        new BeyondHundred(),
        new ImpossibleDate(),
        new WrongPolarity(),
        new FindsItself(),
        new HidesFailure(),
        new UnreadVariable(),
        new ForgottenVariable(),
        new DeadClusterObject(),
        new DeadMetric(),
        new MissingRunbook(),
        new WrongPort(),
        new DeadLink(),
        new UnknownVersion(),
        new UngatedTraffic(),
        new UptimeAgainstOwnSteps(),
        new FullIsNotFull(),
        new ForwardInRollback(),
        new RollbackWithoutVerification(),
        new NoMachineTrigger(),
        new NoWatchWindow(),
        new HiddenState(),
        new AlternativesAllRun(),
        new RemoteShell(),
        new DataLeftBehind(),
        new TickedWithoutEvidence(),
        new AchievedWithoutEvidence(),
        new SignoffWithoutRole(),
        new PercentileWithoutSample(),
        new RateWithoutDenominator(),
        new StepsWithoutOwner(),
        new OpenActions(),
        new Privileged(),
    ];

    /// <summary>What all rules find, in document order. A rollback step that cannot be carried out is told once, as that.</summary>
    public static IReadOnlyList<Finding> Look(LintContext context)
    {
        var back = context.Items.Where(FindingContext.IsWayBack).SelectMany(it => it.Commands).Select(it => it.Line).ToHashSet();
        var found = All.Where(it => it is not RollbackCannotRun).SelectMany(it => it.Look(context)).ToList();
        var entered = found.Where(it => it.Code == "SW2213").Select(it => it.Line).ToHashSet();
        return
        [
            // A host that is entered for the lines below it waits for a person as well; that is said once.
            .. found
                .Where(it => it.Code != "SW2203" || !entered.Contains(it.Line))
                .Select(it => Impossible.Contains(it.Code) && back.Contains(it.Line) ? OfRollback(it) : it)
                .Distinct()
                .OrderBy(it => it.Line)
                .ThenBy(it => it.Column)
                .ThenBy(it => it.Code, StringComparer.Ordinal),
        ];
    }

    private static Finding OfRollback(Finding found)
    {
        var rule = new RollbackCannotRun();
        return found with
        {
            Code = rule.Code,
            Rule = rule.Name,
            Severity = rule.Severity,
            Message = $"The rollback cannot run. {found.Message}",
        };
    }
}
