using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Deciding;

public sealed class QuorumPathsTests
{
    /// <summary>Enough for three who approve, with a question asked anew or a time that ends between them.</summary>
    private const int Depth = 5;

    public static TheoryData<int, bool, bool> Rules()
    {
        var rules = new TheoryData<int, bool, bool>();
        foreach (var need in (int[])[1, 2, 3])
        {
            rules.Add(need, false, true);
            rules.Add(need, true, true);
            rules.Add(need, false, false);
        }

        return rules;
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Rules))]
    public async Task no_way_leads_to_an_open_gate_without_the_people(int need, bool rejectByQuorum, bool separated)
    {
        var rule = Rule(need, separated) with { RejectByQuorum = rejectByQuorum };
        var paths = await Task.Run(
            () => new QuorumPaths(rule, rule).Go(need == 1 ? Depth + 1 : Depth),
            TestContext.Current.CancellationToken
        );

        paths.Fault.ShouldBeNull();
        paths.Open.ShouldBeGreaterThan(0, "a checker that never sees an open gate checks nothing");
        paths.Ways.ShouldBeGreaterThan(300);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task a_name_alone_does_not_make_it_fall_away_where_it_is_optional_or_has_a_condition(bool optional, bool conditional)
    {
        var rule = Rule(2, separated: true);
        Step Shaped(Step step) => step with { Optional = optional, Condition = conditional ? "the schema changed" : null };
        var paths = await Task.Run(() => new QuorumPaths(rule, rule, shape: Shaped).Go(4), TestContext.Current.CancellationToken);

        paths.Fault.ShouldBeNull();
        paths.Open.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("need")]
    [InlineData("author")]
    [InlineData("operator")]
    [InlineData("end of delegation")]
    [InlineData("reject")]
    public void a_rule_that_is_dropped_is_found(string dropped)
    {
        var rule = Rule(2, separated: true);
        var kept = dropped switch
        {
            "need" => rule with { Need = 1 },
            "author" => rule with { Not = [Quorum.Operator] },
            "operator" => rule with { Not = [Quorum.Author] },
            "reject" => rule with { RejectByQuorum = true },
            _ => rule with { Delegates = [rule.Delegates[0] with { Until = DateTimeOffset.MaxValue }] },
        };

        new QuorumPaths(rule, kept).Go(4).Fault.ShouldNotBeNull();
    }

    [Fact]
    public void one_person_who_counts_twice_is_found()
    {
        var rule = Rule(2, separated: true);

        new QuorumPaths(rule, rule, twice: true).Go(3).Fault.ShouldNotBeNull();
    }

    private static Quorum Rule(int need, bool separated) =>
        new()
        {
            Need = need,
            Of = ["Lead"],
            Not = separated ? [Quorum.Author, Quorum.Operator] : [],
            Deadline = TimeSpan.FromMinutes(30),
            Delegates = [new("Ada", "Eve", QuorumPaths.Delegated, "on leave")],
        };
}
