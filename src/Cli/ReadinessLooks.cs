using System.Globalization;
using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli;

/// <summary>Looks at everything that a report of readiness rests on: the release's commit, the environment, the evidence. It changes nothing.</summary>
internal sealed class ReadinessLooks(Host host, Inputs inputs, EnvironmentSpec environment, EnvironmentAtHand here)
{
    private const int SideBySide = 8;
    private static readonly TimeSpan TrialLimit = TimeSpan.FromSeconds(10);

    /// <summary>The commit of the checkout; null when there is none.</summary>
    public string? Commit { get; } = GitCalls.Ask(here.Surroundings.Directory, "rev-parse", "--verify", "HEAD^{commit}")?.Trim();

    /// <summary>What is known of the release's commit.</summary>
    /// <param name="wanted">The commit that is to go live; null when the checkout says it.</param>
    public IReadOnlyList<ReadinessLine> Release(string? wanted)
    {
        const string What = "The checkout is the release's commit";
        var now = host.Clock.GetUtcNow();
        if (Commit is null)
        {
            return [new(What, Verdict.Inconclusive, $"there is no git checkout around {here.Surroundings.Directory}")];
        }

        var named = wanted is null
            ? Commit
            : GitCalls.Ask(here.Surroundings.Directory, "rev-parse", "--verify", "--end-of-options", $"{wanted}^{{commit}}")?.Trim();
        var changed = GitCalls
            .Ask(here.Surroundings.Directory, "status", "--porcelain=v1", "-z", "--", ".", ":(exclude).slipway")
            ?.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Length;
        return
        [
            named is null ? new(What, Verdict.Inconclusive, $"git knows no commit {wanted} here") { At = now }
            : named == Commit ? new(What, Verdict.Pass, $"HEAD is {Commit}") { At = now }
            : new(What, Verdict.Fail, $"HEAD is {Commit}; {wanted} is {named}") { At = now },
            changed switch
            {
                null => new("Nothing differs from the commit", Verdict.Inconclusive, "git could not say it"),
                0 => new("Nothing differs from the commit", Verdict.Pass, "the work tree is clean") { At = now },
                _ => new(
                    "Nothing differs from the commit",
                    Verdict.Fail,
                    string.Create(CultureInfo.InvariantCulture, $"{changed} files of the work tree are not as they were committed")
                )
                {
                    At = now,
                },
            },
        ];
    }

    /// <summary>Tries what the environment names.</summary>
    public async Task<IReadOnlyList<ReadinessLine>> SourcesAsync(CancellationToken ct)
    {
        var surroundings = here.Surroundings with { Limit = TrialLimit };
        var trials = EnvironmentTrials.Of(environment, surroundings).Where(it => it.What != "directory").ToList();
        if (trials.Count == 0)
        {
            return
            [
                new(
                    "Sources",
                    Verdict.Inconclusive,
                    $"{environment.Name} names neither a base URL nor a source nor a metric, so no check has anything to ask"
                ),
            ];
        }

        var looks = trials.Select(it => Checking.MakeAsync(it.Check, null, it.Name, surroundings, ct)).ToList();
        var lines = new List<ReadinessLine>();
        foreach (var (trial, look) in trials.Zip(looks))
        {
            var (works, why) = EnvironmentTrials.Judge(trial, (await look).Seen);
            lines.Add(
                new(Hide($"{trial.What} {trial.Name}"), works ? Verdict.Pass : Verdict.Fail, Hide(why)) { At = host.Clock.GetUtcNow() }
            );
        }

        return lines;
    }

    /// <summary>Makes the checks of the settings, and those that the sources of the environment allow.</summary>
    public async Task<IReadOnlyList<ReadinessLine>> CheckedAsync(CancellationToken ct)
    {
        var lines = new List<ReadinessLine>();
        await foreach (var it in new CheckRound(host, here).MakeAsync(Checks(), SideBySide, ct))
        {
            var until = it.At + Settings.HoldsFor;
            lines.Add(
                new(it.Name, it.Verdict, $"{it.Kind}: {it.Why}")
                {
                    At = it.At,
                    Until = ReportTime.OldestIn(it.Evidence) + Settings.ReportsWithin is { } stale && stale < until ? stale : until,
                }
            );
        }

        lines.AddRange(
            Settings
                .Checks.Where(it => Changes(it.Check) && it.Check.Kind != "restore-drill")
                .Select(it => new ReadinessLine(
                    it.Name,
                    Verdict.NotRun,
                    $"{it.Check.Kind} changes something, and this report only looks; put it into the checklist, where it is asked for"
                ))
        );
        return lines;
    }

    /// <summary>What is not known to look only is not made: nobody is asked before a report.</summary>
    private bool Changes(CheckSpec check) => CheckEffects.Of(check, inputs.Settings) > Effect.Reads;

    private ReadySettings Settings => inputs.Settings.Ready;

    private string Hide(string text) => here.Redactor.Redact(text);

    private List<NamedCheck> Checks()
    {
        var checks = Settings.Checks.Where(it => !Changes(it.Check)).ToList();
        var taken = Settings.Checks.Select(it => it.Name).Concat(Settings.Without.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var source in environment.Sources.Where(it => it.Value.Kind is "test-report" or "scan-report" or "backup"))
        {
            var subject = source.Value.Kind switch
            {
                "test-report" => "tests",
                "scan-report" => "scans",
                _ => "backup",
            };
            if (!taken.Contains(subject))
            {
                checks.Add(new(subject, OfSource(subject, here.Surroundings.Sources[source.Key].Address), null, null));
            }
        }

        return checks;
    }

    private CheckSpec OfSource(string subject, string path)
    {
        if (subject == "backup")
        {
            return new("backup", new Dictionary<string, string> { ["path"] = path });
        }

        var with = new Dictionary<string, string> { ["files"] = path, ["max-age"] = Durations.Write(Settings.ReportsWithin) };
        if (Commit is not null)
        {
            with["commit"] = "HEAD";
        }

        return new(subject == "tests" ? "tests" : "scan", with);
    }
}
