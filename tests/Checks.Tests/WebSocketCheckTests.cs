using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class WebSocketCheckTests(LiveWorld world) : CheckContract, IClassFixture<LiveWorld>
{
    private readonly SocketDouble _silent = SocketDouble.Silent();
    private readonly List<SocketDouble> _doubles = [];

    protected override ICheck Check => CheckKinds.All["websocket"];

    protected override CheckSpec Answering => At("echo");

    protected override CheckSpec? Silent => Spec("url", $"ws://127.0.0.1:{_silent.Port}/");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{FreePort.Find()}/")),
            Spec("url", "ws://no-such-host.invalid/"),
            Spec("url", "/path-without-base"),
            Spec("url", "ftp://127.0.0.1/"),
            Spec("url", $"wss://{world.Secure}/ws/echo"),
            Spec("url", $"ws://{world.Through.Replace("through", "pretends")}/"),
            Spec("url", $"ws://{world.Through.Replace("through", "nowhere")}/"),
            At("mute", "timeout", "200ms"),
            At("goes"),
            At("drops"),
            At("echo", "receive", "never said", "timeout", "200ms"),
            Lying("", head: "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n"),
            Lying("", head: "HTTP/1.1 101 x\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"),
            Lying(""),
            Lying("81"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Lying("817f7fffffffffffffff"),
            Lying("827fffffffffffffffff"),
            Lying(string.Concat(Enumerable.Repeat("810161", 5000))),
            Lying(string.Concat(Enumerable.Repeat("010161", 5000))),
            Lying("8104ffffffff"),
            Lying(Convert.ToHexString([0x81, 126, 0, 200, .. Enumerable.Repeat((byte)'[', 200)]), "receive", "["),
            Lying(Convert.ToHexString([0x81, 8, .. Encoding.ASCII.GetBytes("\"\\ud800\"")]), "receive", "d800"),
        ];

    [Theory(Timeout = 30_000)]
    [InlineData("direct")]
    [InlineData("through")]
    [InlineData("secure")]
    public async Task what_opens_and_answers_has_no_flaw(string way)
    {
        var seen = await LookAsync(
            Spec(
                "url",
                $"{(way == "secure" ? "wss" : "ws")}://{(way == "direct" ? world.Direct : way == "through" ? world.Through : world.Secure)}/ws/echo",
                "send",
                """{"type":"ping"}""",
                "receive",
                "\"ping\"",
                "ca",
                world.Folder["root.pem"]
            )
        );

        seen.Flaws.ShouldBe([]);
        seen.Value!.Value.Unit.ShouldBe("ms");
        Passes(seen, "json '$.json.type' = 'ping' and json '$.open' = 'true' and json '$.pingMs' > 0 and value < 20 s");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_proxy_that_does_not_pass_the_upgrade_on_is_a_flaw() =>
        (await LookAsync(Spec("url", $"http://{world.Bare}/ws/echo"))).Flaws!.Single().ShouldContain("status 400 instead of 101");

    [Theory(Timeout = 30_000)]
    [InlineData("nowhere", "status 502 instead of 101")]
    [InlineData("pretends", "status 200 instead of 101")]
    public async Task an_answer_that_opens_nothing_is_a_flaw(string path, string flaw) =>
        (await LookAsync(Spec("url", $"ws://{world.Through.Replace("through", path)}/"))).Flaws!.Single().ShouldContain(flaw);

    [Fact(Timeout = 30_000)]
    public async Task a_socket_that_is_closed_right_after_it_opened_is_a_flaw()
    {
        (await LookAsync(At("goes")))
            .Flaws!.Single()
            .ShouldContain("closed the socket with code 1008 ('not you') before a ping was answered");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_server_that_does_not_answer_a_ping_in_time_is_a_flaw() =>
        (await LookAsync(At("mute", "within", "200ms"))).Flaws!.Single().ShouldContain("0.2 s passed before a ping was answered");

    [Fact(Timeout = 30_000)]
    public async Task messages_before_the_one_that_is_wanted_are_let_pass()
    {
        var seen = await LookAsync(At("greets", "receive", "\"n\":3"));

        Passes(seen, "count flaws = 0 and json '$.messages' = 3 and json '$.json.n' = 3");
        (await LookAsync(At("greets", "receive", "\"n\":4", "within", "2s"))).Flaws!.Single().ShouldContain("(3 other came)");
    }

    [Fact(Timeout = 30_000)]
    public async Task the_sub_protocol_must_be_one_that_was_offered()
    {
        Passes(await LookAsync(At("echo", "protocol", "graphql-ws, chat")), "count flaws = 0 and json '$.protocol' = 'chat'");
        (await LookAsync(At("stubborn", "protocol", "chat"))).Flaws!.Single().ShouldContain("chose none of the sub-protocols chat");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("8183000000000000", "a server's frame is masked")]
    [InlineData("c10161", "an extension that was not agreed")]
    [InlineData("8300", "of a kind that does not exist")]
    [InlineData("0900", "a control frame is in pieces")]
    [InlineData("000161", "ends without a beginning")]
    [InlineData("8102ffff", "a text is no UTF-8")]
    [InlineData("827f0000000000200000", "longer than 1048576 bytes")]
    [InlineData("8a0161", "ended, without a word, before a ping was answered")]
    [InlineData("8802", "broken off before a ping was answered")]
    [InlineData("880203e8", "closed the socket with code 1000 before a ping was answered")]
    public async Task a_server_that_breaks_the_protocol_is_told(string bytes, string flaw) =>
        (await LookAsync(Lying(bytes))).Flaws!.Single().ShouldContain(flaw);

    [Fact(Timeout = 30_000)]
    public async Task an_accept_that_does_not_fit_the_key_opens_nothing() =>
        (
            await LookAsync(
                Lying("", head: "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n")
            )
        )
            .Flaws!.Single()
            .ShouldContain("does not fit the key");

    /// <summary>Nonsense names messages that never come: nobody waits long for them.</summary>
    protected override Task<Observation> LookAsync(CheckSpec spec, TimeSpan? limit = null) =>
        base.LookAsync(spec, limit == TimeSpan.FromSeconds(2) ? TimeSpan.FromMilliseconds(200) : limit);

    public override void Dispose()
    {
        _silent.Dispose();
        _doubles.ForEach(it => it.Dispose());
        base.Dispose();
    }

    /// <summary>Opens properly, unless a head is given, and then says these bytes and hangs up.</summary>
    private CheckSpec Lying(string bytes, string? name = null, string value = "", string? head = null)
    {
        var server = new SocketDouble(
            async (stream, ct) =>
            {
                var accept = Accept(await KeyAsync(stream, ct));
                var opening = (
                    head ?? "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
                ).Replace("{accept}", accept);
                await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(opening), .. Convert.FromHexString(bytes)], ct);
                stream.Socket.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, ct);
            }
        );
        _doubles.Add(server);
        return name is null ? Spec("url", $"ws://127.0.0.1:{server.Port}/") : Spec("url", $"ws://127.0.0.1:{server.Port}/", name, value);
    }

    private static async Task<string> KeyAsync(NetworkStream stream, CancellationToken ct)
    {
        var head = "";
        var one = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, ct) > 0)
        {
            head += (char)one[0];
        }

        return head.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
    }

#pragma warning disable CA5350 // The protocol demands SHA-1; it protects nothing.
    private static string Accept(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes($"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350

    private static void Passes(Observation seen, string expected) =>
        Expectation.Parse(expected).Judge(seen).ShouldSatisfyAllConditions(it => it.Verdict.ShouldBe(Verdict.Pass, it.Why));

    private CheckSpec At(string name, params string[] more) => Spec(["url", $"ws://{world.Through}/ws/{name}", .. more]);
}
