using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Doubles;

/// <summary>Small plans and what may happen to them, from a seed: the same seed tells the same story.</summary>
internal static class AnyRuns
{
    /// <summary>The story of a seed, with every event and the state before it.</summary>
    public static Story Told(int seed, out List<(RunState State, RunEvent Happened, DateTimeOffset Now)> before)
    {
        var random = new Random(seed);
        var story = new Story(Plan(random));
        before = [];
        for (var i = 0; i < 60 && story.State.Ended is null; i++)
        {
            var count = story.Events.Count;
            var state = story.State;
            // Half of what comes in is what is due, so that runs get somewhere.
            if (random.Next(2) == 0)
            {
                Carry(story, story.Next, random);
            }
            else
            {
                story.Try(Any(random, story));
            }

            foreach (var happened in story.Events.Skip(count))
            {
                before.Add((state, happened, story.Now));
                state = state.Apply(happened, story.Now);
            }

            story.Later(TimeSpan.FromMinutes(random.Next(40)));
        }

        return story;
    }

    /// <summary>A plan of up to seven lines, with a way back or without.</summary>
    public static RunEvent.RunStarted Plan(Random random)
    {
        var steps = new List<Step>();
        var changed = false;
        var rollback = random.Next(2) == 0;
        for (var line = 1; line <= random.Next(1, 7); line++)
        {
            Step step = random.Next(10) switch
            {
                0 => Changes(line),
                1 => Destroys(line),
                2 => Ask(line),
                3 => Signoff(line),
                4 => Decision(line, "GO", "NO-GO"),
                5 => Field(line),
                6 => Moment(line, random.Next(2) == 0 ? "T-1h" : "07:00"),
                7 => Group(line),
                8 => Measure(line, "Manual interventions"),
                _ => Reads(line),
            };
            var parents = steps.Where(it => it.Work is Work.Group or Work.Ask && !it.Rollback).ToList();
            step = parents.Count > 0 && random.Next(3) == 0 ? step.Under(parents[random.Next(parents.Count)].Line) : step;
            step = random.Next(5) == 0 ? step.If("with a migration") : step;
            step = random.Next(5) == 0 ? step.Maybe : step;
            step = step.Work == Work.Block && random.Next(8) == 0 ? step with { Blocked = ["by hand"] } : step;
            if (step.Effect >= Effect.Changes && !changed && rollback)
            {
                steps.Add(Readiness(random.Next(3) == 0 ? ["dead script"] : []));
            }

            changed |= step.Effect >= Effect.Changes;
            steps.Add(step);
            if (step.Work == Work.Block && random.Next(4) == 0)
            {
                steps.Add(Part(line + 20, line));
            }
        }

        if (rollback)
        {
            steps.AddRange(Changes(41).Back, random.Next(2) == 0 ? Ask(42).Back : Reads(42).Back);
        }

        // A group of which nothing is carried out does not come out of the compiler.
        steps.RemoveAll(it => it.Work == Work.Group && steps.All(child => child.Parent != it.Id));
        steps = [.. steps.Select(it => it.Parent is { } parent && steps.All(other => other.Id != parent) ? it with { Parent = null } : it)];
        steps.RemoveAll(it => it.Work == Work.Group && steps.All(child => child.Parent != it.Id));
        return Story.Start(steps) with
        {
            Mode = random.Next(6) == 0 ? RunMode.Rehearse : RunMode.Run,
            NamesAreEnough = random.Next(4) != 0,
            Parallel = random.Next(1, 4),
        };
    }

    /// <summary>Any command at all, sensible or not.</summary>
    public static RunCommand Any(Random random, Story story)
    {
        var order = story.State.Order;
        var id = order.Count == 0 || random.Next(30) == 0 ? Id(99) : order[random.Next(order.Count)];
        var verdict = (Verdict)random.Next(5);
        var seen = random.Next(4) == 0 ? Array.Empty<Evidence>() : [Story.Seen(verdict)];
        return random.Next(18) switch
        {
            0 or 1 => new RunCommand.Begin(id),
            2 or 3 => new RunCommand.End(id, new(verdict, "seen"), seen, null, PartsOf(story, id, random)),
            4 => new RunCommand.Leave(id, (LeftBecause)random.Next(9), "left", "Anna"),
            5 => new RunCommand.OpenHold(id, "?"),
            6 => new RunCommand.Answer(id, "Anna", null, Words[random.Next(Words.Length)], null, "terminal"),
            7 => new RunCommand.AnswerCondition(id, "Anna", random.Next(2) == 0, "terminal"),
            8 => new RunCommand.ConfirmDestruction(id, "Anna", random.Next(2) == 0 ? "shop" : "yes"),
            9 => new RunCommand.Record(id, "3", new(verdict, "measured")),
            10 => new RunCommand.Reach(id, null, "reached"),
            11 => new RunCommand.AcceptFailure(id, "Anna", "known"),
            12 => new RunCommand.Waive(id, "Anna", null, "known", story.Now.AddMinutes(random.Next(-30, 90))),
            13 => new RunCommand.Retry(id, "Anna"),
            14 => new RunCommand.Settle(id, (Settled)random.Next(3), "settled", "Anna") { Evidence = [Story.Seen(Verdict.Pass)] },
            15 => random.Next(4) == 0 ? new RunCommand.RollBack("Anna", "errors") : new RunCommand.Pause("waits"),
            16 => new RunCommand.Interrupt("cancelled", []),
            _ => random.Next(3) == 0 ? new RunCommand.Finish((Outcome)random.Next(4), "ends") : new RunCommand.Resume("Olga"),
        };
    }

