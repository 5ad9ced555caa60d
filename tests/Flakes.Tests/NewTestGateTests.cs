namespace Slipway.Flakes.Tests;

/// <summary>New is what the main line never ran; what only a pull request or a skip knows is new all the same.</summary>
public sealed class NewTestGateTests
{
    [Fact]
    public void what_ran_on_the_main_line_is_known_and_everything_else_is_new()
    {
        var history = Histories.Strip("....");
        history.Add(Histories.Outcome("of a pull request", 2, 1, failed: false) with { Pr = "7", Branch = "feature" });
        history.Add(Histories.Outcome("skipped", 2, 1, failed: false) with { Outcome = OutcomeKind.Skip });
        var gate = NewTestGate.Of(history)!;

        foreach (var test in (string[])["test", "of a pull request", "skipped", "unseen"])
        {
            gate.Add("", test, OutcomeKind.Pass, null);
        }

        gate.New.Select(it => it.Test).ShouldBe(["of a pull request", "skipped", "unseen"]);
        (gate.Tests, gate.Known).ShouldBe((4, 1));
    }

    [Fact]
    public void attempts_are_counted_by_how_they_ended_and_a_pass_does_not_undo_a_failure()
    {
        var gate = NewTestGate.Of(Histories.Strip("...."))!;
        gate.Add("", "new", OutcomeKind.Fail, "expected 3");
        gate.Add("", "new", OutcomeKind.Pass, null);
        gate.Add("", "new", OutcomeKind.Pass, null);
        gate.Add("", "new", OutcomeKind.Skip, null);

        gate.New.ShouldHaveSingleItem().ShouldBe(new NewTest("", "new", 2, 1, 1, "expected 3"));
    }

    [Fact]
    public void a_history_of_pull_requests_alone_knows_no_main_line()
    {
        var history = new TestHistory();
        history.Add(Histories.Outcome("test", 1, 1, failed: false) with { Pr = "7", Branch = "" });

        NewTestGate.Of(history).ShouldBeNull();
    }
}
