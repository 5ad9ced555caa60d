namespace Slipway.Flakes.Tests;

/// <summary>Failures that say the same are one cluster; a cause is named only where the data show it.</summary>
public sealed class FailureClustersTests
{
    [Fact]
    public void numbers_do_not_tell_failures_apart_and_words_do()
    {
        var history = Histories.Strip("...Fr...Fr...Fr......", "Timeout after 31 ms");
        history.AddStrip("other", "......Fr....Fr....Fr..", "Timeout after 99 ms");
        history.AddStrip("third", "..Fr......Fr..........", "expected true");

        var clusters = Of(history).Clusters;

        clusters
            .Select(it => (it.Signature, it.Failures, it.Tests.Count))
            .ShouldBe([("Timeout after # ms", 6, 2), ("expected true", 2, 1)]);
        clusters[1].Cause.ShouldBe(ClusterCause.OneTest);
    }

    [Fact]
    public void tests_that_fail_in_runs_of_their_own_are_alike_and_no_more()
    {
        var history = Histories.Strip(".....Fr..............Fr................", "Timeout");
        history.AddStrip("other", "...........Fr...............Fr.........", "Timeout");

        Of(history).Clusters.ShouldHaveSingleItem().Cause.ShouldBe(ClusterCause.Alike);
    }

    [Fact]
    public void tests_that_fail_together_again_and_again_have_one_cause()
    {
        var history = new TestHistory();
        var strip = string.Concat(Enumerable.Repeat(Histories.Passes(40) + "Fr", 6));
        history.AddStrip("one", strip, "no free port");
        history.AddStrip("two", strip, "no free port");
        for (var test = 0; test < 60; test++)
        {
            history.AddStrip($"healthy {test}", Histories.Passes(246));
        }

        var cluster = Of(history).Clusters.ShouldHaveSingleItem();

        cluster.Cause.ShouldBe(ClusterCause.OneCause, cluster.Why);
        cluster.Why.ShouldContain("together in 6 runs");
    }

    [Fact]
    public void an_outage_is_named_as_one()
    {
        var history = new TestHistory();
        for (var test = 0; test < 30; test++)
        {
            history.AddStrip($"test {test}", $"{Histories.Passes(40)}Fr{Histories.Passes(40)}", "Connection refused");
        }

        var cluster = Of(history).Clusters.ShouldHaveSingleItem();

        cluster.Cause.ShouldBe(ClusterCause.Outage);
        cluster.Tests.Count.ShouldBe(30);
    }

    [Fact]
    public void a_commit_that_broke_several_tests_is_named()
    {
        var history = new TestHistory();
        for (var test = 0; test < 3; test++)
        {
            history.AddStrip($"test {test}", Histories.Passes(40) + "FFFFFFFF", "no such column");
        }

        for (var test = 0; test < 60; test++)
        {
            history.AddStrip($"healthy {test}", Histories.Passes(48));
        }

        var cluster = Of(history).Clusters.ShouldHaveSingleItem();

        cluster.Cause.ShouldBe(ClusterCause.OneChange, cluster.Why);
        cluster.Why.ShouldBe("3 of 3 tests broke at sha-41");
    }

    [Fact]
    public void what_says_nothing_is_counted_and_put_together_with_nothing()
    {
        var clusters = Of(Histories.Strip("...Fr...Fr...Fr......"));

        clusters.Clusters.ShouldBeEmpty();
        clusters.Silent.ShouldBe(3);
    }

    private static FailureClusters Of(TestHistory history) => FailureClusters.Of(history, FlakeVerdicts.Of(history), null);
}
