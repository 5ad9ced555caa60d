using Slipway.Checklists.Binding;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>How a machine proves an item in an environment, although the line itself names no check.</summary>
/// <param name="Check">The check that is made.</param>
/// <param name="Expect">What must be seen; null for what the kind of check expects.</param>
/// <param name="By">What names the source: the metric <c>error rate</c>, the source <c>metrics</c>.</param>
/// <param name="Proves">What the check shows, in a sentence that ends with a full stop.</param>
public sealed record ItemBinding(CheckSpec Check, Expectation? Expect, string By, string Proves)
{
    /// <summary>What of the sentence the check does not show, mostly in the author's words; null when it shows the whole. A person says it.</summary>
    public string? Rest { get; init; }

    /// <summary>Whether the operator named the very words, so that what stands above the line narrows nothing.</summary>
    internal bool IsNamed { get; init; }

    /// <summary>The part that is shown and what is not, in one text without a full stop at its end; null when the whole is shown.</summary>
    public string? Part => Rest is null ? null : $"{Proves} Not: {Rest}";
}

/// <summary>
/// Finds the check for a sentence by what the environment names: its metrics first, then the catalogue of measures, then its facts,
/// then the recurring subjects. A sentence is bound wholly only when nothing in it is left over; one of several facts that is bound
/// wholly is a part, and a person says the rest. A guess is never made into a check.
/// </summary>
public static class Bindings
{
    /// <summary>
    /// The check that proves the item here, or a part of it (<see cref="ItemBinding.Rest"/>); null when the line has a check or commands
    /// of its own, or nothing fits the whole of one of its facts.
    /// </summary>
    public static ItemBinding? Of(PlanItem item, EnvironmentSpec? environment)
    {
        if (environment is null || !CanBeBound(item))
        {
            return null;
        }

        var found =
            OfWhole(item, environment)
            ?? SentenceParts.Of(item, environment)
            ?? Measures.Read(item, environment)
            ?? (item.Kind == ItemKind.Manual ? NamedFiles.Of(item) : null);
        return found is null || !found.IsNamed && Context.IsOfAnother(item) ? null
            : found.Rest is null ? found with { Rest = AlwaysOfPeople(item) ?? Context.OverTime(item) }
            : found;
    }

    /// <summary>The same for an item of this plan: what stands above it, on whose account it is asked, may narrow what it says.</summary>
    public static ItemBinding? In(Plan plan, PlanItem item, EnvironmentSpec? environment)
    {
        if (
            Of(item, environment) is not { } found
            || !found.IsNamed && AboveOf(plan, item) is { } above && Context.IsNarrowed(item, above, found.Check.Kind)
        )
        {
            return null;
        }

        // Work below a line decides for it; what is asked or noted below it is the rest of it.
        var below = item.Kind == ItemKind.Metric ? [] : plan.Items.Where(it => it.AttachedTo == item.Line).ToList();
        return below.Exists(it => it.Commands.Count > 0) ? null
            : below.Count > 0 && found.Rest is null ? found with { Rest = "what stands below it" }
            : found;
    }

    private static PlanItem? AboveOf(Plan plan, PlanItem item) =>
        item.AttachedTo is { } line ? plan.Items.FirstOrDefault(it => it.Line == line && it != item) : null;

    /// <summary>Whether some environment could bind the whole item: one that names every kind of source.</summary>
    public static bool CouldBeBound(PlanItem item) => CanBeBound(item) && OfWhole(item, Everything) is not null;

    /// <summary>The check that speaks for every word of the item.</summary>
    internal static ItemBinding? OfWhole(PlanItem item, EnvironmentSpec environment) =>
        OfMetric(item, environment) ?? Measures.Of(item, environment) ?? NamedFacts.Of(item, environment) ?? Subjects.Of(item, environment);

