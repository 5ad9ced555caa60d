using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class DnsCheckTests(DnsWorld world) : CheckContract, IClassFixture<DnsWorld>
{
    private const int Good = 0x8180;

    private readonly DnsDouble _silent = new(_ => []);
    private readonly List<IDisposable> _doubles = [];

    protected override ICheck Check => CheckKinds.All["dns"];

    protected override CheckSpec Answering => At("www.shop.test");

    protected override CheckSpec? Silent => Spec("name", "www.shop.test", "resolvers", $"{world.First},{_silent.Address}");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            At("www.elsewhere.test"),
            At("away.shop.test"),
            At("nosuch.shop.test"),
            At("mail.shop.test", "type", "aaaa"),
            At("www.shop.test", "resolvers", $"127.0.0.1:{FreePort.Find()}"),
            At("www.shop.test", "resolvers", "no-such-host.invalid"),
            At("www.shop.test", "value", " and "),
            At("www.shop.test", "resolvers", Double(it => [DnsDouble.Reply(it, 0x8182, 0)])),
            At("www.shop.test", "resolvers", Double(it => [DnsDouble.Reply(it, 0x8100, 0)])),
            .. Hostile,
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            .. new[]
            {
                Double(it =>
                    [
                        [],
                        [1],
                        new byte[12],
                        new byte[60_000],
                    ]
                ),
                Double(it => [it]),
                Double(it => [DnsDouble.Reply(it, Good, 65535)]),
                Double(it => [DnsDouble.Reply(it, Good, 1, 0xC0, 12)]),
                Double(it => [DnsDouble.Reply(it, Good, 1, 0xC0, (byte)(it.Length - 11), 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4)]),
                Double(it => [DnsDouble.Reply(it, Good, 1, 0xFF, 0xFF, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4)]),
                Double(it => [DnsDouble.Reply(it, Good, 1, 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5)]),
                Double(it => [DnsDouble.Reply(it, Good, 1, 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 200, 1, 2, 3, 4)]),
                Double(it =>
                    [DnsDouble.Reply(it, Good, 3000, [.. Enumerable.Repeat(DnsDouble.Address4(1, 2, 3, 4), 3000).SelectMany(a => a)])]
                ),
                Double(it => [DnsDouble.Reply(it, 0x8380, 0)]),
            }.Select(it => At("www.shop.test", "resolvers", it, "timeout", "500ms")),
        ];

    [Theory(Timeout = 30_000)]
    [InlineData("www.shop.test", "a", "203.0.113.8 and 203.0.113.7")]
    [InlineData("WWW.Shop.Test.", "aaaa", "2001:0db8:0::7")]
    [InlineData("shop.shop.test", "a", "203.0.113.7 and 203.0.113.8")]
    [InlineData("shop.shop.test", "cname", "www.shop.test.")]
    [InlineData("shop.test", "mx", "10  mail.shop.test")]
    [InlineData("shop.test", "ns", "ns1.shop.test")]
    [InlineData("shop.test", "txt", "\"v=spf1 include:mail.test -all\" and other=thing")]
    [InlineData("shop.test", "soa", "ns1.shop.test admin.shop.test 7 3600 600 86400 60")]
    [InlineData("shop.test", "caa", "0 issue \"ca.test\"")]
    [InlineData("_sip._tcp.shop.test", "srv", "10 20 5060 mail.shop.test")]
    [InlineData("nosuch.shop.test", "a", "none")]
    [InlineData("mail.shop.test", "aaaa", "none")]
    public async Task each_kind_of_record_is_read(string name, string type, string value) =>
        (await LookAsync(At(name, "type", type, "value", value))).Flaws.ShouldBe([]);

    [Fact(Timeout = 30_000)]
    public async Task an_address_is_looked_up_backwards() =>
        (await LookAsync(At("203.0.113.7", "type", "ptr", "value", "www.shop.test", "resolvers", world.Reverse))).Flaws.ShouldBe([]);

    [Fact(Timeout = 30_000)]
    public async Task another_record_than_the_one_that_is_wanted_is_a_flaw()
    {
        var seen = await LookAsync(At("www.shop.test", "value", "203.0.113.7"));

        seen.Flaws!.Single().ShouldBe($"{world.First} answers '203.0.113.7', '203.0.113.8' for www.shop.test A; wanted is '203.0.113.7'");
        (await LookAsync(At("www.shop.test", "value", "203.0.113.7", "match", "contains"))).Flaws.ShouldBe([]);
        (await LookAsync(At("www.shop.test", "value", "none", "match", "contains"))).Flaws!.Single().ShouldContain("wanted is no record");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_name_that_is_not_there_is_an_answer()
    {
        var seen = await LookAsync(At("nosuch.shop.test"));

        seen.Flaws!.Single().ShouldContain("no such name (NXDOMAIN)");
        Expected.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact(Timeout = 30_000)]
    public async Task who_has_not_heard_of_a_change_is_named()
    {
        var resolvers = $"{world.First},{world.Late}";

        var seen = await LookAsync(At("www.shop.test", "resolvers", resolvers, "value", "203.0.113.7 and 203.0.113.8"));

        seen.Flaws!.Single().ShouldStartWith($"{world.Late} answers '198.51.100.1', '203.0.113.8'");
        (await LookAsync(At("www.shop.test", "resolvers", resolvers))).Flaws!.Single().ShouldContain("most others answer");
        (await LookAsync(At("shop.test", "type", "mx", "resolvers", resolvers))).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 30_000)]
    public async Task an_answer_that_is_cut_is_asked_for_again_over_tcp()
    {
        var seen = await LookAsync(At("many.shop.test", "type", "txt"));

        seen.Counts!["records"].ShouldBe(40);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_time_that_it_may_be_kept_is_the_value()
    {
        var seen = await LookAsync(At("long.shop.test", "max-ttl", "5m"));

        seen.Value.ShouldBe(new Quantity(86400, "s"));
        seen.Flaws!.Single().ShouldContain("may be kept for 86400 s; wanted are at most 300 s");
        (await LookAsync(At("www.shop.test", "max-ttl", "5m"))).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 30_000)]
    public async Task proof_is_a_fact_and_can_be_demanded()
    {
        var proved = Double(it => [DnsDouble.Reply(it, Good | 0x20, 1, DnsDouble.Address4(1, 2, 3, 4))]);

        (await LookAsync(At("www.shop.test", "resolvers", proved, "dnssec", "yes"))).Flaws.ShouldBe([]);
        (await LookAsync(At("www.shop.test", "dnssec", "yes"))).Flaws!.Single().ShouldContain("does not say that it proved");
        ((bool?)JsonNode.Parse((await LookAsync(At("www.shop.test"))).Body!)!["proved"]).ShouldBe(false);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_answers_another_question_is_passed_over()
    {
        var late = Double(it =>
            [
                DnsDouble.Reply([(byte)(it[0] + 1), .. it[1..]], Good, 1, DnsDouble.Address4(6, 6, 6, 6)),
                DnsDouble.Reply([.. it[..12], 3, (byte)'x', .. it[14..]], Good, 1, DnsDouble.Address4(6, 6, 6, 6)),
                DnsDouble.Reply(it, Good, 1, DnsDouble.Address4(1, 2, 3, 4)),
            ]
        );

        (await LookAsync(At("www.shop.test", "resolvers", late, "value", "1.2.3.4"))).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_record_of_another_name_does_not_count()
    {
        var other = Double(it => [DnsDouble.Reply(it, Good, 1, [1, (byte)'x', .. DnsDouble.Address4(6, 6, 6, 6)])]);

        (await LookAsync(At("www.shop.test", "resolvers", other))).Flaws!.Single().ShouldContain("answers no record");
    }

    [Fact(Timeout = 30_000)]
    public async Task an_old_resolver_is_asked_again_without_the_extension()
    {
        var old = Double(it =>
            [it[11] == 1 ? DnsDouble.Reply(it, 0x8181, 0) : DnsDouble.Reply(it, Good, 1, DnsDouble.Address4(1, 2, 3, 4))]
        );

        (await LookAsync(At("www.shop.test", "resolvers", old, "value", "1.2.3.4"))).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_question_that_got_lost_is_asked_again()
    {
        var asked = 0;
        var deaf = Double(it => ++asked == 1 ? [] : [DnsDouble.Reply(it, Good, 1, DnsDouble.Address4(1, 2, 3, 4))]);

        (await LookAsync(At("www.shop.test", "resolvers", deaf, "value", "1.2.3.4"))).Flaws.ShouldBe([]);
    }

    public override void Dispose()
    {
        _silent.Dispose();
        _doubles.ForEach(it => it.Dispose());
        base.Dispose();
    }

    private string Double(Func<byte[], IEnumerable<byte[]>> answers)
    {
        var made = new DnsDouble(answers);
        _doubles.Add(made);
        return made.Address;
    }

    private CheckSpec At(string name, params string[] more)
    {
        var with = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name, ["resolvers"] = world.First };
        foreach (var pair in more.Chunk(2))
        {
            with[pair[0]] = pair[1];
        }

        return new("dns", with);
    }
}
