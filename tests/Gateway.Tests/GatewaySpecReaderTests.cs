using Slipway.Testing;

namespace Slipway.Gateway.Tests;

/// <summary>A call that cannot be served is refused before anything listens, with all that is wrong with it.</summary>
public sealed class GatewaySpecReaderTests
{
    private static readonly GatewayCall Good = World.CallOf("http://127.0.0.1:1", "https://candidate.internal");

    [Fact]
    public void all_faults_are_told_together()
    {
        var read = GatewaySpecReader.Read(
            new()
            {
                Admin = "http://0.0.0.0:8081",
                Share = "NaN",
                Drain = "-1s",
            }
        );

        var faults = read.ShouldBeOfType<GatewayRead.Faulty>().Faults;
        faults.Count.ShouldBe(6);
        faults
            .Select(it => it.Split(' ', ':')[0])
            .Order()
            .ShouldBe(["--admin", "--candidate", "--drain", "--listen", "--share", "--stable"]);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8081")]
    [InlineData("http://[::]:8081")]
    [InlineData("http://192.0.2.7:8081")]
    public void an_admin_api_that_others_reach_needs_a_token(string admin) =>
        FaultsOf(Good with { Admin = admin }).Single().ShouldContain("--token-file");

    [Theory]
    [InlineData("http://127.0.0.1:8081")]
    [InlineData("http://127.9.9.9:8081")]
    [InlineData("http://[::1]:8081")]
    [InlineData("http://localhost:8081")]
    public void on_the_loopback_it_needs_none(string admin) => FaultsOf(Good with { Admin = admin }).ShouldBeEmpty();

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    [InlineData("has a blank in the middle")]
    [InlineData("sixteen-and-märe")]
    public void a_token_that_is_easy_to_guess_or_to_spoil_is_refused(string token)
    {
        using var folder = new TempFolder();

        FaultsOf(Good with { TokenFile = folder.Write("token", token) }).Single().ShouldStartWith("--token-file");
    }

    [Fact]
    public void a_token_that_is_not_there_is_refused_even_on_the_loopback()
    {
        using var folder = new TempFolder();

        FaultsOf(Good with { TokenFile = folder["none"] }).Single().ShouldContain("cannot be read");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("101")]
    [InlineData("NaN")]
    [InlineData("1e1")]
    [InlineData("")]
    [InlineData("ten")]
    [InlineData("1,5")]
    [InlineData("Infinity")]
    public void a_share_is_a_number_from_0_to_100(string share) =>
        FaultsOf(Good with { Share = share }).Single().ShouldStartWith("--share");

    [Theory]
    [InlineData("127.0.0.1:9001")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://")]
    [InlineData("http://127.0.0.1:9001/base")]
    [InlineData("http://127.0.0.1:9001/?x")]
    [InlineData("http://user:word@127.0.0.1:9001")]
    [InlineData("h2c://127.0.0.1")]
    [InlineData("")]
    public void a_server_is_a_scheme_a_host_and_a_port(string server) =>
        FaultsOf(Good with { Stable = [server] }).Single().ShouldStartWith("--stable");

    [Theory]
    [InlineData("http://shop.example:80")]
    [InlineData("https://0.0.0.0:443")]
    [InlineData("8080")]
    public void one_listens_on_an_address_of_this_machine(string listen) =>
        FaultsOf(Good with { Listen = [listen] }).Single().ShouldStartWith("--listen");

    [Theory]
    [InlineData("cookie")]
    [InlineData("cookie:")]
    [InlineData("cookie:a b")]
    [InlineData("cookie:a;b")]
    [InlineData("header:a:b")]
    [InlineData("address:x")]
    public void a_name_to_stick_to_is_a_name(string sticky) => FaultsOf(Good with { Sticky = sticky }).Single().ShouldStartWith("--sticky");

    [Theory]
    [InlineData("yes")]
    [InlineData("addresses:")]
    [InlineData("addresses:everybody")]
    [InlineData("addresses:10.0.0.0/33")]
    [InlineData("addresses:10.0.0.1,")]
    [InlineData("secret-file:")]
    [InlineData("secret-file:/no/such/file")]
    public void who_may_choose_a_lane_is_said_exactly(string who) =>
        FaultsOf(Good with { LaneHeader = who }).Single().ShouldStartWith("--lane-header");

    [Fact]
    public void behind_a_trusted_proxy_addresses_would_be_everybodys() =>
        FaultsOf(Good with { LaneHeader = "addresses:10.0.0.0/8", TrustedProxies = "10.1.2.3" })
            .Single()
            .ShouldContain("everybody behind it");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("200")]
    public void a_shadow_gets_a_share(string share) =>
        FaultsOf(Good with { Shadow = "http://127.0.0.1:3", ShadowShare = share }).Single().ShouldStartWith("--shadow-share");

    [Fact]
    public void the_same_server_twice_is_a_slip() =>
        FaultsOf(Good with { Stable = ["http://127.0.0.1:1", "http://127.0.0.1:1/"] }).Single().ShouldContain("2 times");

    private static IReadOnlyList<string> FaultsOf(GatewayCall call) => (GatewaySpecReader.Read(call) as GatewayRead.Faulty)?.Faults ?? [];
}
