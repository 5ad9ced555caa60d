using System.Globalization;
using System.Text;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class EventsCheckTests(LiveWorld world) : CheckContract, IClassFixture<LiveWorld>
{
    private readonly SocketDouble _silent = SocketDouble.Silent();
    private readonly HttpDouble _hostile = new(AnswerAsync);

    protected override ICheck Check => CheckKinds.All["events"];

    protected override CheckSpec Answering => At("good");

    protected override CheckSpec? Silent => Spec("url", $"http://127.0.0.1:{_silent.Port}/");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}/")),
            Spec("url", "http://no-such-host.invalid/"),
            Spec("url", "/path-without-base"),
            Spec("url", $"https://{world.Secure}/events/good"),
            Spec("url", $"http://{world.Through.Replace("through", "nowhere")}/"),
            At("quiet", "timeout", "200ms"),
            At("good", "event", "never", "timeout", "200ms"),
            At("ends"),
            At("half"),
            At("gone"),
            At("page"),
            Spec("url", $"{_hostile.Url}empty"),
            Spec("url", $"{_hostile.Url}packed"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Spec("url", $"{_hostile.Url}long"),
            Spec("url", $"{_hostile.Url}many", "event", "never"),
            Spec("url", $"{_hostile.Url}odd"),
            Spec("url", $"{_hostile.Url}big"),
        ];

    [Theory(Timeout = 30_000)]
    [InlineData("direct")]
    [InlineData("through")]
    [InlineData("secure")]
    public async Task an_event_that_comes_while_the_stream_is_open_has_no_flaw(string way)
    {
        var place =
            way == "direct" ? world.Direct
            : way == "through" ? world.Through
            : world.Secure;

        var seen = await LookAsync(
            Spec("url", $"http{(way == "secure" ? "s" : "")}://{place}/events/good", "event", "price", "ca", world.Folder["root.pem"])
        );

        seen.Flaws.ShouldBe([]);
        Passes(seen, "json '$.json.n' = 1 and json '$.id' = '9' and json '$.events' = 2 and count events = 1 and value < 20 s");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_proxy_that_holds_events_back_is_a_flaw() =>
        (await LookAsync(Spec("url", $"http://{world.Bare}/events/good", "within", "300ms")))
            .Flaws!.Single()
            .ShouldContain("within 0.3 s no event came; is the answer held back on the way?");

    [Fact(Timeout = 30_000)]
    public async Task what_counts_is_told_by_name_and_by_words()
    {
        Passes(await LookAsync(At("good", "event", "message", "contains", "plain")), "count flaws = 0 and json '$.id' = '10'");
        Passes(await LookAsync(At("good", "least", "3")), "count flaws = 0 and count events = 3");
        (await LookAsync(At("good", "contains", "\"n\":2", "within", "2s"))).Flaws!.Single().ShouldContain("came among 3");
        (await LookAsync(At("good", "least", "4", "within", "2s"))).Flaws!.Single().ShouldContain("3 of 4 came");
    }

    [Fact(Timeout = 30_000)]
    public async Task what_the_client_has_seen_must_not_come_again()
    {
        (await LookAsync(At("good", "last-event-id", "7"))).Flaws.ShouldBe([]);
        (await LookAsync(At("again", "last-event-id", "7"))).Flaws!.Single().ShouldContain("sent the event '7' once more");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("quiet", "no event came")]
    [InlineData("ends", "the stream ended, and no event came")]
    [InlineData("half", "the stream ended, and no event came")]
    [InlineData("gone", "status 204 instead of 200")]
    [InlineData("page", "Content-Type 'text/html' instead of text/event-stream")]
    public async Task what_is_no_stream_of_events_is_told(string name, string flaw) =>
        (await LookAsync(At(name, "within", name == "quiet" ? "300ms" : "10s"))).Flaws!.Single().ShouldContain(flaw);

    /// <summary>Nonsense names events that never come: nobody waits long for them.</summary>
    protected override Task<Observation> LookAsync(CheckSpec spec, TimeSpan? limit = null) =>
        base.LookAsync(spec, limit == TimeSpan.FromSeconds(2) ? TimeSpan.FromMilliseconds(200) : limit);

    public override void Dispose()
    {
        _silent.Dispose();
        _hostile.Dispose();
        base.Dispose();
    }

    private static Task AnswerAsync(HttpDoubleRequest request, Stream stream, CancellationToken ct)
    {
        var body = request.Path switch
        {
            "/long" => $"data: {new string('x', 3_000_000)}\n\n",
            "/many" => string.Concat(Enumerable.Repeat("data\n\n", 400_000)),
            "/big" => $"data: {new string('x', 200_000)}\n\n",
            "/odd" => "\ufeffid: \0\nretry: -1\ndata: \"\\ud800\"\n\n",
            _ => "",
        };
        return stream
            .WriteAsync(
                (byte[])
                    [
                        .. Encoding.UTF8.GetBytes(
                            $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{(request.Path == "/packed" ? "Content-Encoding: gzip\r\n" : "")}\r\n{body}"
                        ),
                    ],
                ct
            )
            .AsTask();
    }

    private static void Passes(Observation seen, string expected) =>
        Expectation.Parse(expected).Judge(seen).ShouldSatisfyAllConditions(it => it.Verdict.ShouldBe(Verdict.Pass, it.Why));

    private CheckSpec At(string name, params string[] more) => Spec(["url", $"http://{world.Through}/events/{name}", .. more]);
}
