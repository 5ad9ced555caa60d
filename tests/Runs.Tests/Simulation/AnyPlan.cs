using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>Plans of every kind of work and effect, as the compiler could have made them; the same seed gives the same plan.</summary>
internal static class AnyPlan
{
    public static RunEvent.RunStarted Of(Random random)
    {
        var steps = new List<Step>();
        var back = random.Next(3) != 0;
        var watched = random.Next(2) == 0;
        for (var line = 10; line <= 10 * random.Next(2, 11); line += 10)
        {
            // Where a watch looks as well, nothing else looks on a thread of its own: which of them is through first no seed knows.
            var any = Any(line, random);
            var step = Placed(steps, watched && any.Work == Work.Check ? Reads(line) : any, random);
            if (back && step.Effect >= Effect.Changes && steps.All(it => it.Id != StepId.RollbackPlan))
            {
                steps.Add(Readiness(random.Next(4) == 0 ? ["undo.sh is not there"] : []));
            }

            steps.Add(step);
            steps.AddRange(Parts(step, random));
        }

        if (watched)
        {
            steps.AddRange(Traffic(random, back && steps.All(it => it.Id != StepId.RollbackPlan)));
            steps.AddRange(Triggers(random));
        }

        if (back)
        {
            steps.AddRange(watched ? WayBack(random).Prepend(TrafficBack) : WayBack(random));
        }

        Peel(steps);
        return Started(steps, random);
    }

    private static Step Any(int line, Random random) =>
        random.Next(15) switch
        {
            0 or 1 or 2 => Commands(Changes(line, "./deploy.sh"), random) with { DoneWhen = random.Next(4) == 0 ? null : "./is-done.sh" },
            3 => Destroys(line),
            4 => Ask(line) with { Scope = random.Next(3) == 0 ? Scope.Watch : Scope.Forward },
            5 => Signoff(line, random.Next(3) == 0 ? null : "CTO"),
            6 => Decision(line, "GO", "NO-GO"),
            7 => Field(line),
            8 => Moment(line, ((string[])["T-1h", "T+2h", "10:00", "23:30"])[random.Next(4)]),
            9 or 10 => Group(line),
            11 => Measure(line, "Manual interventions", random.Next(2) == 0 ? "value < 3" : null),
            12 => Check(line, random),
            13 => Endless(line),
            _ => Commands(Reads(line, "./check.sh"), random) with
            {
                Expect = random.Next(2) == 0 ? "value < 5 %" : null,
                Attempts = random.Next(1, 4),
                NeedsShellState = random.Next(3) == 0,
            },
        };

    private static IEnumerable<Step> Traffic(Random random, bool isFirst) =>
        [
            .. isFirst ? (Step[])[Readiness([])] : [],
            .. ((double[])[10, 50, 100]).Take(random.Next(1, 4)).Select((share, at) => Moving(310 + (at * 10), share)),
        ];

    private static Step TrafficBack => (Moving(905, 0) with { Id = StepId.TrafficBack }).Back;

    private static Step Moving(int line, double share)
    {
        var moves = Moves(line, share);
        return moves with
        {
            Traffic = moves.Traffic! with
            {
                Gate = new()
                {
                    For = TimeSpan.FromMinutes(30),
                    Interval = TimeSpan.FromMinutes(1),
                    Margin = 3,
                },
            },
        };
    }

    private static IEnumerable<Step> Triggers(Random random) =>
        Enumerable.Range(0, random.Next(1, 4)).Select(it => Trigger(400 + (it * 10), random));

    private static Step Trigger(int line, Random random)
    {
        var authority = (TriggerAuthority)random.Next(3);
        var (apart, many) = (random.Next(2) == 0, random.Next(4));
        return Steps.Trigger(line, "any", authority) with
        {
            Check = Lane(line, "candidate"),
            Expect = random.Next(4) == 0 ? "value > 10x baseline" : "value > 10 %",
            Standing = new(TimeSpan.FromMinutes(5 * random.Next(3)), TimeSpan.FromMinutes(random.Next(2, 10)), authority)
            {
                SaysWhose = true,
                Stable = apart ? Lane(line, "stable") : null,
                Beside =
                    many == 0 ? "2 in a row"
                    : many == 1 ? "after 30m"
                    : null,
            },
        };
    }

