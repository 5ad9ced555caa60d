using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class UdpCheckTests : CheckContract, IClassFixture<UdpWorld>
{
    /// <summary>A question for the addresses of <c>www.udp.test</c> (RFC 1035), and its answer 192.0.2.7.</summary>
    private const string Question = "abcd 0100 0001 0000 0000 0000 03777777 03756470 0474657374 00 0001 0001";
    private const string Answer = "c0 00 02 07";

    private readonly Socket _mute = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly UdpWorld _world;

    public UdpCheckTests(UdpWorld world)
    {
        _world = world;
        _mute.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    protected override ICheck Check => CheckKinds.All["udp"];

    protected override CheckSpec Answering => Ask("send-hex", Question, "receive-hex", Answer);

    protected override CheckSpec? Silent => Spec("host", "127.0.0.1", "port", MutePort);

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("host", "127.0.0.1", "port", Closed()),
            Spec("port", Closed()),
            Spec("host", "no-such-host.invalid", "port", "53"),
            Spec("host", "127.0.0.1", "port", MutePort, "timeout", "200ms"),
            Ask("send-hex", Question, "receive-hex", "c0000208"),
            Ask("send-hex", Question, "receive", "hello"),
            Ask("send-hex", "abc"),
            Ask("send", "x", "send-hex", "00"),
            Ask("receive", "", "timeout", "200ms"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Spec("port", "0"), Spec("host", new string('a', 300), "port", "1"), Ask("send", new string('x', 2000))];

    private string MutePort => ((IPEndPoint)_mute.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);

    [Fact(Timeout = 30_000)]
    public async Task an_answer_shows_that_somebody_is_there()
    {
        var seen = await LookAsync(Answering);

        seen.Flaws.ShouldBe([]);
        Expectation.Parse("count reachable = 1 and value < 20 s and json '$.bytes' > 40").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
        seen.Body!.ShouldContain("\"hex\": \"abcd85");
    }

    [Fact(Timeout = 30_000)]
    public async Task an_unreachable_port_is_closed()
    {
        var seen = await LookAsync(Spec("host", "127.0.0.1", "port", Closed()));

        seen.Flaws!.Single().ShouldContain("is closed");
        Expectation.Parse("count reachable = 0").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact(Timeout = 30_000)]
    public async Task silence_is_neither_open_nor_closed()
    {
        var seen = await LookAsync(Spec("host", "127.0.0.1", "port", MutePort), TimeSpan.FromMilliseconds(200));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        Expectation.Parse("count reachable = 0").Judge(seen).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_datagram_that_got_lost_is_sent_again()
    {
        var looking = LookAsync(Spec("host", "127.0.0.1", "port", MutePort, "send", "ping", "receive", "pong", "again", "20ms"));
        var buffer = new byte[100];
        await _mute.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), Ct);
        var second = await _mute.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), Ct);
        await _mute.SendToAsync("pong"u8.ToArray(), second.RemoteEndPoint, Ct);

        (await looking).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_answers_and_does_not_say_what_is_wanted_is_a_flaw() =>
        (await LookAsync(Ask("send-hex", Question, "receive", "hello"))).Flaws!.Single().ShouldContain("does not say what is wanted");

    /// <summary>Nonsense is answered by nobody: nobody waits long for it.</summary>
    protected override Task<Observation> LookAsync(CheckSpec spec, TimeSpan? limit = null) =>
        base.LookAsync(spec, limit == TimeSpan.FromSeconds(2) ? TimeSpan.FromMilliseconds(200) : limit);

    public override void Dispose()
    {
        _mute.Dispose();
        base.Dispose();
    }

    /// <summary>A port on which nothing listens.</summary>
    private static string Closed() => FreePort.Find().ToString(CultureInfo.InvariantCulture);

    private CheckSpec Ask(params string[] more) => Spec(["host", "127.0.0.1", "port", _world.Port, .. more]);
}

/// <summary>A name server that answers over UDP.</summary>
public sealed class UdpWorld : IAsyncLifetime
{
    private NsdServer? _nsd;

    public string Port => _nsd!.Port.ToString(CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync() =>
        _nsd = await NsdServer.StartAsync(
            "udp.test",
            "$ORIGIN udp.test.\n@ 60 IN SOA ns.udp.test. ops.udp.test. 1 60 60 60 60\n@ 60 IN NS ns.udp.test.\nns 60 IN A 192.0.2.1\nwww 60 IN A 192.0.2.7\n"
        );

    public ValueTask DisposeAsync() => _nsd!.DisposeAsync();
}
