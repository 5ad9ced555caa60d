using Slipway.Kernel;

namespace Slipway.Runs.Readying;

/// <summary>Builds, tests, scans, coverage, backups, drills, staging: each is shown by a check, or said not to be.</summary>
internal sealed class EvidenceSection(ReadinessFacts facts)
{
    /// <summary>What every report asks for, and what shows it when no check does.</summary>
    private static readonly IReadOnlyList<(string Subject, string Remedy)> Asked =
    [
        ("build", "name a check `build` under ready: checks in slipway.yaml"),
        ("tests", "name a source with test-report, or a check `tests` under ready: checks"),
        ("coverage", "name a check `coverage` under ready: checks, with the least that is enough"),
        ("scans", "name a source with scan-report, or a check `scans` under ready: checks"),
        ("backup", "name a source with backup, or a check `backup` under ready: checks"),
        ("restore drill", "put a restore-drill into a checklist and run it; its record counts here"),
        ("staging", "name a check `staging` under ready: checks, for instance that it was up for 48 h"),
    ];

    public ReadinessSection Make()
    {
        var named = Asked.Select(it => it.Subject).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var lines = Asked.SelectMany(it => OfSubject(it.Subject, it.Remedy)).ToList();
        lines.AddRange(facts.Checked.Where(it => !named.Contains(it.What)));
        return new("evidence", "Evidence", lines);
    }

    private IEnumerable<ReadinessLine> OfSubject(string subject, string remedy)
    {
        if (facts.Settings.Ready.Without.TryGetValue(subject, out var reason))
        {
            return [new(subject, Verdict.NotRun, "does not apply") { Without = reason }];
        }

        var shown = facts.Checked.Where(it => string.Equals(it.What, subject, StringComparison.OrdinalIgnoreCase)).ToList();
        return shown.Count > 0 ? shown
            : subject == "restore drill" ? [Drill(remedy)]
            : [new(subject, Verdict.NotRun, $"nothing shows it; {remedy}")];
    }

    /// <summary>A drill writes, so it is never made for a report: the last one in a record counts.</summary>
    private ReadinessLine Drill(string remedy)
    {
        var drills = facts
            .Past.SelectMany(run => run.State.Steps.Values.Select(step => (Run: run, Step: step)))
            .Where(it => it.Step is { Step.Check.Kind: "restore-drill", Attempts.Count: > 0 })
            .OrderByDescending(it => it.Step.Decided)
            .ToList();
        return drills is [var (run, step), ..]
            ? PastLine.Of(
                "restore drill",
                run,
                step.Verdict,
                step.Why,
                step.Decided ?? run.EndedAt,
                facts.Settings.Ready.DrilledWithin,
                facts.Now
            )
            : new("restore drill", Verdict.NotRun, $"no record holds one; {remedy}");
    }
}
