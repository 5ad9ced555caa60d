namespace Slipway.Checklists.Tests.Meaning;

public sealed class KindTests
{
    [Theory]
    [InlineData("- [ ] Disk usage < 80 %", ItemKind.Metric, "value < 80 %")]
    [InlineData("- [ ] Checkout latency stays below 300 ms", ItemKind.Metric, "value < 300 ms")]
    [InlineData("- [ ] Coverage at least 85%", ItemKind.Metric, "value >= 85 %")]
    [InlineData("- [ ] Orders per minute: ____ (target: > 40)", ItemKind.Metric, "value > 40")]
    [InlineData("- [ ] Regression suite: 250+ passing", ItemKind.Metric, "value >= 250")]
    [InlineData("- [ ] Lint: 0 errors, <5 warnings", ItemKind.Metric, "count errors = 0 and count warnings < 5")]
    [InlineData("- [ ] Zero failed payments", ItemKind.Metric, "value = 0")]
    [InlineData("- [ ] Cloud bill: $40 per day (down from $90)", ItemKind.Metric, "value <= 40 USD/day")]
    [InlineData("- [ ] Coverage raised (was 61%)", ItemKind.Manual, null)]
    [InlineData("- [ ] Node.js 20+ installed", ItemKind.Manual, null)]
    [InlineData("- [ ] Released on 2026-03-01 on port 8443", ItemKind.Manual, null)]
    [InlineData("- [ ] No open blockers", ItemKind.Manual, "count = 0")]
    [InlineData("- [ ] Logs read - no unexpected errors", ItemKind.Manual, "count errors = 0")]
    [InlineData("- [ ] All 12 shards rebalanced", ItemKind.Manual, "count = 12")]
    [InlineData("- [ ] Shift 20% of traffic to green", ItemKind.Traffic, "weight = 20 %")]
    [InlineData("- [ ] Traffic plan reviewed", ItemKind.Manual, null)]
    [InlineData("- [ ] Notify support and customers", ItemKind.Notify, null)]
    [InlineData("- [ ] Release mail sent to customers", ItemKind.Notify, null)]
    [InlineData("- [ ] Customer mail drafted", ItemKind.Manual, null)]
    [InlineData("- [ ] Back up the orders database", ItemKind.Backup, null)]
    [InlineData("- [ ] Backup strategy documented", ItemKind.Manual, null)]
    [InlineData("- [ ] Head of Sales approval obtained", ItemKind.Signoff, "approved by 'Head of Sales'")]
    [InlineData("- [ ] Architecture review approved", ItemKind.Signoff, "approved by 'Architecture reviewer'")]
    [InlineData("- [ ] CAB lead: ________ Date: ____", ItemKind.Signoff, "approved by 'CAB lead'")]
    [InlineData("- [ ] (optional) Go-live approved by: ________", ItemKind.Signoff, "approved by 'unspecified'")]
    [InlineData("- [ ] If the schema changed: DBA: ________ Date: ____", ItemKind.Signoff, "approved by 'DBA'")]
    [InlineData("- [ ] If the schema changed: notes: ________", ItemKind.Field, null)]
    [InlineData("- [ ] Go / No-Go: `GO / NO-GO`", ItemKind.Decision, "one of GO/NO-GO")]
    [InlineData("- [ ] Decide whether to proceed", ItemKind.Decision, null)]
    [InlineData("- [ ] Watch the dashboards for 30 minutes", ItemKind.Watch, null)]
    [InlineData("- [ ] Monitor every 20 minutes", ItemKind.Watch, null)]
    [InlineData("- [ ] `GET /status` returns 204", ItemKind.Http, "status 204")]
    [InlineData("- [ ] Admin page reachable: https://admin.acme.test", ItemKind.Http, "status 2xx")]
    [InlineData("- [ ] Health endpoint responding", ItemKind.Manual, null)]
    [InlineData("- [ ] Config in `/etc/app.conf` correct", ItemKind.Manual, null)]
    [InlineData("- [ ] `kubectl get pods` shows all pods Running", ItemKind.Command, "stdout all 'Running'")]
    [InlineData("- [ ] Check `redis-cli ping` returns PONG", ItemKind.Command, "stdout contains 'PONG'")]
    [InlineData("- [ ] `SELECT count(*) FROM jobs` returns 0", ItemKind.Sql, "value = 0")]
    [InlineData("- Owner: ________", ItemKind.Field, null)]
    [InlineData("- Smoke test: `PASS / FAIL`", ItemKind.Field, "equals 'PASS'")]
    [InlineData("- Backups verified: [Yes/No]", ItemKind.Field, "equals 'Yes'")]
    [InlineData("- Trend: `Up / Flat / Down`", ItemKind.Field, "one of Up/Flat/Down")]
    [InlineData("**Outcome:** □ SHIP □ ROLLBACK", ItemKind.Decision, "one of SHIP/ROLLBACK")]
    [InlineData("**Lead:** [Name]", ItemKind.Field, null)]
    [InlineData("Signed by: ______", ItemKind.Signoff, "approved by 'unspecified'")]
    [InlineData("- Score: ****\\_\\_\\_****", ItemKind.Field, null)]
    public void a_line_is_read_for_its_purpose(string line, ItemKind kind, string? expect)
    {
        var item = Written.Item(line, line.StartsWith("Signed", StringComparison.Ordinal) ? "Sign-off" : "Checks");

        item.Kind.ShouldBe(kind, item.Why);
        item.Expect?.Text.ShouldBe(expect);
        (item.Expect is null).ShouldBe(expect is null, item.Expect?.Text);
    }

