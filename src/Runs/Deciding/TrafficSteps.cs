using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>The steps that move traffic, and the one that takes it back. Pure.</summary>
internal static class TrafficSteps
{
    /// <summary>Where the line moves traffic; null when a person has to.</summary>
    public static TrafficMove? MoveOf(PlanItem item, EnvironmentSpec? environment) =>
        TrafficShares.Of(item, environment) is { } share ? new(share, environment!.Traffic!.Gate ?? TrafficGate.Standard) : null;

    /// <summary>The first step of the way back: all traffic to the version that served before. Null when no step moves any.</summary>
    public static Step? WayBack(IReadOnlyList<Step> forward, IReadOnlyList<Step> back) =>
        forward.FirstOrDefault(it => it.Traffic is not null) is { } first
            ? first with
            {
                Id = StepId.TrafficBack,
                Line = back.Count > 0 ? back[0].Line : first.Line,
                From = back.Count > 0 ? back[0].From : first.From,
                Phase = back.Count > 0 ? back[0].Phase : first.Phase,
                Text = "All traffic goes back to the version that served before",
                Rollback = true,
                Scope = Scope.Rollback,
                Parent = null,
                Condition = null,
                Optional = false,
                Expect = "weight = 0 %",
                Traffic = first.Traffic! with { Share = 0 },
                At = null,
                Estimate = null,
                Label = null,
                Blank = null,
                Choices = [],
                HoldsGate = true,
            }
            : null;
}
