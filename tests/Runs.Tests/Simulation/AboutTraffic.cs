using Slipway.Kernel;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>Traffic and triggers: forward only through a gate, never on what nobody saw, and back from what is the release's own.</summary>
internal static class AboutTraffic
{
    /// <summary>More traffic only when every step of traffic before it has passed, or a person went on.</summary>
    public static IEnumerable<string> Ungated(History history)
    {
        var standing = new Standing(history);
        var accepted = new HashSet<StepId>();
        var moving = (Step?)null;
        var share = 0d;
        foreach (var entry in history.Entries)
        {
            if (entry is Entry.Moved moved)
            {
                if (moved.Share > share && (moving is not { Rollback: false, Traffic.Share: var asked } || asked != moved.Share))
                {
                    yield return $"{moved.Share} % went to the candidate while {moving?.Id.Value ?? "nothing"} was under way";
                }

                share = moved.Share;
            }

            if (entry is not Entry.Written it)
            {
                continue;
            }

            if (it.Body is RunEvent.StepBegan began && history.Steps[began.Step] is { Work: Work.Traffic } step)
            {
                moving = step;
                var shut = history
                    .Started.Steps.TakeWhile(other => other.Id != step.Id)
                    .Where(other => other is { Work: Work.Traffic, Rollback: false })
                    .FirstOrDefault(other => !standing.Opens(other, it.At) && !accepted.Contains(other.Id) && !standing.WasLeft(other));
                if (!step.Rollback && shut is not null)
                {
                    yield return $"{step.Id} moved traffic while the gate of {shut.Id} was shut";
                }
            }

            if (it.Body is RunEvent.FailureAccepted word)
            {
                accepted.Add(word.Step);
            }

            if (it.Body is RunEvent.RetryAsked again)
            {
                accepted.Remove(again.Step);
            }

            standing.Take(it.Body);
        }
    }

    /// <summary>A step of traffic passes, and a watch ends well, only on what the world showed.</summary>
    public static IEnumerable<string> PromotedBlindly(History history)
    {
        var (counted, seen) = (0, new HashSet<StepId>());
        foreach (var entry in history.Entries)
        {
            switch (entry)
            {
                case Entry.Written { Body: RunEvent.StepBegan it } when history.Steps[it.Step].Work == Work.Traffic:
                    counted = 0;
                    break;
                case Entry.Counted { Seen: true }:
                    counted++;
                    break;
                case Entry.Written { Body: RunEvent.StepEnded { Verdict: Verdict.Pass } it }
                    when history.Steps[it.Step].Work == Work.Traffic && counted < 2:
                    yield return $"{it.Step} passed, and the proxy told {counted} times what its lanes did";
                    break;
                case Entry.Looked { OfCandidate: true } it:
                    _ = it.Percent is null ? seen.Remove(it.Trigger) : seen.Add(it.Trigger);
                    break;
                case Entry.Written { Body: RunEvent.TriggerClosed { Verdict: Verdict.Pass } it } when !seen.Contains(it.Step):
                    yield return $"the watch of {it.Step} passed, and at its last look nothing was to be seen";
                    break;
            }
        }
    }

    /// <summary>What comes back by itself comes back from a fault of the release: never from an incident of both versions.</summary>
    public static IEnumerable<string> WorldRolledBack(History history)
    {
        var last = new Dictionary<(StepId, bool), double?>();
        var ofTheRelease = new HashSet<StepId>();
        foreach (var entry in history.Entries)
        {
            switch (entry)
            {
                case Entry.Looked it:
                    last[(it.Trigger, it.OfCandidate)] = it.Percent;
                    break;
                case Entry.Written { Body: RunEvent.TriggerFired it }:
                    _ = it.Whose is TriggerAttribution.Both or TriggerAttribution.Stable
                        ? ofTheRelease.Remove(it.Step)
                        : ofTheRelease.Add(it.Step);
                    if (it.Whose is TriggerAttribution.Candidate && IsBad(last.GetValueOrDefault((it.Step, false))))
                    {
                        yield return $"{it.Step} fired for the candidate, and the other version was as bad";
                    }

                    if (it.Whose is not TriggerAttribution.Stable && !IsBad(last.GetValueOrDefault((it.Step, true))))
                    {
                        yield return $"{it.Step} fired for the candidate, which was not seen to be bad";
                    }

                    break;
                case Entry.Written { Body: RunEvent.StepEnded it }
                    when history.Steps[it.Step].Work == Work.Traffic && it.Verdict == Verdict.Fail:
                    ofTheRelease.Add(it.Step);
                    break;
                case Entry.Written { Body: RunEvent.RollbackBegan { By: "slipway" } it } when ofTheRelease.Count == 0:
                    yield return $"{it}, and nothing had come true that was the release's own";
                    break;
            }
        }
    }

    private static bool IsBad(double? percent) => percent > 10;
}
