using Slipway.Kernel;

namespace Slipway.Runs.Execution;

/// <summary>
/// A block's commands against its expectation. Every command must end well on its own (its own expectation, otherwise exit
/// code 0); what the item expects beyond exit codes is held against all commands that have no expectation of their own.
/// </summary>
internal static class BlockJudge
{
    private static readonly string[] Searchers = ["grep", "egrep", "fgrep", "rg", "diff", "pgrep", "cmp"];

    public static Judgement Judge(Step step, IReadOnlyList<CommandSeen> commands)
    {
        var told = commands.Select(it => JudgeCommand(step, it, isLast: ReferenceEquals(it, commands[^1]))).ToList();
        if (step.Expectation is { } wanted && BeyondExit(wanted) is { } beyond)
        {
            told.AddRange(SeenBy(commands, beyond).Select(it => beyond.Judge(it)));
        }

        var worst = Verdicts.Worst(told.Select(it => it.Verdict));
        return new(worst, string.Join("; ", told.Where(it => it.Verdict == worst).Select(it => it.Why).Distinct()));
    }

    /// <summary>One command, with what the item says of exit codes when it is the last one.</summary>
    public static Judgement JudgeCommand(Step step, CommandSeen command, bool isLast)
    {
        if (command.Seen is not { } seen)
        {
            return new(Verdict.NotRun, $"line {command.Command.Line} was not reached");
        }

        var foundNothing = seen.ExitCode == 1 && Searches(command);
        if (foundNothing && !string.IsNullOrWhiteSpace(seen.Stderr))
        {
            return new(Verdict.Inconclusive, $"it found nothing, but may not have looked: {seen.Stderr.Trim().Split('\n')[0]}");
        }

        if (command.Command.Expect is { } own)
        {
            var enough = own.SpeaksOfExit || own.Clauses.Any(it => it is Clause.HttpStatus) || foundNothing || seen.StillRunning;
            return Answered(step, command, seen) ?? (enough ? own : Expectation.ExitZero.And(own)).Judge(seen);
        }

        if (seen.StillRunning)
        {
            return new(Verdict.Pass, "it was ended after its output had shown what was awaited");
        }

        var exit =
            isLast && step.Expectation?.Clauses.OfType<Clause.Exit>().FirstOrDefault() is { Code: not 0 } special
                ? ExitOf(special)
                : Expectation.ExitZero;
        var speaksOfText = step.Expectation is { } wanted && BeyondExit(wanted) is not null;
        if (speaksOfText && foundNothing)
        {
            return new(Verdict.Pass, "it found nothing, which is an answer");
        }

        return Answered(step, command, seen) ?? exit.Judge(seen);
    }

    /// <summary>curl without <c>-f</c> ends with 0 whatever the server says; an error is one unless a status was spoken of.</summary>
    private static Judgement? Answered(Step step, CommandSeen command, Observation seen)
    {
        var spoken = new[] { command.Command.Expect, step.Expectation }
            .OfType<Expectation>()
            .SelectMany(it => it.Clauses)
            .Any(it => it is Clause.HttpStatus);
        var text = command.Command.Text.TrimStart();
        return
            seen is { Status: >= 400 and var status, ExitCode: 0 }
            && !spoken
            && text.StartsWith("curl ", StringComparison.Ordinal)
            && !text.Contains("||", StringComparison.Ordinal)
            ? new(Verdict.Fail, $"status {status}, although curl ended with 0; where that is right, say so with expect=\"status {status}\"")
            : null;
    }

    private static Expectation ExitOf(Clause.Exit exit) => Expectation.Parse(exit.Code is { } code ? $"exit {code}" : "exit non-zero");

    private static bool Searches(CommandSeen command)
    {
        var last = command.Command.Text.Split('|')[^1].Trim();
        return Searchers.Any(it => last.StartsWith(it + " ", StringComparison.Ordinal));
    }

    /// <summary>The expectation without its exit codes; null when nothing is left.</summary>
    internal static Expectation? BeyondExit(Expectation wanted)
    {
        var rest = wanted.Parts.Where(it => !it.StartsWith("exit", StringComparison.Ordinal)).ToList();
        return rest.Count == 0 ? null : Expectation.Parse(string.Join(" and ", rest));
    }

    /// <summary>
    /// What the item's expectation is held against: the commands that have none of their own, otherwise all; together, but a
    /// status is wanted of each request.
    /// </summary>
    private static IEnumerable<Observation> SeenBy(IReadOnlyList<CommandSeen> commands, Expectation wanted)
    {
        var all = commands.Where(it => it.Seen is not null).ToList();
        var open = all.Where(it => it.Command.Expect is null).ToList();
        var ran = (open.Count > 0 ? open : all).Select(it => it.Seen!).ToList();
        var requests = ran.Where(it => it.Status is not null).ToList();
        return wanted.Clauses.All(it => it is Clause.HttpStatus) && requests.Count > 0 ? requests : [Joined(ran)];
    }

    private static Observation Joined(List<Observation> ran) =>
        ran switch
        {
            [] => Observation.Unseen("no command ran to its end"),
            [var only] => only,
            _ when ran.FirstOrDefault(it => it.Looking != Looking.Saw) is { } blind => blind,
            _ => new Observation
            {
                ExitCode = ran.FirstOrDefault(it => it.ExitCode is not 0)?.ExitCode ?? ran[^1].ExitCode,
                Stdout = string.Join('\n', ran.Select(it => it.Stdout)),
                Stderr = string.Join('\n', ran.Select(it => it.Stderr)),
                Status = ran.Max(it => it.Status),
                Body = ran.Any(it => it.Body is not null) ? string.Join('\n', ran.Select(it => it.Body).OfType<string>()) : null,
                Value = SingleNumber.In(ran[^1].Stdout),
                Truncated = ran.Any(it => it.Truncated),
                StillRunning = ran[^1].StillRunning,
                Paths = ran[^1].Paths,
                Ports = ran[^1].Ports,
            },
        };
}
