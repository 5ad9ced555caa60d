namespace Slipway.Checklists.Tests.Reading;

/// <summary>The example of the guide reads as the guide says.</summary>
public sealed class ReadingGuideTests
{
    [Fact]
    public void the_smallest_example_reads_as_the_guide_says()
    {
        var guide = Repository.Read("docs/guides/reading.md");
        var start = guide.IndexOf("````markdown\n", StringComparison.Ordinal) + "````markdown\n".Length;
        var plan = Written.Plan(guide[start..guide.IndexOf("\n````\n\n`slipway plan", start, StringComparison.Ordinal)]);

        plan.On(1).Estimate.ShouldBe("20m");
        plan.On(3).Expect!.Text.ShouldBe("age < 12 h");
        plan.On(4).Expect!.Text.ShouldBe("stdout contains 'up to date'");
        plan.On(8).Expect!.Text.ShouldBe("value < 1 %");
        plan.On(12).Kind.ShouldBe(ItemKind.Trigger);
        plan.On(12).For.ShouldBe("5m");
    }
}
