using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Checklists.Tests;

public sealed class PlanReaderTests
{
    [Theory]
    [InlineData("- [ ] **Tests:** all pass\n  ```bash\n  # both\n  dotnet test\n  ```\n  - **Expected:** output contains \"failed: 0\"\n")]
    [InlineData("- [ ] Old version healthy <!-- slipway: check=http url=/health expect=\"status 200\" limit=1m attempts=3 -->\n")]
    [InlineData("- [ ] **Tech Lead:** `______` Date: `______`\n- [x] At 07:00 (optional): tell the office within 24 h\n")]
    [InlineData("| Metric | Target | Actual | Status |\n|---|---|---|---|\n| Error rate | < 1% | | |\n")]
    [InlineData("```bash\nrm -rf /srv/old\nssh HOST <placeholder>\n```\n")]
    public void a_plan_that_was_written_is_read_as_it_was(string lines)
    {
        var plan = Written.Plan($"# Release\n\n## Phase 1: Deploy (15 minutes)\n\n{lines}\n## Rollback\n\n1. `./undo.sh`\n");
        var written = PlanJson.Write(plan).ToJsonString();
        var read = PlanReader.Read(written).ShouldBeOfType<ReadPlan.Usable>();
        read.StatedDigest.ShouldBe(plan.Digest.ToString());
        PlanJson.Write(read.Plan).ToJsonString().ShouldBe(written);
    }

    /// <summary>Whoever has only the file can make the digest again with any writer of RFC 8785.</summary>
    [Fact]
    public void the_digest_is_that_of_the_written_plan_without_its_path()
    {
        var plan = Written.Plan("# Release\n\n- [ ] `rm -rf /srv/old`\n- [ ] ≥ 99.9 % 🚀\n- [ ] `kubectl apply -f a.yaml`\n");
        plan.Findings.ShouldNotBeEmpty();
        var written = PlanJson.Write(plan);
        written.Remove("digest");
        written["source"]!.AsObject().Remove("file");
        Digest.Of(CanonicalJson.Write(written)).ShouldBe(plan.Digest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema":"slipway.plan/2"}""")]
    [InlineData("""{"schema":"slipway.plan/1"}""")]
    [InlineData("""{"schema":"slipway.plan/1","source":{"sha256":"x"},"title":"t","items":[{"line":"one"}]}""")]
    public void what_is_no_plan_is_said_to_be_none(string json) =>
        PlanReader.Read(json).ShouldBeOfType<ReadPlan.Unusable>().Why.ShouldNotBeEmpty();

    [Fact]
    public void an_effect_that_is_not_known_is_named()
    {
        var plan = PlanJson.Write(Written.Plan("# T\n\n- [ ] Look\n"));
        plan["items"]![0]!["effect"] = "1";

        PlanReader.Read(plan.ToJsonString()).ShouldBeOfType<ReadPlan.Unusable>().Why.ShouldContain("\"1\" is no effect");
    }

    [Fact]
    public void a_kind_that_is_not_known_is_named()
    {
        var plan = PlanJson.Write(Written.Plan("# Release\n\n- [ ] Done\n"));
        plan["items"]![0]!["kind"] = "prayer";
        PlanReader.Read(plan.ToJsonString()).ShouldBeOfType<ReadPlan.Unusable>().Why.ShouldContain("\"prayer\" is no ItemKind");
    }

    [Fact]
    public void what_a_later_version_adds_is_passed_over()
    {
        var plan = PlanJson.Write(Written.Plan("# Release\n\n- [ ] Done\n"));
        plan["items"]![0]!["mood"] = new JsonArray("calm");
        PlanReader.Read(plan.ToJsonString()).ShouldBeOfType<ReadPlan.Usable>().Plan.Items[0].Text.ShouldBe("Done");
    }
}