    private static readonly string[] Words = ["yes", "no", "GO", "NO-GO", "Approved", "maybe", ""];

    /// <summary>As the engine would, with people who say anything that can be said there.</summary>
    public static string? Carry(Story story, NextAct act, Random random)
    {
        var step = act switch
        {
            NextAct.Ask it => story.State.Steps[it.Step].Step,
            NextAct.HandleFailure it => story.State.Steps[it.Step].Step,
            _ => null,
        };
        var failing = act is NextAct.HandleFailure ? random.Next(4) : -1;
        return (act, failing) switch
        {
            (NextAct.HandleFailure it, 0) when step!.Work != Work.Readiness => story.Try(
                new RunCommand.AcceptFailure(it.Step, "Anna", "known")
            ),
            (NextAct.HandleFailure it, 1) when story.State.Started.NamesAreEnough => story.Try(
                new RunCommand.Waive(it.Step, "Anna", null, "known", story.Now.AddMinutes(random.Next(1, 300)))
            ),
            (NextAct.HandleFailure it, 2) when step!.Work != Work.Readiness => story.Try(new RunCommand.Retry(it.Step, "Anna")),
            (NextAct.HandleFailure, _) => story.Try(new RunCommand.Finish(Outcome.NoGo, "stopped")),
            (NextAct.Ask it, _) when random.Next(4) == 0 => story.Try(new RunCommand.Leave(it.Step, LeftBecause.ByChoice, "no", "Anna")),
            (NextAct.Ask it, _) => story.Try(Answer(it.Step, step!, random.Next(3) != 0)),
            (NextAct.AskCondition it, _) => story.Try(new RunCommand.AnswerCondition(it.Step, "Anna", random.Next(2) == 0, "terminal")),
            (NextAct.Attempt it, _) => it
                .Steps.Select(id => story.Try(new RunCommand.Begin(id)))
                .Concat(it.Steps.ToList().Select(id => story.Try(End(story, id, (Verdict)random.Next(5), random))))
                .ToList()
                .FirstOrDefault(it => it is not null),
            (NextAct.Settle it, _) => story.Try(
                new RunCommand.Settle(it.Step, (Settled)random.Next(3), "settled", "Anna") { Evidence = [Story.Seen(Verdict.Pass)] }
            ),
            _ => Rest(story, act),
        };
    }

    /// <summary>Everything passes, everybody agrees.</summary>
    public static string? Kindly(Story story, NextAct act) =>
        act switch
        {
            NextAct.HandleFailure it => story.Try(new RunCommand.Waive(it.Step, "Anna", null, "known", story.Now.AddYears(1))),
            NextAct.Ask it => story.Try(Answer(it.Step, story.State.Steps[it.Step].Step, true)),
            NextAct.AskCondition it => story.Try(new RunCommand.AnswerCondition(it.Step, "Anna", true, "terminal")),
            NextAct.Attempt it => it
                .Steps.Select(id => story.Try(new RunCommand.Begin(id)))
                .Concat(it.Steps.Select(id => story.Try(End(story, id, Verdict.Pass, null))))
                .ToList()
                .FirstOrDefault(it => it is not null),
            NextAct.Finish it => story.Try(new RunCommand.Finish(it.Outcome, it.Why)),
            _ => Rest(story, act),
        };

    private static string? Rest(Story story, NextAct act) =>
        act switch
        {
            NextAct.ConfirmDestruction it => story.Try(new RunCommand.ConfirmDestruction(it.Step, "Anna", "shop")),
            NextAct.Record it => story.Try(new RunCommand.Record(it.Step, "0", new(Verdict.Pass, "measured"))),
            NextAct.Wait { Until: { } until } it => story.Later(until - story.Now).Try(new RunCommand.Reach(it.Step, until, "waited")),
            NextAct.Wait it => story.Try(new RunCommand.Reach(it.Step, null, it.Why)),
            NextAct.Leave it => story.Try(new RunCommand.Leave(it.Step, it.Because, it.Why, null)),
            NextAct.JudgeReadiness it => story.Try(
                new RunCommand.End(
                    it.Step,
                    new(story.State.Steps[it.Step].Step.Faults.Count == 0 ? Verdict.Pass : Verdict.Fail, "readiness"),
                    [],
                    null,
                    []
                )
            ),
            NextAct.Finish it => story.Try(new RunCommand.Finish(it.Outcome, it.Why)),
            _ => $"nobody carries out {act}",
        };

    private static RunCommand.Answer Answer(StepId id, Step step, bool agrees) =>
        new(
            id,
            "Anna",
            null,
            step.Choices.Count > 0 ? (agrees ? "GO" : "NO-GO")
                : agrees ? "yes"
                : "no",
            null,
            "terminal"
        );

    private static RunCommand.End End(Story story, StepId id, Verdict verdict, Random? random) =>
        new(id, new(verdict, "seen"), [Story.Seen(verdict)], null, PartsOf(story, id, random));

    private static List<PartEnd> PartsOf(Story story, StepId id, Random? random) =>
        [
            .. story
                .State.Order.Where(part => story.State.Steps[part].Step.Block == id)
                .Select(part =>
                    random?.Next(4) == 0
                        ? new PartEnd(part, null, [])
                        : new PartEnd(
                            part,
                            new(random is null ? Verdict.Pass : (Verdict)random.Next(5), "seen"),
                            [Story.Seen(Verdict.Pass)]
                        )
                ),
        ];
}