    private static CheckSpec Lane(int line, string lane) =>
        new("any", new Dictionary<string, string> { ["trigger"] = Id(line).Value, ["lane"] = lane });

    private static Step Placed(List<Step> before, Step step, Random random)
    {
        var parents = before.Where(it => it.Work is Work.Group or Work.Ask).ToList();
        step = parents.Count > 0 && random.Next(2) == 0 ? step.Under(parents[random.Next(parents.Count)].Line) : step;
        step = random.Next(6) == 0 && step.Work is not Work.Moment ? step.If("with a migration") : step;
        step = random.Next(6) == 0 ? step.Maybe : step;
        return step.Work == Work.Block && random.Next(12) == 0 ? step with { Blocked = ["by hand"] } : step;
    }

    private static Step Commands(Step step, Random random) =>
        step with
        {
            Limit = TimeSpan.FromMinutes(15),
            Commands = [.. Enumerable.Range(1, random.Next(1, 4)).Select(at => step.Commands[0] with { Line = step.Line + at })],
        };

    private static IEnumerable<Step> Parts(Step step, Random random) =>
        step is { Work: Work.Block, Commands.Count: > 1 } && random.Next(2) == 0
            ? step.Commands.Select(it => Part(it.Line, step.Line, it.Text) with { Optional = step.Optional })
            : [];

    private static Step Check(int line, Random random) =>
        Reads(line) with
        {
            Work = Work.Check,
            Commands = [],
            Check = new(
                random.Next(8) == 0 ? "nothing-is-called-so" : "env",
                new Dictionary<string, string> { ["name"] = random.Next(3) == 0 ? "ABSENT" : "PRESENT" }
            ),
            Attempts = random.Next(1, 3),
            // Alone, because a check looks on a thread of the pool, and two of them end in an order that no seed knows.
            NeedsShellState = true,
        };

    private static Step Endless(int line)
    {
        var step = Reads(line, "tail -f log") with { Expect = "stdout contains '3'" };
        return step with { Commands = [step.Commands[0] with { Hazards = [Hazard.NeverEnds] }] };
    }

    private static IEnumerable<Step> WayBack(Random random) =>
        [
            Changes(910, "./undo.sh").Back,
            .. random.Next(2) == 0 ? (Step[])[Ask(920).Back] : [],
            Reads(930, "./is-old.sh").Back with
            {
                Expect = "value < 5 %",
            },
        ];

    /// <summary>A group of which nothing is carried out does not come out of the compiler.</summary>
    private static void Peel(List<Step> steps)
    {
        while (steps.RemoveAll(it => it.Work == Work.Group && steps.All(child => child.Parent != it.Id)) > 0)
        {
            // One that held only empty ones is empty now.
        }
    }

    private static RunEvent.RunStarted Started(List<Step> steps, Random random) =>
        Story.Start(steps) with
        {
            Mode = random.Next(10) == 0 ? RunMode.Rehearse : RunMode.Run,
            NamesAreEnough = random.Next(5) != 0,
            Parallel = random.Next(1, 5),
            People = random.Next(2) == 0 ? [] : [new("Anna", ["CTO", "QA"]), new("Bela", ["QA"])],
            Now = random.Next(4) == 0 ? "agreed" : null,
            T0 = random.Next(2) == 0 ? Story.Eight.AddHours(1) : null,
            NotSelected = [.. steps.Where(it => Selectable(it) && random.Next(25) == 0).Select(it => it.Id)],
        };

    private static bool Selectable(Step step) =>
        !step.Rollback && step.Work is not (Work.Group or Work.Part or Work.Readiness or Work.Trigger);
}
