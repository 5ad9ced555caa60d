using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Tests.Journal;

public sealed class ObservationJsonTests
{
    [Fact]
    public void whatever_of_the_facts_is_a_text_is_hidden_names_too()
    {
        const string Secret = "k7#Q-value";
        var seen = new Observation
        {
            Problem = Secret,
            Stdout = Secret,
            Stderr = Secret,
            Body = Secret,
            Headers = new Dictionary<string, string> { [$"X-{Secret}"] = Secret },
            Counts = new Dictionary<string, long> { [Secret] = 3 },
            Flaws = [Secret],
            Unproven = [Secret],
            Grade = Secret,
            Paths = new Dictionary<string, PathFacts> { [$"/{Secret}"] = new(true), ["/***"] = new(false) },
            Answer = Secret,
            ApprovedAs = Secret,
            Value = new Quantity(3, Secret),
        };
        var kept = new List<string>();

        var facts = ObservationJson.Write(
            ObservationJson.Hide(seen, it => it.Replace(Secret, "***", StringComparison.Ordinal)),
            it =>
            {
                kept.Add(it);
                return Digest.Of(it);
            }
        );

        (facts.ToJsonString() + string.Concat(kept)).ShouldNotContain(Secret);
        facts["paths"]!.AsObject().Select(it => it.Key).ShouldBe(["/***", "/***'"]);
        kept.ShouldBe(["***", "***", "***"]);
    }
}
