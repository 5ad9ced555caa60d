using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests;

public sealed class SelectionTests
{
    private static readonly IReadOnlyList<Step> Night = [Steps.Changes(3), Steps.Group(5), Steps.Changes(9) with { Rollback = true }];

    [Theory]
    [InlineData("3", true)]
    [InlineData("1-4", true)]
    [InlineData("9", false)]
    [InlineData("5", false)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("nowhere", false)]
    public void a_beginning_that_selects_nothing_on_the_way_forward_is_not_usable(string word, bool usable)
    {
        var unknown = new Selection([], word, []).Unknown(Night);

        unknown.ShouldBe(usable ? [] : [word]);
    }
}
