using FsCheck;
using FsCheck.Fluent;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

/// <summary>Small plans and any commands in any order, sensible or not. The seed of a failure is printed; <see cref="Told"/> replays it.</summary>
public sealed class InvariantTests
{
    private const int Plans = 1500;

    [Fact(Timeout = 120_000)]
    public void no_run_is_ever_a_go_with_a_gate_that_is_not_open() =>
        Always(story =>
            story.State.Ended?.Outcome != Outcome.Go
            || Forward(story).All(it => story.State.Opens(it.Step.Id, story.State.EndedAt!.Value))
                && Forward(story).Any(it => it.Verdict == Verdict.Pass || it.Waiver is not null)
        );

    [Fact(Timeout = 120_000)]
    public void no_gate_is_open_without_a_pass_a_waiver_or_a_reason_that_the_document_gives() =>
        Always(story =>
            story
                .State.Steps.Values.Where(it => it.Step.Work != Work.Group && story.State.Opens(it.Step.Id, story.Now))
                .All(it =>
                    it.Verdict == Verdict.Pass
                    || Waived(story, it)
                    || it.Step.Block is { } block && Waived(story, story.State.Steps[block])
                    || it.Left is { Because: LeftBecause.Condition or LeftBecause.Later }
                    || it.Left is not null && Ancestors(story, it).Any(step => step.Optional)
                    || it.Verdict == Verdict.NotRun && (!it.Step.HoldsGate || it.Step.Work == Work.Moment)
                )
        );

    [Fact(Timeout = 120_000)]
    public void no_change_begins_twice_without_somebody_or_something_asking_for_it() =>
        Always(story =>
            story.State.Order.All(id =>
            {
                var free = true;
                foreach (var happened in story.Events)
                {
                    if (happened is RunEvent.StepBegan began && began.Step == id)
                    {
                        if (!free)
                        {
                            return false;
                        }

                        free = false;
                    }

                    free |= happened is RunEvent.RetryAsked retry && retry.Step == id;
                    free |= happened is RunEvent.OutcomeSettled { How: Settled.RunAgain } again && again.Step == id;
                }

                return true;
            })
        );

    [Fact(Timeout = 120_000)]
    public void no_destruction_begins_without_its_name_typed_since_the_last_attempt() =>
        Always(story =>
            story
                .State.Order.Where(id => story.State.Steps[id].Step.Effect == Effect.Destroys)
                .All(id =>
                    story
                        .Events.Where(it =>
                            it is RunEvent.StepBegan began && began.Step == id
                            || it is RunEvent.DestructionConfirmed typed && typed.Step == id
                        )
                        .Aggregate(
                            (Typed: false, Good: true),
                            (known, it) => it is RunEvent.StepBegan ? (false, known.Good && known.Typed) : (true, known.Good)
                        )
                        .Good
                )
        );

    [Fact(Timeout = 120_000)]
    public void no_change_begins_while_the_way_back_is_shut_and_none_in_a_rehearsal() =>
        Always(
            story => true,
            (before, happened, now) =>
                happened is not RunEvent.StepBegan began
                || before.Steps[began.Step].Step is not { Effect: >= Effect.Changes } step
                || before.Started.Mode == RunMode.Run
                    && (step.Rollback || !before.Steps.ContainsKey(StepId.RollbackPlan) || before.Opens(StepId.RollbackPlan, now))
        );

    [Fact(Timeout = 120_000)]
    public void no_step_of_the_way_back_begins_is_answered_or_left_on_the_way_forward() =>
        Always(
            story => true,
            (before, happened, _) =>
                before.RollingBack is not null
                || happened
                    is not (
                        RunEvent.StepBegan
                        or RunEvent.HoldAnswered
                        or RunEvent.StepLeft
                        or RunEvent.StepWaived
                        or RunEvent.FactRecorded
                    )
                || StepOf(happened) is not { } id
                || !before.Steps[id].Step.Rollback
        );

    [Fact(Timeout = 120_000)]
    public void every_prefix_of_a_journal_is_a_state_that_knows_what_is_due() =>
        Always(story =>
        {
            var state = RunState.Begin((RunEvent.RunStarted)story.Events[0], Story.Eight);
            foreach (var happened in story.Events.Skip(1))
            {
                state = state.Apply(happened, story.Now);
                Due.Next(state, story.Now).ShouldNotBeNull();
                state.Order.ToList().ForEach(id => state.VerdictOf(id));
            }

            return state.VerdictsDigest == story.State.VerdictsDigest && state.Ended == story.State.Ended;
        });

