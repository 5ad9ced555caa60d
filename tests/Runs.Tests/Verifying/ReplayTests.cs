using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;
using Slipway.Runs.Verifying;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Verifying;

/// <summary>Every Night of the other tests replays itself too, with its verdicts; here are the decisions of any story, and forged ones.</summary>
public sealed class ReplayTests
{
    private const int Stories = 1500;

    [Fact(Timeout = 120_000)]
    public void every_history_that_can_happen_comes_out_again()
    {
        for (var seed = 0; seed < Stories; seed++)
        {
            var told = Told(seed);
            Replayed(told).Faults.ShouldBeEmpty($"seed {seed}");
        }
    }

    [Fact(Timeout = 120_000)]
    public void a_go_that_was_none_is_found()
    {
        var forged = 0;
        for (var seed = 0; seed < Stories; seed++)
        {
            var told = Told(seed);
            // Where a person stopped what could have gone on, only the signature tells.
            if (
                told is [.., { Body: RunEvent.RunEnded { Outcome: Outcome.NoGo } } end]
                && Due.Next(Replayed(told.SkipLast(1).ToList()).State, end.Time) is not NextAct.Finish { Outcome: Outcome.Go }
            )
            {
                forged++;
                told[^1] = end with { Body = new RunEvent.RunEnded(Outcome.Go, "Every gate is open.") };
                Replayed(told).Faults.ShouldNotBeEmpty($"seed {seed}");
            }
        }

        forged.ShouldBeGreaterThan(100);
    }

    [Fact(Timeout = 120_000)]
    public void a_change_that_was_carried_out_twice_is_found()
    {
        var forged = 0;
        for (var seed = 0; seed < Stories; seed++)
        {
            var told = Told(seed);
            var at = told.FindIndex(it => it.Body is RunEvent.StepEnded);
            if (at > 0 && told[at].Body is RunEvent.StepEnded end && told[at - 1].Body is RunEvent.StepBegan)
            {
                forged++;
                told.Insert(at + 1, told[at] with { Body = new RunEvent.StepBegan(end.Step, end.Attempt + 1) });
                Replayed(told).Faults.ShouldNotBeEmpty($"seed {seed}");
            }
        }

        forged.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void an_answer_that_says_more_than_the_person_did_is_found()
    {
        var story = new Story(Signoff(1)).Do(new RunCommand.OpenHold(Id(1), "Who approves?"));
        story.Do(new RunCommand.Answer(Id(1), "Anna", null, "declined", null, "terminal"));
        var told = Records(story.Events, story.Now);
        var answer = (RunEvent.HoldAnswered)told[^1].Body;
        told[^1] = told[^1] with { Body = answer with { Verdict = Verdict.Pass, Why = "Anna approved" } };

        Replayed(told).Faults.ShouldHaveSingleItem().ShouldStartWith("record 3: hold-answered is not what the rules bring about here");
    }

    [Fact]
    public void a_step_that_the_run_does_not_have_is_found() =>
        Replayed(Records([Story.Start(Reads(1)), new RunEvent.StepBegan(Id(9), 1)], Story.Eight))
            .Faults.ShouldHaveSingleItem()
            .ShouldBe("record 2: the run has no step L9; what follows cannot be made again");

    [Fact]
    public void a_cut_by_a_crash_is_no_fault()
    {
        var story = new Story(Reads(1), Part(2, 1)).Do(new RunCommand.Leave(Id(1), LeftBecause.ByChoice, "not tonight", "Anna"));
        var cut = story.Events.SkipLast(1).Append(new RunEvent.RunResumed("Olga")).Concat(story.Events.Skip(1)).ToList();

        Replayed(Records(cut, story.Now)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void what_people_signed_comes_out_again_and_what_they_did_not_is_found()
    {
        using var board = new Board();
        var story = board.Asked(new Quorum { Need = 2 });
        story.Do(board.Signed(story, "Ada")).Do(board.Signed(story, "Bo"));
        story[2].Verdict.ShouldBe(Verdict.Pass);
        var told = Records(story.Events, story.Now);
        Replayed(told).Faults.ShouldBeEmpty();

        var last = (RunEvent.HoldAnswered)told[^1].Body;
        var other = ((RunEvent.HoldAnswered)told[^2].Body).Signature!;
        foreach (
            var forged in (RunEvent.HoldAnswered[])
                [
                    last with
                    {
                        Signature = null,
                    },
                    last with
                    {
                        Signature = last.Signature! with { Value = other.Value },
                    },
                    last with
                    {
                        Signature = other,
                    },
                    last with
                    {
                        By = "Fay",
                    },
                    last with
                    {
                        Comment = "without reading it",
                    },
                ]
        )
        {
            told[^1] = told[^1] with { Body = forged };
            Replayed(told).Faults.ShouldNotBeEmpty(forged.ToString());
        }
    }

    private static List<JournalRecord> Told(int seed)
    {
        var story = AnyRuns.Told(seed, out var before);
        return [new(1, Story.Eight, story.Events[0], ""), .. before.Select((it, at) => new JournalRecord(at + 2, it.Now, it.Happened, ""))];
    }

    private static List<JournalRecord> Records(IReadOnlyList<RunEvent> events, DateTimeOffset at) =>
        [.. events.Select((it, number) => new JournalRecord(number + 1, at, it, ""))];

    private static Replayed Replayed(IReadOnlyList<JournalRecord> told) =>
        new Replay(RunState.Begin((RunEvent.RunStarted)told[0].Body, told[0].Time), new VerdictReplay(_ => null)).Make(told.Skip(1));
}
