using System.Globalization;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>What a run puts into the document's boxes and blanks.</summary>
internal static class RunFillings
{
    private static readonly string[] YesWords =
    [
        "yes",
        "pass",
        "passed",
        "approved",
        "valid",
        "working",
        "go",
        "ok",
        "success",
        "verified",
        "configured",
        "stable",
        "complete",
    ];

    public static IReadOnlyList<ItemFilling> Of(RunState state, Checklist checklist, bool annotate, Func<string, string> redact)
    {
        var blanks = checklist.Places.Where(it => it.Kind != PlaceKind.Box).ToLookup(it => it.Line);
        var steps = state
            .Order.Select(it => state.Steps[it])
            .Where(it =>
                it.Step.Work != Work.Trigger
                && !it.Step.GuardsChanges
                && !it.Step.IsProof
                && !it.Step.IsShare
                && it.Step.Id != StepId.TrafficBack
            )
            .ToDictionary(it => it.Step.Line);
        return
        [
            .. steps.Values.Select(step => new ItemFilling
            {
                Line = step.Step.Line,
                Tick = state.VerdictOf(step.Step.Id) == Verdict.Pass,
                Blanks = Blanks(state, step, [.. blanks[step.Step.Line]]).ToDictionary(it => it.Key, it => redact(it.Value)),
                Annotation = annotate ? redact(Annotation(state, step)) : null,
            }),
            .. annotate ? NotSteps(checklist, steps) : [],
        ];
    }

    /// <summary>Lines that are no work of this run say so, when comments are asked for.</summary>
    private static IEnumerable<ItemFilling> NotSteps(Checklist checklist, Dictionary<int, StepState> steps) =>
        checklist
            .Plan.Items.Where(it => !steps.ContainsKey(it.Line) && it.Kind != ItemKind.HeadingGroup)
            .Select(it => new ItemFilling { Line = it.Line, Annotation = $"not part of the way forward: {PlanJson.Name(it.Scope)}" });

    private static Dictionary<int, string> Blanks(RunState state, StepState step, IReadOnlyList<Place> places)
    {
        var filled = new Dictionary<int, string>();
        foreach (var place in places)
        {
            if (ValueFor(state, step, place, places) is { Length: > 0 } value)
            {
                filled[place.Index] = value;
            }
        }

        return filled;
    }

    private static string? ValueFor(RunState state, StepState step, Place place, IReadOnlyList<Place> places)
    {
        if (step.Step.Kind == ItemKind.Signoff && Deciding.Gates.IsBroken(step, state.EndedAt ?? state.LastAt))
        {
            return place.Kind switch
            {
                PlaceKind.Date or PlaceKind.Time => Moment(state, step.Decided),
                PlaceKind.Choice or PlaceKind.Status => null,
                _ => $"BREAK-GLASS: {string.Join(" and ", step.Glass.Select(it => it.By))}",
            };
        }

        if (step.Step.Kind == ItemKind.Signoff && step.Answer is { Verdict: Verdict.Pass or Verdict.Fail } signed)
        {
            return place.Kind switch
            {
                PlaceKind.Date or PlaceKind.Time => Moment(state, step.Decided),
                PlaceKind.Choice => Choice(place, signed.Answer, signed.Verdict),
                _ when signed.Verdict == Verdict.Pass => Approvers(step, signed),
                _ => null,
            };
        }

        if (place.Kind == PlaceKind.Status)
        {
            return step.Verdict is Verdict.Pass or Verdict.Fail ? (step.Verdict == Verdict.Pass ? "Pass" : "Fail") : null;
        }

        if (place.Kind == PlaceKind.Choice)
        {
            return step.Answer is { } chosen ? Choice(place, chosen.Answer, chosen.Verdict)
                : step.Value is { } recorded && place.Choices.Contains(recorded, StringComparer.OrdinalIgnoreCase)
                    ? Choice(place, recorded, step.Verdict)
                : step.Verdict is Verdict.Pass or Verdict.Fail && step.Attempts.Count > 0 ? Choice(place, "", step.Verdict)
                : null;
        }

        if (place.Kind == PlaceKind.Date && place.Index > 0 && step.Answer is not null)
        {
            return Moment(state, step.Decided);
        }

        var first = places.First(it => it.Kind is not (PlaceKind.Status or PlaceKind.Choice));
        return ReferenceEquals(place, first) ? Value(step, place) : null;
    }

    private static string Approvers(StepState step, RunEvent.HoldAnswered last) =>
        step.Given.Count == 0
            ? last.By
            : string.Join(
                ", ",
                step.Given.Where(it => it.Verdict == Verdict.Pass && it.VerdictsDigest == last.VerdictsDigest).Select(it => it.By)
            );

    private static string? Value(StepState step, Place place)
    {
        var value = step.Value ?? step.Answer?.Answer;
        if (value is null || step.Value is null && step.Answer is { Verdict: Verdict.Inconclusive })
        {
            return value;
        }

        return Quantity.TryParse(value) is { } number && place.Unit is { } unit && number.Unit.Length > 0
            ? number.In(Units.Canonical(unit)) is { } converted
                ? Math.Round(converted, 3).ToString(CultureInfo.InvariantCulture)
                : value
            : value;
    }

    /// <summary>The choice that the person named, otherwise the one that says what the verdict says; null when none does.</summary>
    private static string? Choice(Place place, string said, Verdict verdict)
    {
        var named = place.Choices.FirstOrDefault(it => string.Equals(it.Trim(), said.Trim(), StringComparison.OrdinalIgnoreCase));
        if (named is not null || verdict is not (Verdict.Pass or Verdict.Fail))
        {
            return named;
        }

        var yes = place.Choices.FirstOrDefault(it => YesWords.Contains(it.Trim().ToLowerInvariant(), StringComparer.Ordinal));
        return verdict == Verdict.Pass ? yes
            : place.Choices.Count == 2 && yes is not null ? place.Choices.First(it => it != yes)
            : null;
    }

    private static string Moment(RunState state, DateTimeOffset? at)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(state.Started.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        return TimeZoneInfo.ConvertTime(at ?? state.LastAt, zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
    }

    private static string Annotation(RunState state, StepState step)
    {
        var verdict = state.VerdictOf(step.Step.Id);
        var why =
            step.Why.Length > 0 ? step.Why
            : step.Step.Work == Work.Group ? "the worst of its parts"
            : "not reached";
        var waiver = step.Waiver is { } it ? $"; waived by {it.By} until {it.Expires:yyyy-MM-dd}: {it.Reason}" : "";
        waiver += string.Concat(
            step.Glass.Select(glass => $"; GLASS BROKEN by {glass.By} until {glass.Expires:yyyy-MM-dd}: {glass.Reason}")
        );
        var digest =
            step.Attempts.LastOrDefault()
                ?.Evidence.SelectMany(evidence => evidence.Outputs)
                .Select(output => $"; evidence sha256:{output.Sha256}")
                .FirstOrDefault()
            ?? "";
        return $"{verdict}: {why}{waiver}{digest}";
    }
}
