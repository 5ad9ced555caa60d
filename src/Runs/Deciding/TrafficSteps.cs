using System.Globalization;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>The steps that move traffic, and the one that takes it back. Pure.</summary>
internal static class TrafficSteps
{
    /// <summary>Where the line moves traffic, one after the other; empty when a person has to.</summary>
    public static IReadOnlyList<TrafficMove> MovesOf(PlanItem item, EnvironmentSpec? environment) =>
        [.. TrafficShares.Of(item, environment).Select(it => new TrafficMove(it, environment!.Traffic!.Gate ?? TrafficGate.Standard))];

    /// <summary>One of several steps of a line: each has its gate, and the line is done when all are.</summary>
    /// <param name="line">The step of the line, which groups them.</param>
    /// <param name="moves">Where they go.</param>
    /// <param name="at">Which of them; the first is 0.</param>
    public static Step Of(Step line, IReadOnlyList<TrafficMove> moves, int at) =>
        line with
        {
            Id = StepId.OfShare(line.Line, at + 1),
            Text = string.Create(CultureInfo.InvariantCulture, $"{moves[at].Share} % of the traffic ({at + 1} of {moves.Count})"),
            Work = Work.Traffic,
            Effect = Effect.Changes,
            Expect = string.Create(CultureInfo.InvariantCulture, $"weight = {moves[at].Share} %"),
            Parent = line.Id,
            Condition = null,
            Optional = false,
            Traffic = moves[at],
            Role = null,
            Quorum = null,
            Choices = [],
            Label = null,
            Blank = null,
            At = null,
            Estimate = null,
            HoldsGate = true,
        };

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
