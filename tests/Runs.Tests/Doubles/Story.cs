using Slipway.Kernel;
using Slipway.Runs.Deciding;

namespace Slipway.Runs.Tests.Doubles;

/// <summary>A run told command by command, without clock, disk or process.</summary>
internal sealed class Story
{
    public Story(params IReadOnlyList<Step> steps)
        : this(Start(steps)) { }

    public Story(RunEvent.RunStarted started)
    {
        Events.Add(started);
        State = RunState.Begin(started, Now);
    }

    public static DateTimeOffset Eight { get; } = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; } = Eight;

    public RunState State { get; private set; }

    public List<RunEvent> Events { get; } = [];

    public NextAct Next => Due.Next(State, Now);

    public StepState this[int line] => State.Steps[Steps.Id(line)];

    public static RunEvent.RunStarted Start(params IReadOnlyList<Step> steps) =>
        new()
        {
            Format = 1,
            Run = new("20300101-080000-0001"),
            Mode = RunMode.Run,
            Document = "GO-LIVE.md",
            DocumentSha256 = new('a', 64),
            PlanDigest = new('b', 64),
            Title = "Go-live",
            Operator = "Olga",
            NamesAreEnough = true,
            Steps = steps,
        };

    public static Story Rehearsal(params IReadOnlyList<Step> steps) => new(Start(steps) with { Mode = RunMode.Rehearse });

    public Story Later(TimeSpan by)
    {
        Now += by;
        return this;
    }

    /// <summary>Null when it was accepted, otherwise why not.</summary>
    public string? Try(RunCommand command)
    {
        switch (Decider.Decide(State, command, Now))
        {
            case Decision.Refused no:
                return no.Why;
            case Decision.Accepted yes:
                foreach (var happened in yes.Events)
                {
                    Events.Add(happened);
                    State = State.Apply(happened, Now);
                }

                return null;
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>Why the command is refused.</summary>
    public string Refusal(RunCommand command) => Try(command).ShouldNotBeNull();

    public Story Do(RunCommand command)
    {
        Try(command).ShouldBeNull();
        return this;
    }

    public Story Began(int line) => Do(new RunCommand.Begin(Steps.Id(line)));

    public Story Ended(int line, Verdict verdict, params IReadOnlyList<PartEnd> parts) =>
        Do(new RunCommand.End(Steps.Id(line), new(verdict, $"seen {verdict}"), [Seen(verdict)], null, parts));

    public Story Made(int line, Verdict verdict = Verdict.Pass, params IReadOnlyList<PartEnd> parts) =>
        Began(line).Ended(line, verdict, parts);

    public Story Answered(int line, string said, string by = "Anna", string? role = null) => Do(Answer(line, said, by, role));

    public Story Left(int line, LeftBecause because = LeftBecause.ByChoice) =>
        Do(new RunCommand.Leave(Steps.Id(line), because, "not today", "Anna"));

    public Story Waived(int line, double hours = 1) => Do(Waive(line, hours));

    public Story Accepted(int line) => Do(new RunCommand.AcceptFailure(Steps.Id(line), "Anna", "we know"));

    public RunCommand.Answer Answer(int line, string said, string by = "Anna", string? role = null) =>
        new(Steps.Id(line), by, role, said, null, "terminal");

    public RunCommand.Waive Waive(int line, double hours = 1) =>
        new(Steps.Id(line), "Anna", null, "known and harmless", Now + TimeSpan.FromHours(hours));

    public static Evidence Seen(Verdict verdict) =>
        new()
        {
            What = "true",
            At = Eight,
            Seen = "exit code 0",
            Verdict = verdict,
        };

    public Story ShouldBeDue(NextAct act)
    {
        Next.ShouldBe(act);
        return this;
    }

    public Story ShouldAttempt(params int[] lines)
    {
        Next.ShouldBeOfType<NextAct.Attempt>().Steps.ShouldBe(lines.Select(Steps.Id));
        return this;
    }

    public Story ShouldEndAs(Outcome outcome)
    {
        Next.ShouldBeOfType<NextAct.Finish>().Outcome.ShouldBe(outcome);
        return this;
    }
}