    [Fact(Timeout = 120_000)]
    public void after_its_end_a_run_takes_no_command() =>
        Always(story => story.State.Ended is null || Enumerable.Range(0, 40).All(at => story.Try(Any(new Random(at), story)) is not null));

    [Fact(Timeout = 120_000)]
    public void what_is_due_is_never_refused_and_always_comes_to_an_end()
    {
        for (var seed = 0; seed < Plans; seed++)
        {
            var random = new Random(seed);
            var story = new Story(Plan(random));
            for (var acts = 0; story.State.Ended is null; acts++)
            {
                acts.ShouldBeLessThan(300, $"seed {seed} goes round in circles at {story.Next}");
                Carry(story, story.Next, random).ShouldBeNull($"seed {seed} at {story.Next}");
            }
        }
    }

    [Fact(Timeout = 120_000)]
    public void any_run_can_still_become_a_go_while_nothing_has_been_refused_by_a_person()
    {
        for (var seed = 0; seed < Plans; seed++)
        {
            var random = new Random(seed);
            var started = Plan(random) with { Mode = RunMode.Run, NamesAreEnough = true };
            if (!started.Steps.Any(it => !it.Rollback && it.HoldsGate && it.Work is Work.Block or Work.Check or Work.Ask))
            {
                continue;
            }

            var story = new Story(started);
            while (story.State.Ended is null)
            {
                Kindly(story, story.Next).ShouldBeNull($"seed {seed} at {story.Next}");
            }

            story.State.Ended!.Outcome.ShouldBe(Outcome.Go, $"seed {seed}: {story.State.Ended.Why}");
        }
    }

    private static void Always(Func<Story, bool> holds, Func<RunState, RunEvent, DateTimeOffset, bool>? onEvent = null) =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>().Generator.Select(Math.Abs).ToArbitrary(),
                seed =>
                {
                    var story = Told(seed, out var before);
                    var good = holds(story) && (onEvent is null || before.All(it => onEvent(it.State, it.Happened, it.Now)));
                    return good.Label($"seed {seed}: {string.Join("\n", story.Events.Skip(1))}");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Plans).WithEndSize(int.MaxValue / 2));

    private static Story Told(int seed, out List<(RunState State, RunEvent Happened, DateTimeOffset Now)> before)
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

    private static RunEvent.RunStarted Plan(Random random)
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

    private static RunCommand Any(Random random, Story story)
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
            14 => new RunCommand.Settle(id, (Settled)random.Next(3), "settled", "Anna"),
            15 => random.Next(4) == 0 ? new RunCommand.RollBack("Anna", "errors") : new RunCommand.Pause("waits"),
            16 => new RunCommand.Interrupt("cancelled", []),
            _ => random.Next(3) == 0 ? new RunCommand.Finish((Outcome)random.Next(4), "ends") : new RunCommand.Resume("Olga"),
        };
    }

    private static readonly string[] Words = ["yes", "no", "GO", "NO-GO", "Approved", "maybe", ""];

    /// <summary>As the engine would, with people who say anything that can be said there.</summary>
    private static string? Carry(Story story, NextAct act, Random random)
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
            (NextAct.Settle it, _) => story.Try(new RunCommand.Settle(it.Step, (Settled)random.Next(3), "settled", "Anna")),
            _ => Rest(story, act),
        };
    }

    /// <summary>Everything passes, everybody agrees.</summary>
    private static string? Kindly(Story story, NextAct act) =>
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

    private static IEnumerable<StepState> Forward(Story story) =>
        story.State.Steps.Values.Where(it => !it.Step.Rollback && it.Step.Work != Work.Group);

    private static bool Waived(Story story, StepState step) => step.Waiver is { } waiver && waiver.Expires > story.Now;

    private static IEnumerable<Step> Ancestors(Story story, StepState step)
    {
        for (var it = step.Step; it is not null; it = it.Parent is { } parent ? story.State.Steps[parent].Step : null)
        {
            yield return it;
        }
    }

    private static StepId? StepOf(RunEvent happened) =>
        happened switch
        {
            RunEvent.StepBegan it => it.Step,
            RunEvent.HoldAnswered it => it.Step,
            RunEvent.StepLeft it => it.Step,
            RunEvent.StepWaived it => it.Step,
            RunEvent.FactRecorded it => it.Step,
            _ => null,
        };
}