    /// <summary>What a check never says, whatever it shows: what goes into a blank, and what is decided upon it.</summary>
    private static string? AlwaysOfPeople(PlanItem item) =>
        item.Kind == ItemKind.Decision ? "the decision"
        : item.Kind != ItemKind.Metric && item.Text.Contains("__", StringComparison.Ordinal) ? "what goes into the blank"
        : item.Kind != ItemKind.Metric && item.Text.TrimEnd() is [.., ':' or '：'] ? "what is listed below it"
        : null;

    /// <summary>
    /// The check that gives the number of a condition in which the release comes back, and the whole condition; null when nothing here
    /// names what it measures, or any word of it is not understood.
    /// </summary>
    public static ItemBinding? OfTrigger(PlanItem item, EnvironmentSpec? environment)
    {
        if (item.Kind != ItemKind.Trigger)
        {
            return null;
        }

        var sentence = TriggerSentence.Of(item);
        if ((item.Check ?? Command(item)) is { } own)
        {
            // What it measures the annotation says; what the sentence says beside it must be understood all the same.
            return item.ExpectIsSaid ? new(own, item.Expect, "the line itself", "")
                : sentence.Unclear() is null && sentence.Condition is { } said ? new(own, said, "the line itself", "")
                : null;
        }

        return item is { Commands.Count: 0, InsideBlock: null } && environment is not null
            ? OfMetric(item, sentence, environment) ?? Measures.Of(sentence, environment)
            : null;
    }

    /// <summary>The one command of an annotation, which only looks, as the check that it is.</summary>
    private static CheckSpec? Command(PlanItem item) =>
        item is { ExpectIsSaid: true, InsideBlock: null, Commands: [{ Effect: <= Effect.Reads, Language: "sh" } only] }
            ? new("command", new Dictionary<string, string>(StringComparer.Ordinal) { ["run"] = only.Text })
            : null;

    /// <summary>What of a condition with numbers is not understood, so that nothing but a person could watch it; null when all of it is, or it states none.</summary>
    public static string? UnclearOf(PlanItem item) =>
        item is { Kind: ItemKind.Trigger, ExpectIsSaid: false } && TriggerSentence.Of(item) is { StatesNumbers: true } sentence
            ? sentence.Unclear()
            : null;

    private static ItemBinding? OfMetric(PlanItem item, TriggerSentence sentence, EnvironmentSpec environment) =>
        environment
            .Metrics.Where(it => sentence.Unclear(Leftover.Phrases(it.Key.Replace(',', ' '))) is null)
            .OrderByDescending(it => it.Key.Length)
            .Select(it => new ItemBinding(
                it.Value,
                item.ExpectIsSaid ? item.Expect : sentence.Condition,
                $"the metric {it.Key}",
                "The number that slipway.yaml names for these words."
            ))
            .FirstOrDefault();

    private static EnvironmentSpec Everything { get; } =
        new()
        {
            Name = "everything",
            BaseUrl = new("https://everything.invalid/"),
            Sources = SourceBinding.Kinds.ToDictionary(it => it, it => new SourceBinding(it, it)),
        };

    private static bool CanBeBound(PlanItem item) =>
        item is { Check: null, Commands.Count: 0, InsideBlock: null, Effect: <= Effect.Reads }
        && item.Kind
            is ItemKind.Manual
                or ItemKind.Metric
                or ItemKind.Backup
                or ItemKind.Http
                or ItemKind.Sql
                or ItemKind.Watch
                or ItemKind.Decision;

    private static ItemBinding? OfMetric(PlanItem item, EnvironmentSpec environment) =>
        item.Kind == ItemKind.Metric
            ? environment
                .Metrics.Where(it => Measure.IsNamedBy(item.Text, it.Key))
                .OrderByDescending(it => it.Key.Length)
                .Select(it => new ItemBinding(
                    LaneChecks.Candidate(it.Value),
                    item.Expect,
                    $"the metric {it.Key}",
                    "The number that slipway.yaml names for these words."
                )
                {
                    IsNamed = true,
                })
                .FirstOrDefault()
            : null;
}
