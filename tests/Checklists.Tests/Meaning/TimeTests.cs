namespace Slipway.Checklists.Tests.Meaning;

public sealed class TimeTests
{
    [Theory]
    [InlineData("Phase 2: Switch (20 minutes)", null, null, "20m", null)]
    [InlineData("Cutover (est. 45 min)", null, null, "45m", null)]
    [InlineData("T-48 Hours: Freeze", "T-48h", null, null, null)]
    [InlineData("T+0:30 First look", "T+0:30", null, null, null)]
    [InlineData("06:30 - Stand-up", "06:30", null, null, null)]
    [InlineData("2 Hour Checkpoint", null, null, null, null)]
    [InlineData("2-Hour Checkpoint", "T+2h", null, null, null)]
    [InlineData("12-hour monitoring", null, "12h", null, null)]
    [InlineData("Watch (0-4 hours)", null, "0h..4h", null, null)]
    [InlineData("Watch (30 minutes - 3 hours)", null, "30m..3h", null, null)]
    [InlineData("Day 3-5", null, "3d..5d", null, null)]
    [InlineData("Week 2", null, "1w", null, null)]
    [InlineData("Checks (first 10 minutes)", null, "10m", null, null)]
    [InlineData("Review (complete within 72 hours)", null, null, null, "72h")]
    [InlineData("Release day 2026-05-04", "2026-05-04", null, null, null)]
    [InlineData("Phase 3: Deploy", null, null, null, null)]
    [InlineData("Version 2.10 rollout", null, null, null, null)]
    public void a_heading_says_when(string heading, string? at, string? window, string? estimate, string? deadline)
    {
        var item = Written.Plan($"# T\n\n## {heading}\n\n- [ ] a\n").Items.FirstOrDefault(it => it.Line == 3);

        item?.At.ShouldBe(at);
        item?.Window.ShouldBe(window);
        item?.Estimate.ShouldBe(estimate);
        item?.Deadline.ShouldBe(deadline);
        (item is null).ShouldBe(at is null && window is null && estimate is null && deadline is null);
    }

    [Theory]
    [InlineData("- [ ] Check the queue every 10 minutes", null, "10m", null, null)]
    [InlineData("- [ ] Send the daily report", null, "1d", null, null)]
    [InlineData("- [ ] Hold the review within 5 days", null, null, null, "5d")]
    [InlineData("- [ ] Inform customers 72h before", null, null, "T-72h", null)]
    [InlineData("- [ ] CPU < 60 % for 20 minutes", "20m", null, null, null)]
    [InlineData("- [ ] Every team is informed", null, null, null, null)]
    [InlineData("- [ ] Finish in about 5 minutes", null, null, null, null)]
    public void a_line_says_how_long_how_often_and_until_when(string line, string? sustained, string? cadence, string? at, string? deadline)
    {
        var item = Written.Item(line);

        item.For.ShouldBe(sustained);
        item.Cadence.ShouldBe(cadence);
        item.At.ShouldBe(at);
        item.Deadline.ShouldBe(deadline);
    }

    [Fact]
    public void digits_in_full_width_count_as_digits()
    {
        var item = Written.Plan("# リリース\n\n## 確認\n\n- [ ] ２２時３０分：エラー率を確認する（＜５％）\n").On(5);
        item.At.ShouldBe("22:30");
    }

    [Fact]
    public void a_date_without_a_year_takes_that_of_the_document()
    {
        var plan = Written.Plan("# T\n\n**Date:** May 4, 2027\n\n## Release day (May 5)\n\n- [ ] a\n");

        plan.On(5).At.ShouldBe("2027-05-05");
    }
}
