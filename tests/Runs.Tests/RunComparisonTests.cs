using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests;

public sealed class RunComparisonTests
{
    [Fact]
    public void two_runs_that_went_alike_differ_in_nothing()
    {
        var compared = RunComparison.Of(Told(Verdict.Pass), Told(Verdict.Pass));

        compared.Steps.ShouldBeEmpty();
        compared.Lone.ShouldBeEmpty();
        compared.Whole.ShouldBeEmpty();
        compared.Shared.ShouldBe(1);
    }

    [Fact]
    public void another_verdict_is_told()
    {
        RunComparison
            .Of(Told(Verdict.Pass), Told(Verdict.Inconclusive))
            .Steps.Single()
            .Found.ShouldBe([new("verdict", "pass", "inconclusive")]);
    }

    [Fact]
    public void another_command_under_the_same_words_is_another_plan()
    {
        var before = new Story(Changes(4, "./deploy.sh") with { Text = "Deploy" }).State;
        var after = new Story(Changes(9, "./deploy.sh --force") with { Text = "Deploy" }).State;

        var compared = RunComparison.Of(before, after);

        compared.Lone.ShouldBeEmpty();
        compared.Steps.Single().Planned.ShouldBe([new("commands", "./deploy.sh", "./deploy.sh --force")]);
    }

    [Fact]
    public void a_block_is_paired_by_the_item_that_it_carries_out()
    {
        var item = Group(1) with { Text = "Deploy the shop" };
        var before = new Story(item, Changes(2, "./old.sh") with { Parent = Id(1), Text = "./old.sh" }).State;
        var after = new Story(item, Changes(2, "./new.sh") with { Parent = Id(1), Text = "./new.sh" }).State;

        var step = RunComparison.Of(before, after).Steps.Single();

        step.Name.ShouldBe("Deploy the shop");
        step.Planned.ShouldBe([new("commands", "./old.sh", "./new.sh")]);
    }

    [Fact]
    public void a_step_that_only_one_has_is_gone_or_added()
    {
        RunComparison
            .Of(new Story(Reads(1), Reads(2)).State, new Story(Reads(2), Reads(3)).State)
            .Lone.Select(it => (it.Step.Line, it.Added))
            .ShouldBe([(1, false), (3, true)]);
    }

    [Fact]
    public void steps_of_one_wording_are_paired_in_their_order()
    {
        var before = new Story(Reads(1) with { Text = "Look" }, Reads(2) with { Text = "Look" }).State;
        var after = new Story(Reads(5) with { Text = "Look" }).State;

        var compared = RunComparison.Of(before, after);

        compared.Shared.ShouldBe(1);
        compared.Lone.Single().Step.Line.ShouldBe(2);
    }

    [Theory]
    [InlineData(10, 13, true)]
    [InlineData(10, 12, false)]
    [InlineData(0, 1, false)]
    [InlineData(12, 8, true)]
    public void a_time_is_told_when_it_differs_by_a_second_and_a_quarter(int before, int after, bool told)
    {
        var compared = RunComparison.Of(Told(Verdict.Pass, before), Told(Verdict.Pass, after));

        compared.Steps.Any(it => it.Slower is not null).ShouldBe(told);
    }

    private static RunState Told(Verdict verdict, int seconds = 3) =>
        new Story(Reads(1)).Began(1).Later(TimeSpan.FromSeconds(seconds)).Ended(1, verdict).State;
}
