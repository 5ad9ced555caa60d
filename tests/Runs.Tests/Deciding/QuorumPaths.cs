using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Deciding;

/// <summary>
/// Goes every way that a small hold can go, up to a depth, and holds each open gate against the rule as it is written here once more:
/// from what people said and when, without anything of the deciding code.
/// </summary>
/// <param name="rule">The hold as the run is to keep it.</param>
/// <param name="kept">The hold as the run is given it; another one plants a fault.</param>
/// <param name="twice">Plants a fault: the same person comes under a new name each time.</param>
/// <param name="shape">What else the step is: optional, under a condition.</param>
internal sealed class QuorumPaths(Quorum rule, Quorum kept, bool twice = false, Func<Step, Step>? shape = null)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(20);
    private static readonly string[] Leads = ["Ada", "Bo", "Fay"];

    /// <summary>The end of Eve's standing in for Ada.</summary>
    public static DateTimeOffset Delegated { get; } = Story.Eight + TimeSpan.FromMinutes(10);

    /// <summary>Ways that were gone.</summary>
    public int Ways { get; private set; }

    /// <summary>States in which the gate was open.</summary>
    public int Open { get; private set; }

    /// <summary>The first way on which the gate opened against the rule; null when there is none.</summary>
    public string? Fault { get; private set; }

    public QuorumPaths Go(int depth)
    {
        using var board = new Board();
        var story = board.Asked(kept, byKey: false, shape: shape);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var level = new List<Way> { new(story.State, Story.Eight, [], "") };
        for (var at = 0; at < depth && Fault is null; at++)
        {
            level = [.. level.SelectMany(Next).Where(it => seen.Add(it.Key))];
            level.ForEach(Judge);
        }

        return this;
    }

    private IEnumerable<Way> Next(Way way)
    {
        yield return way with
        {
            Now = way.Now + Tick,
            Path = way.Path + " later",
        };
        foreach (var (name, command) in Commands(way))
        {
            if (Decider.Decide(way.State, command, way.Now) is Decision.Accepted yes)
            {
                var state = yes.Events.Aggregate(way.State, (known, it) => known.Apply(Planted(it, way), way.Now));
                yield return new(state, way.Now, [.. way.Said, .. Told(command, yes, way)], $"{way.Path} {name}");
            }
        }
    }

    private static IEnumerable<(string, RunCommand)> Commands(Way way)
    {
        var id = Steps.Id(2);
        foreach (var by in (string[])["Ada", "Bo", "Fay", "Cy", "Olga", "Di", "Eve"])
        {
            yield return ($"{by}:yes", new RunCommand.Answer(id, by, null, "Approved", null, "test"));
            yield return ($"{by}:no", new RunCommand.Answer(id, by, null, "Declined", null, "test"));
        }

        yield return ("waive", new RunCommand.Waive(id, "Ada", null, "known", way.Now.AddHours(1)));
        yield return ("put-off", new RunCommand.Leave(id, LeftBecause.Later, "later", "Ada"));
        yield return ("leave", new RunCommand.Leave(id, LeftBecause.ByChoice, "left", "Ada"));
        yield return ("left-empty", new RunCommand.Leave(id, LeftBecause.LeftEmpty, "left empty", "Ada"));
        yield return ("does-not-hold", new RunCommand.Leave(id, LeftBecause.Condition, "does not hold", "Ada"));
        yield return ("condition", new RunCommand.AnswerCondition(id, "Ada", false, "test"));
        yield return ("go-on", new RunCommand.AcceptFailure(id, "Olga", "we go on"));
        yield return ("expire", new RunCommand.Expire(id));
        yield return ("again", new RunCommand.Retry(id, "Olga"));
        yield return ("ask", new RunCommand.OpenHold(id, "?"));
        yield return ("record", new RunCommand.Record(id, "Ada", new(Verdict.Pass, "told")));
        yield return ("done", new RunCommand.Settle(id, Settled.ToldDone, "told", "Olga"));
        yield return ("look-again", new RunCommand.Retry(Steps.Id(1), "Olga"));
        yield return ("looks", new RunCommand.Begin(Steps.Id(1)));
        yield return ("fails", new RunCommand.End(Steps.Id(1), new(Verdict.Fail, "seen"), [Story.Seen(Verdict.Fail)], null, []));
        yield return ("glass", new RunCommand.BreakGlass(id, "Di", "down", way.Now.AddHours(1)));
    }

    private RunEvent Planted(RunEvent happened, Way way) =>
        twice && happened is RunEvent.HoldAnswered it ? it with { By = $"{it.By}{way.Said.Count}", For = null } : happened;

    /// <summary>What the rule is held against: who said what, when, and what made it void.</summary>
    private static IEnumerable<Word> Told(RunCommand command, Decision.Accepted decision, Way way) =>
        command switch
        {
            RunCommand.Answer it => [new(it.By, it.Said == "Approved", way.Now)],
            RunCommand.Retry => [Word.Void],
            RunCommand.OpenHold => [new("", true, way.Now)],
            RunCommand.End when decision.Events.Count > 0 => [Word.Void],
            _ => [],
        };

    private void Judge(Way way)
    {
        Ways++;
        if (way.State.Steps[Steps.Id(2)].Verdict == Verdict.Pass || way.State.Opens(Steps.Id(2), way.Now))
        {
            Open++;
            Fault ??= MayBeOpen(way) ? null : way.Path;
        }
    }

    private bool MayBeOpen(Way way)
    {
        var words = way.Said.Skip(way.Said.FindLastIndex(it => it == Word.Void) + 1).Where(it => it.By.Length > 0).ToList();
        var last = words.GroupBy(it => it.By).Select(it => it.Last()).Where(IsFit).ToList();
        var places = last.Where(it => it.Yes).Select(it => it.By == "Eve" ? "Ada" : it.By).Distinct().Count();
        return places >= rule.Need && (rule.RejectByQuorum || !last.Any(it => !it.Yes));
    }

    private bool IsFit(Word word) =>
        Leads.Contains(word.By)
        || word.By == "Cy" && !rule.Not.Contains(Quorum.Author)
        || word.By == "Olga" && !rule.Not.Contains(Quorum.Operator)
        || word.By == "Eve" && word.At < Delegated && rule.Delegates.Count > 0;

    private sealed record Word(string By, bool Yes, DateTimeOffset At)
    {
        public static Word Void { get; } = new("void", false, default);
    }

    private sealed record Way(RunState State, DateTimeOffset Now, List<Word> Said, string Path)
    {
        /// <summary>Two ways with this in common go on alike.</summary>
        public string Key
        {
            get
            {
                var (first, hold) = (State.Steps[Steps.Id(1)], State.Steps[Steps.Id(2)]);
                var words = Said.Skip(Said.FindLastIndex(it => it == Word.Void) + 1)
                    .GroupBy(it => it.By)
                    .Select(it => it.Last())
                    .OrderBy(it => it.By, StringComparer.Ordinal);
                return $"{Now:HHmm} {first.Stage}{first.Verdict}{first.LastAttempt} {hold.Stage}{hold.Verdict}{hold.Asked:HHmm}{hold.Left?.Because}{hold.Accepted is null}{hold.Glass.Count}"
                    + $" {string.Join(',', hold.Given.Select(it => $"{it.By}{it.Verdict}{it.For}"))} {string.Join(',', words.Select(it => $"{it.By}{it.Yes}{it.At:HHmm}"))}";
            }
        }
    }
}
