using System.Globalization;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Readying;

/// <summary>Puts the sections of a report of readiness together, and says what they come to.</summary>
internal sealed class ReadinessBuilder(ReadinessFacts facts)
{
    private const int MostRisks = 20;

    public ReadinessReport Build()
    {
        var back = new WayBackSection(facts);
        var people = new PeopleSection(facts);
        IReadOnlyList<ReadinessSection> sections =
        [
            Checklist(),
            new("release", "The release", facts.Release),
            new("sources", "What the checks ask", facts.Sources),
            new EvidenceSection(facts).Make(),
            new RehearsalSection(facts).Make(),
            people.Make(),
            back.Make(),
        ];
        var (expires, because) = Expiry(sections);
        return new()
        {
            Title = facts.Plan.Title,
            File = facts.Plan.Source.File,
            PlanDigest = facts.Plan.Digest.ToString(),
            Environment = facts.Environment.Name,
            Commit = facts.Commit,
            At = facts.Now,
            Sections = sections,
            Shares = facts.Lint.Shares,
            Decision = people.Decision(),
            Risks = Risks(sections, people),
            Expires = expires,
            ExpiresBecause = because,
        };
    }

    private ReadinessSection Checklist()
    {
        var errors = facts.Lint.Findings.Count(it => it.Severity == Severity.Error);
        var others = facts.Lint.Findings.Count - errors;
        var found = new ReadinessLine(
            "Nothing in the checklist is known not to work",
            errors == 0 ? Verdict.Pass : Verdict.Fail,
            string.Create(CultureInfo.InvariantCulture, $"{errors} errors and {others} lesser findings; `slipway lint` lists them")
        )
        {
            At = facts.Now,
        };
        var held = facts.Lint.KnowsRepository
            ? new ReadinessLine(
                "It was held against its repository",
                Verdict.Pass,
                "scripts, targets, services, tables and routes were looked up"
            )
            : new ReadinessLine(
                "It was held against its repository",
                Verdict.Inconclusive,
                "there is no repository around it, so dead references would not be seen"
            );
        return new("checklist", "The checklist", [found, held]);
    }

    /// <summary>What was seen counts for as long as the settings say, and no longer than the shortest-lived of it.</summary>
    private (DateTimeOffset, string) Expiry(IReadOnlyList<ReadinessSection> sections)
    {
        var first = sections
            .SelectMany(it => it.Lines)
            .Where(it => it is { Counts: true, Verdict: Verdict.Pass, Until: not null })
            .MinBy(it => it.Until);
        var own = facts.Now + facts.Settings.Ready.HoldsFor;
        return first is not null && first.Until < own
            ? (first.Until.Value, first.What)
            : (own, $"what was looked at counts for {Durations.Write(facts.Settings.Ready.HoldsFor)}");
    }

    private List<string> Risks(IReadOnlyList<ReadinessSection> sections, PeopleSection people)
    {
        var risks = facts
            .Lint.Worst.Select(it => $"{facts.Plan.Where(it.Line)}: {it.Message}")
            .Concat(
                sections
                    .SelectMany(it => it.Lines)
                    .Where(it => it is { Counts: true, Verdict: Verdict.Fail })
                    .Select(it => $"{it.What}: {it.Why}")
            )
            .Concat(people.Waivers())
            .Concat(
                sections.SelectMany(it => it.Lines).Where(it => !it.Counts).Select(it => $"{it.What} was said not to apply: {it.Without}")
            )
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return risks.Count <= MostRisks
            ? risks
            : [.. risks.Take(MostRisks), string.Create(CultureInfo.InvariantCulture, $"and {risks.Count - MostRisks} more")];
    }
}
