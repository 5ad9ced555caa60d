using System.Text;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>
/// What has to be open before anything changes: that the way back can be gone, and that the old version can run on what it comes back to.
/// Neither is skipped; only a signed exception goes past it. Pure.
/// </summary>
internal static class Guards
{
    /// <summary>The steps that stand before the first change, in order.</summary>
    /// <param name="first">The first step that changes something.</param>
    /// <param name="checklist">The document.</param>
    /// <param name="settings">The operator's settings.</param>
    /// <param name="rollbackFaults">Why the way back cannot be gone; empty when nothing is known against it.</param>
    public static IEnumerable<Step> Of(Step first, Checklist checklist, Settings settings, IReadOnlyList<string> rollbackFaults)
    {
        yield return At(first) with
        {
            Id = StepId.RollbackPlan,
            Text = "The way back can be gone",
            Kind = ItemKind.Manual,
            Work = Work.Readiness,
            Faults = rollbackFaults,
        };

        var texts = checklist.Included.Select(it => it.Bytes).Prepend(checklist.Bytes).Select(it => Encoding.UTF8.GetString(it.Span));
        if (LastingSchema.Of(checklist.Plan.Items, texts) is not { } schema)
        {
            yield break;
        }

        var item = checklist.Plan.Items.First(it => it.Commands.Any(command => command.Line == schema.Line));
        yield return At(first) with
        {
            Id = StepId.OldOnNewSchema,
            Text = schema.Question,
            Kind = ItemKind.Decision,
            Work = Work.Ask,
            Role = item.Role,
            Quorum = Quorate.Of(item with { Kind = ItemKind.Decision, Text = schema.Question }, item.Role, settings.Holds),
            Choices = ["Yes", "No"],
        };
    }

    /// <summary>Why nothing may change now; null when no guard is shut.</summary>
    public static string? Refuse(RunState state, DateTimeOffset now) =>
        IsShut(state, StepId.RollbackPlan, now) ? "Nothing that changes starts while the way back cannot be gone, unless that is waived."
        : IsShut(state, StepId.OldOnNewSchema, now)
            ? "Nothing that changes starts while nobody says that the old version can run on the new schema, unless that is waived."
        : null;

    /// <summary>Why nobody leaves a guard out or goes on past it; null for every other step.</summary>
    public static string? NotSkipped(Step step) =>
        step.Work == Work.Readiness ? "A way back that cannot be gone is not skipped: mend it, or waive it with a signature."
        : step.Id == StepId.OldOnNewSchema
            ? "Whether the old version can run on the new schema is not skipped: a \"no\" is no go, unless it is waived with a signature."
        : null;

    private static bool IsShut(RunState state, StepId guard, DateTimeOffset now) =>
        state.Steps.ContainsKey(guard) && !state.Opens(guard, now);

    /// <summary>A guard stands where the step before which it stands does.</summary>
    private static Step At(Step first) =>
        new()
        {
            Id = first.Id,
            Line = first.Line,
            From = first.From,
            Text = "",
            Phase = first.Phase,
            Kind = first.Kind,
            Work = first.Work,
        };
}
