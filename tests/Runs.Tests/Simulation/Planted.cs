using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>A history written by hand, entry by entry, so that something can be wrong in it.</summary>
internal sealed class Planted(RunEvent.RunStarted started)
{
    private readonly List<Entry> _entries = [];
    private DateTimeOffset _now = Story.Eight;
    private Action<List<RunEvent>> _spoil = _ => { };
    private RunState? _last;

    public Planted(params IReadOnlyList<Step> steps)
        : this(Story.Start(steps)) { }

    /// <summary>What the journal holds at the end; the events were all told.</summary>
    public History History
    {
        get
        {
            var final = _entries.OfType<Entry.Written>().Select(it => it.Body).ToList();
            _spoil(final);
            return new(started, _entries, final) { LastState = _last };
        }
    }

    public Planted Later(double hours)
    {
        _now = _now.AddHours(hours);
        return this;
    }

    public Planted Wrote(RunEvent happened)
    {
        _entries.Add(new Entry.Written(happened, _now));
        _entries.Add(new Entry.Told(happened));
        return this;
    }

    public Planted Began(int line, int attempt = 1) => Wrote(new RunEvent.StepBegan(Id(line), attempt));

    /// <summary>The world showed this.</summary>
    public Planted Saw(params IReadOnlyList<Entry> entries)
    {
        _entries.AddRange(entries);
        return this;
    }

    public Planted Ran(int line, int attempt = 1, int exit = 0) => Ran(new Execution(Id(line), attempt) { Exits = [exit] });

    public Planted Ran(Execution execution)
    {
        _entries.Add(new Entry.Executed(execution));
        return this;
    }

    public Planted Ended(int line, Verdict verdict = Verdict.Pass, int attempt = 1) =>
        Wrote(new RunEvent.StepEnded(Id(line), attempt, verdict, "seen", []));

    /// <summary>Begun, run and ended as it should be.</summary>
    public Planted Made(int line, int attempt = 1) => Began(line, attempt).Ran(line, attempt).Ended(line, attempt: attempt);

    public Planted Said(int line, Reply reply, QuestionKind kind = QuestionKind.Answer)
    {
        _entries.Add(new Entry.Replied(kind, Id(line), reply));
        return this;
    }

    public Planted Answered(int line, string answer = "yes", string by = "Anna", string? role = null, string? comment = null) =>
        Wrote(
            new RunEvent.HoldAnswered(Id(line), by, role, answer, comment, Verdict.Pass, "said")
            {
                Through = "terminal",
                PlanDigest = "",
                VerdictsDigest = "",
            }
        );

    public Planted Waived(int line, double hours) =>
        Said(line, new Reply.Waive("Anna", null, "known", TimeSpan.FromHours(hours)), QuestionKind.Failure)
            .Wrote(new RunEvent.StepWaived(Id(line), "Anna", null, "known", _now.AddHours(hours)) { PlanDigest = "", VerdictsDigest = "" });

    public Planted Ends(Outcome outcome) => Wrote(new RunEvent.RunEnded(outcome, "ends"));

    /// <summary>The journal as somebody else left it.</summary>
    public Planted Spoiled(Action<List<RunEvent>> spoil)
    {
        _spoil = spoil;
        return this;
    }

    /// <summary>The last process left this behind.</summary>
    public Planted Left(Func<RunState, RunState> left)
    {
        _last = left(
            _entries.OfType<Entry.Written>().Aggregate(RunState.Begin(started, Story.Eight), (state, it) => state.Apply(it.Body, it.At))
        );
        return this;
    }
}
