using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>People: nothing is taken for their word that is not.</summary>
internal static class AboutPeople
{
    /// <summary>Each answer and each word in a record was said by that person, of that step, before.</summary>
    public static IEnumerable<string> UnsaidApproval(History history)
    {
        var said = new List<Entry.Replied>();
        foreach (var entry in history.Entries)
        {
            if (entry is Entry.Replied reply)
            {
                said.Add(reply);
            }

            if (
                entry is Entry.Written { Body: var body }
                && WordOf(body) is var (step, by)
                && !said.Exists(it => Fits(history, it, step, by, body))
            )
            {
                yield return $"{body} stands in the record, and {by} never said so";
            }
        }
    }

    public static IEnumerable<string> WrongSigner(History history) =>
        history
            .Written.Select(it => it.Body)
            .OfType<RunEvent.HoldAnswered>()
            .Where(it => it.Verdict == Verdict.Pass && !Standing.IsCondition(it) && history.Steps[it.Step] is { Kind: ItemKind.Signoff })
            .Where(it => !MaySign(history, history.Steps[it.Step], it))
            .Select(it => $"{it.By} signed {it.Step} as {it.Role ?? "nobody"}, which asks for {history.Steps[it.Step].Role}");

    public static IEnumerable<string> UnnamedDestruction(History history) =>
        Before(
            history,
            it => it.Effect == Effect.Destroys,
            (step, body) => body is RunEvent.DestructionConfirmed { Typed: "shop" } typed && typed.Step == step,
            (step, body) => body is RunEvent.StepBegan began && began.Step == step,
            "was not named"
        );

    public static IEnumerable<string> UnaskedCondition(History history) =>
        Before(
            history,
            // In a rehearsal nobody is asked, and what fails says nothing.
            it => it.Condition is not null && history.Started.Mode == RunMode.Run,
            (step, body) => body is RunEvent.HoldAnswered answer && answer.Step == step && Standing.IsCondition(answer),
            (_, _) => false,
            "has a condition that nobody was asked for"
        );

    /// <summary>Each act of such a step has its licence in a record before it; using one up is for those that count once.</summary>
    private static IEnumerable<string> Before(
        History history,
        Func<Step, bool> concerns,
        Func<StepId, RunEvent, bool> licence,
        Func<StepId, RunEvent, bool> usesUp,
        string why
    )
    {
        var (licensed, begun) = (new HashSet<StepId>(), new HashSet<StepId>());
        foreach (var entry in history.Entries)
        {
            foreach (var step in history.Started.Steps.Where(concerns).Select(it => it.Id))
            {
                if (entry is Entry.Written { Body: var body })
                {
                    if (usesUp(step, body) && licensed.Remove(step))
                    {
                        begun.Add(step);
                    }

                    if (licence(step, body))
                    {
                        licensed.Add(step);
                    }
                }

                if (
                    entry is Entry.Executed { It: { Verifies: false } it }
                    && it.Step == step
                    && !licensed.Contains(step)
                    && !begun.Remove(step)
                )
                {
                    yield return $"{it} ran, and {why}";
                }
            }
        }
    }

    private static (StepId? Step, string By)? WordOf(RunEvent body) =>
        body switch
        {
            RunEvent.HoldAnswered it => (it.Step, it.By),
            RunEvent.StepWaived it => (it.Step, it.By),
            RunEvent.FailureAccepted it => (it.Step, it.By),
            RunEvent.DestructionConfirmed it => (it.Step, it.By),
            RunEvent.RetryAsked { By: not "slipway" } it => (it.Step, it.By),
            RunEvent.OutcomeSettled { By: { } by } it => (it.Step, by),
            // What comes back by itself nobody has to say: AboutTraffic looks at that.
            RunEvent.RollbackBegan { By: not "slipway" } it => (null, it.By),
            _ => null,
        };

    /// <summary>A block speaks for its commands and they for it; what is asked of a step in words is said of that step.</summary>
    private static bool Fits(History history, Entry.Replied said, StepId? step, string by, RunEvent body) =>
        (step is not { } id || BlockOf(history, said.Step) == BlockOf(history, id))
        && (said.Reply, body) switch
        {
            (Reply.Said it, RunEvent.HoldAnswered answer) => it.By.Trim() == by.Trim()
                && (Standing.IsCondition(answer) || it.Text.Trim() == answer.Answer),
            (Reply.Said it, RunEvent.DestructionConfirmed typed) => it.By == by && it.Text.Trim() == typed.Typed,
            (Reply.Waive it, RunEvent.StepWaived waiver) => it.By == by && it.Reason == waiver.Reason,
            (Reply.GoOn it, RunEvent.FailureAccepted accepted) => it.By == by && it.Reason == accepted.Reason,
            (Reply.Retry it, RunEvent.RetryAsked) => it.By == by,
            (Reply.WasDone it, RunEvent.OutcomeSettled { How: Settled.ToldDone }) => it.By == by,
            (Reply.RunAgain it, RunEvent.OutcomeSettled { How: Settled.RunAgain }) => it.By == by,
            (Reply.RollBack it, RunEvent.RollbackBegan) => it.By == by,
            _ => false,
        };

    private static StepId BlockOf(History history, StepId step) => history.Steps[step].Block ?? step;

    /// <summary>In the role that is asked for, or, where none is, in no role that somebody else holds.</summary>
    private static bool MaySign(History history, Step step, RunEvent.HoldAnswered it)
    {
        var people = history.Started.People;
        var claimed = step.Role ?? (people.Any(person => person.Roles.Contains(it.Role)) ? it.Role : null);
        return history.Started.NamesAreEnough
            && it.By.Length > 0
            && (it.Role is null || step.Role is null || it.Role == step.Role)
            && (people.Count == 0 || people.Any(person => person.Name == it.By && (claimed is null || person.Roles.Contains(claimed))));
    }
}
