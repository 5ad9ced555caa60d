using Slipway.Runs.Execution;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Execution;

/// <summary>The machine dies after every record in turn; the world does not. The run is taken up again and carried to its end.</summary>
public sealed class CrashTests
{
    private static readonly string[] Made = ["./backup.sh", "./deploy.sh", "dropdb old", "./undo.sh", "./restart.sh"];

    [Fact(Timeout = 60_000)]
    public Task a_go_live_that_dies_at_any_record_ends_as_a_go_and_makes_no_change_twice() => DiesEverywhere(Go, Outcome.Go);

    [Fact(Timeout = 60_000)]
    public Task a_rollback_that_dies_at_any_record_is_rolled_back_and_makes_no_change_twice() => DiesEverywhere(Back, Outcome.RolledBack);

    [Fact(Timeout = 60_000)]
    public Task a_no_go_that_dies_at_any_record_is_a_no_go() => DiesEverywhere(NoGo, Outcome.NoGo);

    [Fact(Timeout = 60_000)]
    public async Task a_change_that_vanished_at_any_record_is_made_again_only_by_the_word_of_a_person()
    {
        var records = await Length(Vanishing);
        for (var k = 1; k < records; k++)
        {
            using var night = Vanishing();
            await night.RunAsync();
            night.DiesAfter(k);
            var began = night.Records.Count(it => it.Body is RunEvent.StepBegan);
            var ended = night.Records.Count(it => it.Body is RunEvent.StepEnded);

            var stop = await night.ResumeAsync();

            // It had begun in the world before the crash wherever the journal says so; only there it must not run again.
            night.World.Effects["./deploy.sh"].ShouldBeLessThanOrEqualTo(1, $"died after {k}");
            (stop == EngineStop.Waiting || night.Outcome == Outcome.Go || began == 0 || ended > 0).ShouldBeTrue(
                $"died after {k}: {stop} {night.Outcome}"
            );
        }
    }

    private static async Task DiesEverywhere(Func<Night> make, Outcome outcome)
    {
        var records = await Length(make);
        records.ShouldBeGreaterThan(5);
        for (var k = 1; k < records; k++)
        {
            using var night = make();
            await night.RunAsync();
            night.DiesAfter(k);

            await night.ResumeAsync();
            await night.ResumeWhileOpenAsync();

            night.Outcome.ShouldBe(outcome, $"died after record {k}");
            foreach (var change in Made)
            {
                night.World.Effects.GetValueOrDefault(change).ShouldBeLessThanOrEqualTo(1, $"{change}, died after record {k}");
            }
        }
    }

    private static async Task<int> Length(Func<Night> make)
    {
        using var night = make();
        await night.RunAsync();
        return night.Records.Count;
    }

    private static Night Go()
    {
        var night = new Night(
            Reads(1, "./check.sh"),
            Reads(2, "./disk.sh"),
            Readiness(),
            Changes(3, "./backup.sh"),
            Ask(4),
            Changes(5, "./deploy.sh").If("with a migration"),
            Part(6, block: 5, "./deploy.sh"),
            Destroys(7, "dropdb old"),
            Signoff(8),
            Reads(9, "./smoke.sh"),
            Changes(10, "./undo.sh").Back
        );
        night.People.Answers(4, "yes").Answers(8, "Approved");
        night.People.Say(QuestionKind.Condition, Crew.Said("yes")).Say(QuestionKind.Destruction, Crew.Said("old"));
        return night;
    }

    private static Night Back()
    {
        var night = new Night(
            Readiness(),
            Changes(1, "./deploy.sh"),
            Reads(2, "./smoke.sh"),
            Changes(3, "./undo.sh").Back,
            Changes(4, "./restart.sh").Back,
            Reads(5, "./old.sh").Back
        );
        night.World.On("./smoke.sh", exit: 1);
        night.People.Say(QuestionKind.Failure, new Reply.RollBack("Anna", "smoke tests fail"));
        return night;
    }

    private static Night NoGo()
    {
        var night = new Night(Reads(1, "./check.sh") with { Attempts = 2 }, Changes(2, "./deploy.sh"), Reads(3, "./smoke.sh"));
        night.World.On("./smoke.sh", exit: 1);
        return night;
    }

    private static Night Vanishing()
    {
        var night = new Night(Changes(1, "./deploy.sh"), Reads(2, "./smoke.sh"));
        night.World.On("./deploy.sh", _ => new(0) { Vanishes = true });
        night.People.Say(QuestionKind.Failure, new Reply.Waive("Anna", null, "known", TimeSpan.FromDays(1)));
        return night;
    }
}
