using Slipway.Checklists.Tests.Meaning;
using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Binding;

/// <summary>Conditions in which a release comes back, read from the author's sentence: wholly, or not at all.</summary>
public sealed class TriggerSentenceTests
{
    private static readonly EnvironmentSpec Night = new()
    {
        Name = "night",
        Metrics = new Dictionary<string, CheckSpec>
        {
            ["error rate"] = Check,
            ["queue"] = Check,
            ["p95 latency"] = Check,
            ["Response time (p95)"] = Check,
            ["fehlerrate"] = Check,
            ["错误率"] = Check,
        },
    };

    private static CheckSpec Check => new("command", new Dictionary<string, string> { ["run"] = "cat it" });

    [Theory]
    [InlineData("Error rate > 10% for 5 minutes", "value > 10 %")]
    [InlineData("Error rate > 5% sustained", "value > 5 %")]
    [InlineData("Roll back if the error rate exceeds 2.5 %", "value > 2.5 %")]
    [InlineData("High error rate (> 10% for 5 min)", "value > 10 %")]
    [InlineData("Response time (p95) > 10s for 5 minutes", "value > 10 s")]
    [InlineData("p95 latency > 500ms", "value > 500 ms")]
    [InlineData("Queue > 1,000 messages", "value > 1000")]
    [InlineData("Error rate 1-5% after 1 hour", "value between 1 % and 5 % and after 1h")]
    [InlineData("Error rate > 1 % after the first 30 minutes", "value > 1 % and after 30m")]
    [InlineData("Queue > 1000 and growing", "value > 1000 and growing")]
    [InlineData("Queue > 1000 and still growing over 10 minutes", "value > 1000 and growing over 10m")]
    [InlineData("Error rate > 5% for 3 consecutive checks", "value > 5 % and 3 in a row")]
    [InlineData("Error rate > 5%, three times in a row", "value > 5 % and 3 in a row")]
    [InlineData("Error rate > 2x baseline", "value > 2x baseline")]
    [InlineData("Error rate more than 3 times the baseline for 5 minutes", "value > 3x baseline")]
    [InlineData("p95 latency above 1.5x normal", "value > 1.5x baseline")]
    [InlineData("Error rate > 5% and a deploy in the last 30 minutes", "value > 5 % and changed within 30m")]
    [InlineData("Error rate > 5 % and a change within the past hour", null)]
    [InlineData("Error rate > 5 % and a release within the last 1 hour", "value > 5 % and changed within 1h")]
    [InlineData("Fehlerrate > 0,5 % für 5 Minuten", "value > 0.5 %")]
    public void a_condition_is_armed_as_it_is_written(string sentence, string? condition)
    {
        Bindings.OfTrigger(Item(sentence), Night)?.Expect?.Text.ShouldBe(condition);
        (Bindings.OfTrigger(Item(sentence), Night) is not null).ShouldBe(condition is not null);
        if (condition is not null)
        {
            Bindings.OfTrigger(Item(sentence), Night)!.Expect!.Understood.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("Error rate > 5% unless traffic is low")]
    [InlineData("Error rate > 5% only at the checkout")]
    [InlineData("Checkout error rate > 5%")]
    [InlineData("Error rate > 5% and queue > 1000")]
    [InlineData("Error rate > 5% or queue > 1000")]
    [InlineData("Error rate > 5% in the first hour")]
    [InlineData("Error rate > 5% within 10 minutes")]
    [InlineData("Error rate > 5% for 5 of 7 minutes")]
    [InlineData("Error rate > 5% and not growing")]
    [InlineData("Error rate > 5% after 1 hour and after 2 hours")]
    [InlineData("Error rate > 2x baseline and > 1 %")]
    [InlineData("Error rate > 5% twice in a row")]
    [InlineData("Error rate > 5% per region")]
    [InlineData("Error rate > 5% and a deploy since yesterday")]
    [InlineData("Error rate > 5% for 3 consecutive days of the week")]
    [InlineData("Error rate doubles")]
    [InlineData("Error rate > 5% (excluding bots)")]
    [InlineData("Latency of error rate > 5%")]
    public void what_is_not_wholly_understood_stays_with_people(string sentence)
    {
        Bindings.OfTrigger(Item(sentence), Night).ShouldBeNull();
    }

    [Theory]
    [InlineData("Error rate > 5% unless traffic is low", "unless")]
    [InlineData("Error rate > 5% and queue > 1000", "bound")]
    [InlineData("Critical errors > 10 in first hour", "in first hour")]
    [InlineData("Sync lag > 10 minutes only at night", "only")]
    public void what_of_it_is_not_understood_is_named(string sentence, string words)
    {
        Bindings.UnclearOf(Item(sentence))!.ShouldContain(words);
    }

    [Theory]
    [InlineData("Checkout error rate > 5%")]
    [InlineData("Queue > 1000 and growing")]
    [InlineData("Data corruption detected")]
    [InlineData("Complete system outage > 5 minutes")]
    public void what_only_lacks_a_source_or_is_an_event_is_no_fault_of_the_sentence(string sentence)
    {
        Bindings.UnclearOf(Item(sentence)).ShouldBeNull();
    }

    [Theory]
    [InlineData("Backlog of the mailer > 1000 and growing", "value > 1000 and growing")]
    [InlineData("Backlog > 1000 unless it is night", null)]
    [InlineData("Unless it is night, backlog > 1000", null)]
    [InlineData("3 consecutive minutes of backlog > 1000", null)]
    public void a_check_of_the_line_itself_says_what_is_measured_and_nothing_else(string sentence, string? condition)
    {
        Bindings.OfTrigger(Item(sentence) with { Check = Check }, Night)?.Expect?.Text.ShouldBe(condition);
        (Bindings.OfTrigger(Item(sentence) with { Check = Check }, Night) is null).ShouldBe(condition is null);
    }

    [Fact]
    public void what_an_annotation_states_is_the_condition()
    {
        var item = Item(
            "Backlog is bad <!-- slipway: kind=trigger check=command run=\"cat it\" expect=\"value > 5 and growing over 2m and 3 in a row\" -->"
        );

        Bindings.OfTrigger(item, Night)!.Expect!.Text.ShouldBe("value > 5 and growing over 2m and 3 in a row");
    }

    [Fact]
    public void a_query_with_a_place_for_the_version_asks_each_by_its_name()
    {
        var check = new CheckSpec("prometheus", new Dictionary<string, string> { ["query"] = "e{lane=\"{lane}\",v=\"{lane:v1|v2}\"}" });

        LaneChecks.AsksOfLane(check).ShouldBeTrue();
        LaneChecks.Stable(check)["query"].ShouldBe("e{lane=\"stable\",v=\"v1\"}");
        LaneChecks.Candidate(check)["query"].ShouldBe("e{lane=\"candidate\",v=\"v2\"}");
        LaneChecks.AsksOfLane(Check).ShouldBeFalse();
        LaneChecks.Candidate(Check).ShouldBe(Check);
    }

    private static PlanItem Item(string sentence) => Written.Item($"- {sentence}", "Rollback triggers");
}