    [Theory]
    [InlineData("Rollback triggers", "- Error rate > 4% for 10 minutes", ItemKind.Trigger, "value > 4 %", "10m")]
    [InlineData("When to roll back", "- [ ] Checkout down for more than 3 minutes", ItemKind.Trigger, "down", "3m")]
    [InlineData("Abort if", "- queue depth exceeds 500 and growing", ItemKind.Trigger, "value > 500 and increasing", null)]
    [InlineData("Rollback criteria", "- p95 > 2x baseline for 15 min", ItemKind.Trigger, "value > 2x baseline", "15m")]
    [InlineData("Rollback criteria", "- customers report lost orders", ItemKind.Trigger, "event", null)]
    [InlineData("NO-GO if", "- backup older than a day", ItemKind.Trigger, "event", null)]
    [InlineData("Go if", "- error rate < 1 %", ItemKind.Decision, "value < 1 %", null)]
    [InlineData("Alert rules", "- [ ] Error rate > 4% for 10 minutes", ItemKind.Manual, null, null)]
    [InlineData("Success criteria", "- [ ] Error rate < 1%", ItemKind.Metric, "value < 1 %", null)]
    [InlineData("Rollback steps", "1. Restore the snapshot", ItemKind.RollbackStep, null, null)]
    [InlineData("If something goes wrong", "1. Put the old version back", ItemKind.RollbackStep, null, null)]
    public void the_heading_decides_what_the_same_words_mean(string heading, string line, ItemKind kind, string? expect, string? sustained)
    {
        var item = Written.Item(line, heading);

        item.Kind.ShouldBe(kind, item.Why);
        item.Expect?.Text.ShouldBe(expect);
        item.For.ShouldBe(sustained);
        item.Forward.ShouldBe(kind is not (ItemKind.Trigger or ItemKind.RollbackStep));
    }

    [Fact]
    public void a_line_that_says_itself_when_to_stop_is_a_trigger()
    {
        var item = Written.Item("- [ ] Postpone if load is above 5k rps");

        item.Kind.ShouldBe(ItemKind.Trigger);
        item.Scope.ShouldBe(Scope.RollbackTrigger);
        item.Expect!.Text.ShouldBe("value > 5000 req/s");
        item.Forward.ShouldBeFalse();
    }

    [Fact]
    public void a_claim_about_the_rollback_is_forward_work()
    {
        var item = Written.Item("- [ ] Rollback procedure tested", "Rollback plan");

        item.Kind.ShouldBe(ItemKind.Manual);
        item.Forward.ShouldBeTrue();
    }

    [Fact]
    public void a_command_that_goes_back_is_out_of_reach_wherever_it_stands() =>
        Written.Item("- `helm rollback web 3`", "Notes").Forward.ShouldBeFalse();

    [Theory]
    [InlineData("- [ ] If the schema changed: DBA: ________ Date: ____", "If the schema changed")]
    [InlineData("- [ ] If the schema changed, the DBA looks at it", "If the schema changed")]
    [InlineData("- [ ] Look at it (if the schema changed)", "if the schema changed")]
    [InlineData("- [ ] If it fails: roll back", null)]
    [InlineData("- [ ] DBA: ________ Date: ____", null)]
    public void a_condition_stands_in_front_or_in_brackets(string line, string? condition) =>
        Written.Item(line, "Checks").Condition.ShouldBe(condition);

    [Fact]
    public void the_steps_of_troubleshooting_are_asked_for_first()
    {
        var plan = Written.Plan("# T\n\n## Troubleshooting\n\n### Pods crash\n\n```sh\nkubectl rollout restart deploy/web\n```\n");

        plan.On(7).Optional.ShouldBeTrue();
        plan.On(7).Condition.ShouldBe("Pods crash");
    }

    [Fact]
    public void a_bare_label_over_records_is_a_group_and_one_with_words_is_not()
    {
        var plan = Written.Plan(
            "# T\n- [ ] **Monitoring ready**\n  - Grafana: `Yes / No`\n- [ ] **Backup**: taken before the change\n  - File: ____\n"
        );

        plan.On(2).Kind.ShouldBe(ItemKind.HeadingGroup);
        plan.On(4).Kind.ShouldBe(ItemKind.Backup);
    }

    [Theory]
    [InlineData("https://shop.acme.test/health", Proof.Machine)]
    [InlineData("/health", Proof.Binding)]
    public void an_address_is_asked_by_a_machine_once_it_is_whole(string url, Proof proof)
    {
        var item = Written.Item($"- [ ] `GET {url}` returns 200");

        item.Proof.ShouldBe(proof);
        item.Check!["url"].ShouldBe(url);
        item.Check!["method"].ShouldBe("GET");
    }
}
