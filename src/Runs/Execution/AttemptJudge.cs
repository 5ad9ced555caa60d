using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Kernel;

namespace Slipway.Runs.Execution;

/// <summary>
/// The verdict of an attempt over what was seen and how it ended. Pure: the same facts have the same verdict, tonight and when an
/// auditor makes it again.
/// </summary>
internal static class AttemptJudge
{
    /// <summary>Of a check's look; null where there was nothing to look with.</summary>
    public static Judgement Check(Step step, Observation? seen, Cut? cut) =>
        Told(step, cut, () => Checking.Judge(step.Check!.Kind, step.Expectation, Numbered(step, seen)));

    /// <summary>Of commands that are watched the number is the only one in their output, as it is of commands that run once.</summary>
    private static Observation? Numbered(Step step, Observation? seen) =>
        step is { Work: Work.Watch, Check.Kind: "command" } && seen is { Value: null, Truncated: false }
            ? seen with
            {
                Value = SingleNumber.In(seen.Stdout),
            }
            : seen;

    /// <summary>Of a block's commands.</summary>
    public static Judgement Block(Step step, IReadOnlyList<CommandSeen> commands, Cut? cut) =>
        Told(step, cut, () => BlockJudge.Judge(step, commands));

    /// <summary>Whether a condition that was looked at holds; null where that was not to be seen.</summary>
    public static bool? Holds(Judgement judged) =>
        judged.Verdict switch
        {
            Verdict.Pass => true,
            Verdict.Fail => false,
            _ => null,
        };

    /// <summary>Of what was ended because the run went back, and left nothing behind.</summary>
    public static Judgement Torn(Step step, Cut cut) => Told(step, cut, () => new(Verdict.Inconclusive, ""));

    /// <summary>Of a step that moved traffic.</summary>
    public static Judgement Traffic(Step step, Observation? seen, Cut? cut) =>
        Told(step, cut, () => seen is null ? new(Verdict.Inconclusive, "nothing was seen") : TrafficJudge.Judge(step.Traffic!, seen));

    /// <summary>The number for a blank: what the check says it is, otherwise the only one in its output.</summary>
    public static Quantity? ValueOf(Observation? seen) => seen?.Value ?? SingleNumber.In(seen?.Stdout);

    /// <summary>The number for a blank: the only one in the output of the last command that ran.</summary>
    public static Quantity? ValueOf(IReadOnlyList<CommandSeen> commands) =>
        commands.Select(it => it.Seen).LastOrDefault(it => it is not null) is { } last ? SingleNumber.In(last.Stdout) : null;

    /// <summary>The block that tells whether a change was made whose end is not known.</summary>
    public static Step DoneWhen(Step step, string question) =>
        step with
        {
            Id = new StepId($"{step.Id.Value}-done-when"),
            Commands = [new(step.Line, question, Effect.Reads)],
            Expect = "exit0",
            Effect = Effect.Reads,
            Work = Work.Block,
        };

    private static Judgement Told(Step step, Cut? cut, Func<Judgement> judge)
    {
        var told = cut?.By switch
        {
            CutBy.NotStarted => new(Verdict.Inconclusive, cut.Why ?? "it could not start"),
            CutBy.TimeLimit => new(
                Verdict.Inconclusive,
                $"did not end within {Durations.Write(step.Limit)} and was ended; give it more time with limit= or limits: in slipway.yaml"
            ),
            CutBy.Gone => new(Verdict.Inconclusive, "its process is gone and nobody knows how it ended"),
            CutBy.TurnedBack => new(Verdict.Inconclusive, "the run went back while it was under way"),
            CutBy.Broken => new(Verdict.Error, $"the attempt broke: {cut.Why}"),
            _ => judge(),
        };
        return cut is { Survivors.Count: > 0 }
            ? new(Verdict.Error, $"{told.Why}; still running after it was ended: {string.Join(", ", cut.Survivors)}")
            : told;
    }
}
