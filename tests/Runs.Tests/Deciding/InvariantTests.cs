using FsCheck;
using FsCheck.Fluent;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

/// <summary>Small plans and any commands in any order, sensible or not. The seed of a failure is printed; <see cref="AnyRuns.Told"/> replays it.</summary>
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
        Always(story =>
            story.State.Ended is null || Enumerable.Range(0, 40).All(at => story.Try(AnyRuns.Any(new Random(at), story)) is not null)
        );

    [Fact(Timeout = 120_000)]
    public void what_is_due_is_never_refused_and_always_comes_to_an_end()
    {
        for (var seed = 0; seed < Plans; seed++)
        {
            var random = new Random(seed);
            var story = new Story(AnyRuns.Plan(random));
            for (var acts = 0; story.State.Ended is null; acts++)
            {
                acts.ShouldBeLessThan(300, $"seed {seed} goes round in circles at {story.Next}");
                AnyRuns.Carry(story, story.Next, random).ShouldBeNull($"seed {seed} at {story.Next}");
            }
        }
    }

    [Fact(Timeout = 120_000)]
    public void any_run_can_still_become_a_go_while_nothing_has_been_refused_by_a_person()
    {
        for (var seed = 0; seed < Plans; seed++)
        {
            var random = new Random(seed);
            var started = AnyRuns.Plan(random) with { Mode = RunMode.Run, NamesAreEnough = true };
            if (!started.Steps.Any(it => !it.Rollback && it.HoldsGate && it.Work is Work.Block or Work.Check or Work.Ask))
            {
                continue;
            }

            var story = new Story(started);
            while (story.State.Ended is null)
            {
                AnyRuns.Kindly(story, story.Next).ShouldBeNull($"seed {seed} at {story.Next}");
            }

            story.State.Ended!.Outcome.ShouldBe(Outcome.Go, $"seed {seed}: {story.State.Ended.Why}");
        }
    }

    private static void Always(Func<Story, bool> holds, Func<RunState, RunEvent, DateTimeOffset, bool>? onEvent = null) =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>().Generator.Select(Math.Abs).ToArbitrary(),
                seed =>
                {
                    var story = AnyRuns.Told(seed, out var before);
                    var good = holds(story) && (onEvent is null || before.All(it => onEvent(it.State, it.Happened, it.Now)));
                    return good.Label($"seed {seed}: {string.Join("\n", story.Events.Skip(1))}");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Plans).WithEndSize(int.MaxValue / 2));

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
