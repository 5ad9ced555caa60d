using System.Text;
using Slipway.Checks;
using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Verifying;

/// <summary>Makes the verdict of an attempt again, out of the facts that were kept of it.</summary>
/// <param name="evidence">Bytes by their digest; null when they are missing, or are not what the digest says.</param>
internal sealed class VerdictReplay(Func<string, byte[]?> evidence)
{
    /// <summary>Verdict and value; null with a reason when something of the evidence is not what it was made of.</summary>
    /// <param name="step">The step.</param>
    /// <param name="block">The block that it is a command of; the step itself when it is none.</param>
    /// <param name="end">What is recorded of it.</param>
    public (Judgement? Judged, Quantity? Value, string Fault) Of(Step step, Step block, RunEvent.StepEnded end)
    {
        if (step.Work == Work.Readiness)
        {
            return (Engine.Readiness(step), null, "");
        }

        var sights = new List<Observation?>();
        foreach (var piece in end.Evidence)
        {
            var seen = piece.Observed is { } facts ? ObservationJson.Read(facts, Text) : null;
            if (piece.Observed is not null && seen is null)
            {
                return (null, null, $"{step.Where}: a text that its verdict was made of is missing");
            }

            if (FaultOf(piece, seen) is { } fault)
            {
                return (null, null, $"{step.Where}: {fault}");
            }

            sights.Add(seen);
        }

        return step.Work switch
        {
            Work.Check or Work.Watch => Check(step, end, sights),
            Work.Traffic => Traffic(step, end, sights),
            _ => Block(step, block, end, sights),
        };
    }

    /// <summary>Whether the condition of a trigger held when it was looked at; a fault when something of the evidence is not what it was told of.</summary>
    public string? Of(Step step, RunEvent.TriggerLooked look)
    {
        var seen = look.Evidence.Observed is { } facts ? ObservationJson.Read(facts, Text) : null;
        if (seen is null)
        {
            return $"{step.Where}: what was seen of its condition is missing";
        }

        var judged = AttemptJudge.Check(step, seen, null);
        return FaultOf(look.Evidence, seen) is { } fault ? $"{step.Where}: {fault}"
            : AttemptJudge.Holds(judged) != look.Holds || judged.Why != look.Why || judged.Verdict != look.Evidence.Verdict
                ? $"{step.Where} is recorded as {look.Holds} ({look.Why}), and its evidence says {judged.Verdict} ({judged.Why})"
            : null;
    }

    /// <summary>Whether a line that is watched was seen as it is told; a fault when something of the evidence is not what it was told of.</summary>
    public string? Of(Step step, RunEvent.WatchLooked look)
    {
        var seen = look.Evidence.Observed is { } facts ? ObservationJson.Read(facts, Text) : null;
        if (seen is null)
        {
            return $"{step.Where}: what was seen of it is missing";
        }

        var judged = AttemptJudge.Check(step, seen, null);
        return FaultOf(look.Evidence, seen) is { } fault ? $"{step.Where}: {fault}"
            : judged != new Judgement(look.Verdict, look.Why) || judged.Verdict != look.Evidence.Verdict
                ? $"{step.Where} is recorded as {look.Verdict} ({look.Why}), and its evidence says {judged.Verdict} ({judged.Why})"
            : Deciding.Decider.Finite(AttemptJudge.ValueOf(seen)) != look.Value
                ? $"{step.Where} is recorded with the value {look.Value}, and its evidence says {AttemptJudge.ValueOf(seen)}"
            : null;
    }

    private static (Judgement?, Quantity?, string) Traffic(Step step, RunEvent.StepEnded end, List<Observation?> sights)
    {
        if (sights.Count > 1)
        {
            return (null, null, $"{step.Where}: it has more evidence than one look leaves behind");
        }

        var seen = sights.Count == 0 ? null : sights[^1];
        return (AttemptJudge.Traffic(step, seen, end.Cut), seen?.Value, "");
    }

    private static (Judgement?, Quantity?, string) Check(Step step, RunEvent.StepEnded end, List<Observation?> sights)
    {
        var seen = sights.Count == 0 ? null : sights[^1];
        if (sights.Count > 1 || end.Evidence is [var only] && only.Expect != Checking.WantedOf(step.Check!.Kind, step.Expectation)?.Text)
        {
            return (null, null, $"{step.Where}: its evidence was held against another expectation");
        }

        var judged = AttemptJudge.Check(step, seen, end.Cut);
        return end.Evidence is [var told] && end.Cut is null && told.Verdict != judged.Verdict
            ? (null, null, $"{step.Where}: its evidence is recorded as {told.Verdict}, and says {judged.Verdict}")
            : (judged, AttemptJudge.ValueOf(seen), "");
    }

    private static (Judgement?, Quantity?, string) Block(Step step, Step block, RunEvent.StepEnded end, List<Observation?> sights)
    {
        if (end.Cut?.By is CutBy.NotStarted or CutBy.Broken)
        {
            return (AttemptJudge.Block(step, [], end.Cut), null, "");
        }

        var planned = step.Work == Work.Part ? [.. block.Commands.Where(it => it.Line <= step.Line).TakeLast(1)] : step.Commands;
        if (!planned.Select(it => it.Line).SequenceEqual(end.Evidence.Select(it => it.Line)))
        {
            return (null, null, $"{step.Where}: its evidence is of other commands than were planned");
        }

        var commands = planned
            .Zip(sights, end.Evidence)
            .Select(it => new CommandSeen(it.First, it.Second, it.Third.At, it.Third.Took, it.Third.Outputs))
            .ToList();
        foreach (var (command, told) in commands.Zip(end.Evidence))
        {
            var own = BlockJudge.JudgeCommand(step, command, ReferenceEquals(command, commands[^1])).Verdict;
            if (own != told.Verdict)
            {
                return (null, null, $"line {told.Line}: its evidence is recorded as {told.Verdict}, and says {own}");
            }
        }

        return (AttemptJudge.Block(step, commands, end.Cut), AttemptJudge.ValueOf(commands), "");
    }

    /// <summary>What is shown of a piece of evidence beside its facts has to be the facts.</summary>
    private static string? FaultOf(Evidence piece, Observation? seen)
    {
        if (seen is null)
        {
            return null;
        }

        if (piece.Seen != ObservationWords.Short(seen))
        {
            return $"what is shown (\"{piece.Seen}\") is not what was seen (\"{ObservationWords.Short(seen)}\")";
        }

        var texts = ObservationJson.TextsOf(piece.Observed!).Where(it => it.Sha256.Length > 0).ToDictionary(it => it.Name, it => it.Sha256);
        return piece.Outputs.FirstOrDefault(it => it.Name != "stderr" && texts.GetValueOrDefault(it.Name) != it.Sha256) is { } other
            ? $"its {other.Name} is not the text that its verdict was made of"
            : null;
    }

    private string? Text(string sha256) => evidence(sha256) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
