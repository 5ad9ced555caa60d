using System.Text;
using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class SmtpCheckTests(SmtpWorld world) : CheckContract, IClassFixture<SmtpWorld>
{
    private readonly List<SocketDouble> _doubles = [];

    protected override ICheck Check => CheckKinds.All["smtp"];

    protected override CheckSpec Answering => At("good", "rcpt", "probe@shop.test", "refuse", "probe@other.test");

    protected override CheckSpec? Silent => Spec("host", "127.0.0.1", "port", Kept(SocketDouble.Silent()));

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("host", "127.0.0.1", "port", $"{FreePort.Find()}"),
            Spec("host", "no-such-host.invalid"),
            At("good", "tls", "implicit"),
            At("good", "rcpt", "later@shop.test"),
            At("good", "refuse", "later@other.test"),
            At("good", "ca", "nosuch.pem"),
            Saying(""),
            Saying("HTTP/1.1 400 Bad Request\r\n\r\n"),
            Saying("220 mail\r\n"),
            Saying("421 busy\r\n"),
            Saying("220 mail\r\n250-mail\r\n251 other\r\n"),
            Saying("220 mail\r\n250-mail\r\n250 STARTTLS\r\n220 go on\r\n250 injected\r\n"),
            Saying("220 mail\r\n250-mail\r\n250 STARTTLS\r\n454 not now\r\n"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Saying(new string('2', 300_000)),
            Saying(string.Concat(Enumerable.Repeat("220-more\r\n", 50_000))),
            Saying("220 \u001b[31m\0\r\n250 \0\r\n221 \r\n"),
            Saying(
                $"220 mail\r\n{string.Concat(Enumerable.Repeat($"250-X{new string('y', 1900)}\r\n", 90))}250 SIZE 99999999999999999999\r\n221 bye\r\n"
            ),
        ];

    [Fact(Timeout = 30_000)]
    public async Task a_good_server_has_no_flaw_and_its_certificate_is_told()
    {
        var seen = await LookAsync(At("good", "extensions", "size,8BITMIME"));

        seen.Flaws.ShouldBe([]);
        seen.Value.ShouldBe(new Quantity(365, "d"));
        var facts = JsonNode.Parse(seen.Body!)!;
        ((bool?)facts["encrypted"], (bool?)facts["startTls"], (string?)facts["subject"]).ShouldBe((true, true, "CN=mail.test"));
        ((string?)facts["authInTheClear"], (string?)facts["authEncrypted"]).ShouldBe((null, "AUTH LOGIN PLAIN"));
        ((long?)facts["sizeBytes"]).ShouldBe(33554432);
    }

    [Fact(Timeout = 30_000)]
    public async Task encryption_from_the_first_byte_is_looked_at_too() =>
        (await LookAsync(At("implicit", "tls", "implicit", "rcpt", "probe@shop.test"))).Flaws.ShouldBe([]);

    [Theory(Timeout = 30_000)]
    [InlineData("clear-auth", "takes passwords in the clear: it offers 'AUTH LOGIN PLAIN'")]
    [InlineData("no-tls", "does not offer STARTTLS")]
    [InlineData("self-signed", "is signed by itself")]
    public async Task what_is_unsafe_is_a_flaw(string server, string flaw) =>
        (await LookAsync(At(server))).Flaws!.Single().ShouldContain(flaw);

    [Fact(Timeout = 30_000)]
    public async Task without_encryption_the_rest_is_looked_at_all_the_same()
    {
        (await LookAsync(At("no-tls", "tls", "optional", "rcpt", "probe@shop.test"))).Flaws.ShouldBe([]);
        (await LookAsync(At("no-tls", "tls", "optional", "extensions", "CHUNKING")))
            .Flaws!.Single()
            .ShouldContain("does not offer CHUNKING");
        (await LookAsync(At("good", "tls", "none", "rcpt", "probe@other.test")))
            .Flaws!.Single()
            .ShouldContain("takes no mail for probe@other.test: 550");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_server_that_takes_mail_for_everybody_is_a_flaw() =>
        (await LookAsync(At("open", "refuse", "probe@other.test"))).Flaws!.Single().ShouldContain("which it must refuse: 250");

    [Fact(Timeout = 30_000)]
    public async Task no_mail_is_ever_sent()
    {
        await LookAsync(At("open", "rcpt", "probe@shop.test", "from", "ops@shop.test"));

        File.Exists(world.Folder["mail"]).ShouldBeFalse();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_refusal_in_the_greeting_is_a_flaw_and_one_for_now_is_no_answer()
    {
        (await LookAsync(Saying("554 go away\r\n"))).Flaws!.Single().ShouldContain("greets with 554 go away");
        (await LookAsync(Saying("220 mail\r\n250-mail\r\n250 STARTTLS\r\n502 no\r\n")))
            .Flaws!.Single()
            .ShouldContain("answers it with 502 no");
        (await LookAsync(Saying("421 busy\r\n"))).Problem!.ShouldContain("says nothing of later");
    }

    [Fact(Timeout = 30_000)]
    public async Task an_address_that_would_be_a_command_does_not_go_out() =>
        (await LookAsync(At("good", "rcpt", "a@b>\r\nDATA"))).Problem!.ShouldContain("rcpt is an address");

    public override void Dispose()
    {
        _doubles.ForEach(it => it.Dispose());
        base.Dispose();
    }

    private CheckSpec Saying(string text) =>
        Spec("host", "127.0.0.1", "port", Kept(SocketDouble.Ending(Encoding.Latin1.GetBytes(text))), "timeout", "2s");

    private string Kept(SocketDouble made)
    {
        _doubles.Add(made);
        return made.Port;
    }

    private CheckSpec At(string server, params string[] more)
    {
        var with = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = "127.0.0.1",
            ["port"] = world[server],
            ["server-name"] = "mail.test",
            ["ca"] = world.Folder["root.pem"],
        };
        foreach (var pair in more.Chunk(2))
        {
            with[pair[0]] = pair[1];
        }

        return new("smtp", with);
    }
}
