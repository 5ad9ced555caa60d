using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Configuration;

/// <summary>What is written under <c>traffic:</c> of an environment.</summary>
public sealed class TrafficSettingsTests
{
    [Fact]
    public void a_driver_is_read_with_its_own_settings_and_its_gate()
    {
        var traffic = Usable(
            """
            environments:
              prod:
                traffic:
                  driver: haproxy
                  address: unix:/run/haproxy/admin.sock
                  stable: app/v1a app/v1b
                  candidate: app/v2
                  gate: {for: 10m, interval: 30s, margin: 1.5, latency-margin: 2, floor: 0.01, alpha: 0.05, probe: "http://127.0.0.1/health"}
            """
        )!;

        traffic.Driver.ShouldBe("haproxy");
        traffic["stable"].ShouldBe("app/v1a app/v1b");
        traffic.Settings.Keys.ShouldBe(["address", "stable", "candidate"], ignoreOrder: true);
        traffic.Gate.ShouldBe(
            new()
            {
                For = TimeSpan.FromMinutes(10),
                Interval = TimeSpan.FromSeconds(30),
                Margin = 1.5,
                LatencyMargin = 2,
                Floor = 0.01,
                Alpha = 0.05,
                Probe = "http://127.0.0.1/health",
            }
        );
    }

    [Fact]
    public void a_gate_that_says_nothing_has_the_defaults()
    {
        var gate = Usable("environments: {prod: {traffic: {driver: gateway, url: 'http://127.0.0.1:8081', gate: {}}}}")!.Gate!;

        gate.ShouldBe(TrafficGate.Standard);
        (gate.For, gate.Interval, gate.Margin, gate.LatencyMargin, gate.Floor, gate.Alpha, gate.Probe).ShouldBe(
            (TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(15), 1.25, 1.25, 0.001, 0.01, null)
        );
    }

    [Fact]
    public void without_traffic_there_is_no_driver() => Usable("environments: {prod: {}}").ShouldBeNull();

    [Fact]
    public void an_unknown_driver_is_told_with_its_line_and_the_drivers_there_are()
    {
        var fault = Faults("environments:\n  prod:\n    traffic:\n      driver: haproxi\n").ShouldHaveSingleItem();

        (fault.Code, fault.Line).ShouldBe(("SW1007", 4));
        fault.Allowed.ShouldContain("haproxy");
    }

    [Fact]
    public void a_setting_of_another_driver_an_unknown_one_and_missing_ones_are_told_together()
    {
        var faults = Faults(
            "environments:\n  prod:\n    traffic:\n      driver: haproxy\n      adress: unix:/run/h.sock\n      reload: nginx -s reload\n      stable: a/b\n"
        );

        faults.Select(it => (it.Code, it.Line)).ShouldBe([("SW1013", 4), ("SW1013", 4), ("SW1005", 5), ("SW1005", 6)]);
        faults.ShouldContain(it => it.Message == "'reload' is no setting of the driver haproxy.");
    }

    [Theory]
    [InlineData("margin: 1")]
    [InlineData("margin: 101")]
    [InlineData("margin: NaN")]
    [InlineData("margin: -2")]
    [InlineData("alpha: 0")]
    [InlineData("alpha: 0.5")]
    [InlineData("for: 0s")]
    [InlineData("interval: never")]
    [InlineData("probe: 'http://me:geheim@127.0.0.1/'")]
    [InlineData("marge: 2")]
    public void a_gate_that_cannot_be_is_a_fault(string gate) =>
        Faults($"environments: {{prod: {{traffic: {{driver: gateway, url: 'http://127.0.0.1', gate: {{{gate}}}}}}}}}")
            .ShouldHaveSingleItem();

    [Fact]
    public void a_token_in_plain_text_is_a_fault_and_is_not_repeated()
    {
        var fault = Faults("environments: {prod: {traffic: {driver: gateway, url: 'http://127.0.0.1', token: s3cr3t-w0rd}}}")
            .ShouldHaveSingleItem();

        fault.Code.ShouldBe("SW1014");
        $"{fault.Message} {fault.Allowed}".ShouldNotContain("s3cr3t");
    }

    [Fact]
    public void a_command_that_sets_the_same_whatever_is_asked_for_is_a_fault() =>
        Faults("environments: {prod: {traffic: {driver: command, read: r, set: s, count: c}}}")
            .ShouldHaveSingleItem()
            .Message.ShouldContain("{share}");

    private static TrafficSpec? Usable(string text) =>
        SettingsReader
            .Read(text, "slipway.yaml")
            .Match(it => it.Settings, it => throw new InvalidOperationException(string.Join('\n', it.Faults)))
            .Environments["prod"]
            .Traffic;

    private static IReadOnlyList<Fault> Faults(string text) => SettingsReader.Read(text, "slipway.yaml").Match(_ => [], it => it.Faults);
}
