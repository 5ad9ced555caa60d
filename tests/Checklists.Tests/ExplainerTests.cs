namespace Slipway.Checklists.Tests;

public sealed class ExplainerTests
{
    private readonly Checklist _checklist = Written.Checklist(
        "# T\n\n## Rollback triggers\n\n- Error rate > 5%\n\n## Deploy\n\n```sh\nkubectl apply -f a.yml\nmystery go\n```\n\nJust words.\n"
    );

    [Fact]
    public void a_line_says_which_rules_and_which_heading_decided()
    {
        var explanation = Explainer.Explain(_checklist, 5)!;

        explanation.KindRule.ShouldBe("trigger-scope");
        explanation.ExpectRule.ShouldBe("condition");
        explanation.ScopeReason.ShouldContain("Rollback triggers");
        explanation.Otherwise.ShouldBe("<!-- slipway: kind=trigger expect=\"value > 5 %\" authority=considered -->");
    }

    [Fact]
    public void a_line_inside_a_block_is_explained_by_its_block() => Explainer.Explain(_checklist, 11)!.Item.Line.ShouldBe(9);

    [Fact]
    public void a_line_that_is_no_item_has_no_explanation() => Explainer.Explain(_checklist, 14).ShouldBeNull();
}
