using Slipway.Kernel;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>The record: nothing of it is lost, and nothing happens twice.</summary>
internal static class AboutTheRecord
{
    public static IEnumerable<string> Lost(History history)
    {
        var at = 0;
        foreach (var told in history.Entries.OfType<Entry.Told>().Where(it => it.Body is not RunEvent.RunStarted))
        {
            while (at < history.Final.Count && !ReferenceEquals(history.Final[at], told.Body))
            {
                at++;
            }

            if (at == history.Final.Count)
            {
                yield return $"{told.Body} was told, and the journal does not hold it there";
                yield break;
            }
        }
    }

    public static IEnumerable<string> ActedWithoutIntention(History history)
    {
        var intended = new HashSet<(StepId, int)>();
        foreach (var entry in history.Entries)
        {
            if (entry is Entry.Written { Body: RunEvent.StepBegan began })
            {
                intended.Add((began.Step, began.Attempt));
            }

            if (entry is Entry.Executed { It: { Verifies: false } it } && !intended.Contains((it.Step, it.Attempt)))
            {
                yield return $"{it} ran, and no record said that it would";
            }
        }
    }

    public static IEnumerable<string> MadeTwice(History history) =>
        history
            .Executions.Where(it => !it.Verifies)
            .GroupBy(it => (it.Step, it.Attempt))
            .Where(it => it.Count() > 1)
            .Select(it => $"attempt {it.Key.Attempt} at {it.Key.Step} ran {it.Count()} times");

    public static IEnumerable<string> ChangedTwice(History history)
    {
        var done = new HashSet<StepId>();
        foreach (var entry in history.Entries)
        {
            switch (entry)
            {
                case Entry.Written { Body: RunEvent.RetryAsked { By: not "slipway" } it }:
                    done.Remove(it.Step);
                    break;
                case Entry.Written { Body: RunEvent.OutcomeSettled { How: Settled.RunAgain, By: not null } it }:
                    done.Remove(it.Step);
                    break;
                case Entry.Executed { It: { Verifies: false } it } when history.Steps[it.Step].Effect >= Effect.Changes:
                    if (!done.Add(it.Step))
                    {
                        yield return $"{it} ran again, and nobody had asked for it";
                    }

                    break;
            }
        }
    }

    public static IEnumerable<string> AfterTheEnd(History history)
    {
        var ended = false;
        foreach (var entry in history.Entries)
        {
            if (ended && entry is Entry.Executed or Entry.Written { Body: not RunEvent.RecordSealed })
            {
                yield return $"{entry} came after the end";
            }

            ended |= entry is Entry.Written { Body: RunEvent.RunEnded };
        }
    }

    /// <summary>The state of the last process is the fold of the events, and each prefix of them folds too.</summary>
    public static IEnumerable<string> OtherState(History history)
    {
        var state = RunState.Begin(history.Started, history.Written.FirstOrDefault()?.At ?? default);
        foreach (var it in history.Written.Where(it => it.Body is not RunEvent.RunStarted))
        {
            state = state.Apply(it.Body, it.At);
        }

        if (history.LastState is { } last && (last.VerdictsDigest != state.VerdictsDigest || last.Events != state.Events))
        {
            yield return $"it was taken up after {last.Events} events as another state than {state.Events} events make";
        }
    }

    public static IEnumerable<string> Endless(History history)
    {
        if (history.LastState is not null && history.LastState.Ended is null)
        {
            yield return $"after {GoLive.Enough} sessions, the last of them calm, it has no end";
        }

        foreach (var it in history.Entries.OfType<Entry.Died>().Where(it => it.How.StartsWith("FAULT", StringComparison.Ordinal)))
        {
            yield return it.How;
        }
    }
}
