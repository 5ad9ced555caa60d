using System.Text;
using Slipway.Kernel;

namespace Slipway.Checklists.Tests;

/// <summary>A line moves traffic where it names one share of the new version; everything else is a person's.</summary>
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
    public void a_single_share_of_the_new_version_is_moved(string line, double share) => ShareOf(line, Night).ShouldBe(share);

    [Theory]
    [InlineData("Keep 90% of traffic on the old version")]
    [InlineData("Route 10% of traffic to the stable version")]
    [InlineData("Shift traffic 10% → 50% → 100%")]
    [InlineData("Switch traffic to the new version")]
    [InlineData("Error rate below 1% of traffic")]
    public void what_is_not_clear_is_a_persons(string line) => ShareOf(line, Night).ShouldBeNull();

    [Fact]
    public void where_nothing_moves_traffic_people_do() =>
        ShareOf("Route 10% of traffic to the new version", Night with { Traffic = null }).ShouldBeNull();

    private static double? ShareOf(string line, EnvironmentSpec environment)
    {
        var text = $"# Go-live\n\n## Deployment\n\n- [ ] {line}\n";
        var read = ChecklistReader.Read(Encoding.UTF8.GetBytes(text), "GO-LIVE.md", Settings.None, NoRepository.Instance);
        var item = read.ShouldBeOfType<ReadChecklist.Usable>().Checklist.Plan.Items.Single(it => it.Line == 5);
        return TrafficShares.Of(item, environment);
    }
}
