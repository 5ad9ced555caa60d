namespace Slipway.Kernel.Tests;

public sealed class VerdictTests
{
    [Fact]
    public void of_nothing_the_worst_is_not_run() => Verdicts.Worst([]).ShouldBe(Verdict.NotRun);

    [Fact]
    public void fail_is_worse_than_error_than_inconclusive_than_not_run_than_pass()
    {
        Verdict[] order = [Verdict.Fail, Verdict.Error, Verdict.Inconclusive, Verdict.NotRun, Verdict.Pass];

        for (var i = 0; i < order.Length; i++)
        {
            Verdicts.Worst(order[i..]).ShouldBe(order[i]);
        }
    }

    [Fact]
    public void the_stored_names_stay() => Enum.GetNames<Verdict>().ShouldBe(["NotRun", "Pass", "Inconclusive", "Error", "Fail"]);

    [Fact]
    public void a_secret_prints_as_stars_also_in_json()
    {
        var secret = new Secret("TOKEN", "hunter2");

        $"{secret}".ShouldBe("***");
        System.Text.Json.JsonSerializer.Serialize(secret).ShouldNotContain("hunter2");
    }
}
