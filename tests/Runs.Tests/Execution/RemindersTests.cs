using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Execution;

/// <summary>What comes due by itself while people think: told while the question stands, and after a restart as well.</summary>
public sealed class RemindersTests
{
    private static readonly Step Asked = Signoff(1, "Lead") with
    {
        Quorum = new()
        {
            Need = 1,
            Of = ["Lead"],
            Deadline = TimeSpan.FromMinutes(30),
            Remind = TimeSpan.FromMinutes(10),
            EscalateTo = "CTO",
        },
    };

    [Fact(Timeout = 30_000)]
    public async Task while_somebody_thinks_people_are_reminded_then_others_are_told_and_at_the_end_nothing_is_approved()
    {
        var ct = TestContext.Current.CancellationToken;
        using var night = new Night(Asked);
        night.People.ThinksAbout = 1;
        var run = night.RunAsync();
        foreach (var minutes in (int[])[10, 5, 10])
        {
            await night.People.Thinks.WaitAsync(ct);
            night.Clock.Advance(TimeSpan.FromMinutes(minutes));
        }

        await night.People.Thinks.WaitAsync(ct);
        night.People.ThinksAbout = null;
        night.Clock.Advance(TimeSpan.FromMinutes(5));

        (await run).ShouldBe(EngineStop.Waiting);
        Told(night).ShouldBe(["08:10 HoldReminded", "08:15 HoldEscalated", "08:25 HoldReminded", "08:30 HoldExpired"]);
        night.Records.Select(it => it.Body).OfType<RunEvent.HoldEscalated>().ShouldHaveSingleItem().To.ShouldBe("CTO");
        night[1].Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_reminder_that_came_due_while_nothing_ran_is_told_once_when_the_run_is_taken_up_again()
    {
        using var night = new Night(Asked);
        (await night.RunAsync()).ShouldBe(EngineStop.Waiting);
        night.Clock.Advance(TimeSpan.FromMinutes(14));

        (await night.ResumeAsync()).ShouldBe(EngineStop.Waiting);
        (await night.ResumeAsync()).ShouldBe(EngineStop.Waiting);

        Told(night).ShouldBe(["08:14 HoldReminded"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task an_answer_that_comes_after_the_end_is_not_even_asked_for()
    {
        using var night = new Night(Asked);
        await night.RunAsync();
        night.People.Say(QuestionKind.Answer, new Reply.Said("Anna", "Lead", "Approved", null, "terminal"), 1);
        night.Clock.Advance(TimeSpan.FromMinutes(30));

        await night.ResumeAsync();

        Told(night).ShouldBe(["08:30 HoldExpired"]);
        night[1].Verdict.ShouldBe(Verdict.Inconclusive);
        night.Outcome.ShouldBeNull();
    }

    private static IEnumerable<string> Told(Night night) =>
        night
            .Records.Where(it => it.Body is RunEvent.HoldReminded or RunEvent.HoldEscalated or RunEvent.HoldExpired)
            .Select(it => $"{it.Time:HH:mm} {it.Body.GetType().Name}");
}
