using System.Text;
using Slipway.Kernel;

namespace Slipway.Checklists.Tests;

/// <summary>A line moves traffic where it names one share of the new version, or several that rise; everything else is a person's.</summary>
public sealed class TrafficSharesTests
{
    private static readonly EnvironmentSpec Night = new()
    {
        Name = "night",
        Traffic = new("haproxy", new Dictionary<string, string>(StringComparer.Ordinal)),
    };

    [Theory]
    [InlineData("Route 10% of traffic to the new version", 10.0)]
    [InlineData("Shift 25 % of traffic to v2", 25.0)]
    [InlineData("Route 100% traffic to new version", 100.0)]
    [InlineData("10 % des Traffics auf die neue Version leiten", 10.0)]
    public void a_single_share_of_the_new_version_is_moved(string line, double share) => SharesOf(line, Night).ShouldBe([share]);

    [Theory]
    [InlineData("Keep 90% of traffic on the old version")]
    [InlineData("Route 10% of traffic to the stable version")]
    [InlineData("Shift traffic 50% → 10% → 100%")]
    [InlineData("Shift traffic 10% → 50% → 50%")]
    [InlineData("Route 10/90% of traffic to the new version")]
    [InlineData("Increase traffic from 10% to 50%")]
    [InlineData("Shift traffic 10% → 50% → 100%, errors below 1%")]
    [InlineData("Shift traffic 10% → 50%, and away from the old version")]
    [InlineData("Shift traffic 5% → 10% in the east, 10% → 50% in the west")]
    [InlineData("Shift traffic 10,5% → 50%")]
    [InlineData("Shift traffic 0/50/100%")]
    [InlineData("Shift traffic 50/100/150%")]
    [InlineData("Switch traffic to the new version")]
    [InlineData("Error rate below 1% of traffic")]
    public void what_is_not_clear_is_a_persons(string line) => SharesOf(line, Night).ShouldBeEmpty();

    [Fact]
    public void where_nothing_moves_traffic_people_do() =>
        SharesOf("Route 10% of traffic to the new version", Night with { Traffic = null }).ShouldBeEmpty();

    [Theory]
    [InlineData("Shift traffic 10% → 50% → 100%", new[] { 10.0, 50, 100 })]
    [InlineData("Route traffic to the new version: 10 % -> 25 % -> 100 %", new[] { 10.0, 25, 100 })]
    [InlineData("Route 10/25/50/100% of traffic to the new version", new[] { 10.0, 25, 50, 100 })]
    [InlineData("Canary rollout of traffic: 1%, 2.5%, 50%, 100%", new[] { 1, 2.5, 50, 100 })]
    [InlineData("Shift traffic 10% → 50% → 100%, 15 minutes each", new[] { 10.0, 50, 100 })]
    [InlineData("Route traffic to v2: 5%, then 100%", new[] { 5.0, 100 })]
    public void several_shares_that_rise_are_moved_one_after_the_other(string line, double[] shares) =>
        SharesOf(line, Night).ShouldBe(shares);

    private static IReadOnlyList<double> SharesOf(string line, EnvironmentSpec environment)
    {
        var text = $"# Go-live\n\n## Deployment\n\n- [ ] {line}\n";
        var read = ChecklistReader.Read(Encoding.UTF8.GetBytes(text), "GO-LIVE.md", Settings.None, NoRepository.Instance);
        var item = read.ShouldBeOfType<ReadChecklist.Usable>().Checklist.Plan.Items.Single(it => it.Line == 5);
        return TrafficShares.Of(item, environment);
    }
}
