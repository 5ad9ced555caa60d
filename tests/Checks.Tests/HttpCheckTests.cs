using System.IO.Compression;
using System.Text;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class HttpCheckTests : CheckContract
{
    private readonly HttpDouble _server = new(AnswerAsync);
    private static int _flaky;

    protected override ICheck Check => CheckKinds.All["http"];

    protected override CheckSpec Answering => Spec("url", Url("ok"));

    protected override CheckSpec Silent => Spec("url", Url("silent"));

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", $"http://127.0.0.1:{FreePort.Find()}/"),
            Spec("url", "http://no-such-host.invalid/"),
            Spec("url", Url("error")),
            Spec("url", Url("broken-off")),
            Spec("url", Url("nonsense")),
            Spec("url", Url("loop")),
            Spec("url", Url("redirect"), "redirects", "none"),
            Spec("url", Url("to-file")),
            Spec("url", "/path-without-base"),
            Spec("url", Url("ok"), "flow", "nosuch.json"),
            Spec("url", Url("flaky"), "samples", "9"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Spec("url", Url("endless")),
            Spec("url", Url("bomb")),
            Spec("url", Url("many-headers")),
            Spec("url", Url("packed-twice")),
            Spec("url", Url("bad-gzip")),
            Spec("url", Url("bad-cookie")),
            Spec("url", Url("drip"), "timeout", "500ms"),
        ];

    [Fact(Timeout = 30_000)]
    public async Task a_body_that_is_too_long_is_cut_and_says_so()
    {
        var seen = await LookAsync(Spec("url", Url("endless")));

        (seen.Truncated, seen.Body!.Length).ShouldBe((true, 1024 * 1024));
        Expectation.Parse("body lacks 'y'").Judge(seen).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_packed_body_is_unpacked_only_as_far_as_it_is_read()
    {
        var seen = await LookAsync(Spec("url", Url("bomb")));

        (seen.Status, seen.Truncated, seen.Body!.Length).ShouldBe((200, true, 1024 * 1024));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("redirect", "follow", 200)]
    [InlineData("redirect", "none", 302)]
    [InlineData("redirect", "1", 200)]
    [InlineData("two-redirects", "2", 200)]
    public async Task redirects_are_followed_as_far_as_is_said(string path, string redirects, int status) =>
        (await LookAsync(Spec("url", Url(path), "redirects", redirects))).Status.ShouldBe(status);

    [Fact(Timeout = 30_000)]
    public async Task more_redirects_than_are_allowed_are_no_answer() =>
        (await LookAsync(Spec("url", Url("two-redirects"), "redirects", "1"))).Problem!.ShouldContain("redirects more than 1");

    [Fact(Timeout = 30_000)]
    public async Task method_headers_and_body_go_out_with_variables_put_in()
    {
        var here = Here(TimeSpan.FromSeconds(10)) with
        {
            BaseUrl = _server.Url,
            Variables = new Dictionary<string, string> { ["TOKEN"] = "t0" },
        };

        await Check.LookAsync(Spec("url", "/echo", "json", "{\"a\":1}", "header.Authorization", "Bearer ${TOKEN}"), here, Ct);

        _server.Asked.TryDequeue(out var asked).ShouldBeTrue();
        (asked!.Method, asked.Path, asked.Body).ShouldBe(("POST", "/echo", "{\"a\":1}"));
        (asked.Headers["Authorization"], asked.Headers["Content-Type"]).ShouldBe(("Bearer t0", "application/json"));
    }

    [Fact(Timeout = 30_000)]
    public async Task samples_give_percentiles()
    {
        var seen = await LookAsync(Spec("url", Url("ok"), "samples", "40", "concurrency", "4"));

        seen.SamplesMs!.Count.ShouldBe(40);
        Expectation.Parse("p95 < 5 s and count errors = 0 and status 200").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_number_in_a_json_answer_is_the_value() =>
        (await LookAsync(Spec("url", Url("json"), "value", "$.queue.depth", "unit", "ms"))).Value.ShouldBe(new Quantity(7, "ms"));

    [Theory(Timeout = 30_000)]
    [InlineData("$.nosuch")]
    [InlineData("$.queue")]
    public async Task a_number_that_is_not_there_is_no_value(string path) =>
        (await LookAsync(Spec("url", Url("json"), "value", path))).Value.ShouldBeNull();

    [Fact(Timeout = 30_000)]
    public async Task a_server_that_hangs_up_is_told_and_not_asked_again()
    {
        var asked = 0;
        using var hangs = new HttpDouble(
            async (_, stream, ct) =>
            {
                if (Interlocked.Increment(ref asked) % 2 == 0)
                {
                    await stream.WriteAsync(new HttpDoubleAnswer(200, "well").Bytes(), ct);
                }
            }
        );

        var seen = await LookAsync(Spec("url", hangs.Url.AbsoluteUri));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        asked.ShouldBe(1);
    }

    public override void Dispose()
    {
        _server.Dispose();
        base.Dispose();
    }

    private string Url(string path) => new Uri(_server.Url, path).AbsoluteUri;

    internal static async Task AnswerAsync(HttpDoubleRequest request, Stream stream, CancellationToken ct)
    {
        switch (request.Path)
        {
            case "/silent":
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                return;
            case "/broken-off":
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"u8.ToArray(), ct);
                return;
            case "/nonsense":
                await stream.WriteAsync("SSH-2.0-OpenSSH_9.2\r\n\r\n"u8.ToArray(), ct);
                return;
            case "/endless":
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"u8.ToArray(), ct);
                while (true)
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('x', 65536)), ct);
                }

            case "/drip":
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"u8.ToArray(), ct);
                while (true)
                {
                    await stream.WriteAsync("x"u8.ToArray(), ct);
                    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
                }

            case "/bomb":
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"u8.ToArray(), ct);
                await stream.WriteAsync(Bomb(), ct);
                return;
            default:
                await stream.WriteAsync(Proper(request).Bytes(), ct);
                return;
        }
    }

    private static HttpDoubleAnswer Proper(HttpDoubleRequest request) =>
        request.Path switch
        {
            "/ok" or "/echo" => new(200, "ok"),
            "/json" => new(200, """{"queue":{"depth":7}}""", ("Content-Type", "application/json")),
            "/error" => new(500, "ok"),
            "/flaky" => new(Interlocked.Increment(ref _flaky) % 3 == 0 ? 503 : 200),
            "/redirect" => new(302, "", ("Location", "/ok")),
            "/two-redirects" => new(301, "", ("Location", "/redirect")),
            "/loop" => new(302, "", ("Location", "/loop")),
            "/to-file" => new(302, "", ("Location", "file:///etc/passwd")),
            "/many-headers" => new(200, "ok", [.. Enumerable.Range(0, 5000).Select(it => ($"X-{it}", new string('v', 100)))]),
            "/packed-twice" => new(200, "ok", ("Content-Encoding", "gzip, gzip")),
            "/bad-gzip" => new(200, "no gzip", ("Content-Encoding", "gzip")),
            "/bad-cookie" => new(200, "ok", ("Set-Cookie", "=;;;\u0001=x"), ("Content-Type", "text/plain; charset=nosuch")),
            _ => new(404),
        };

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            for (var i = 0; i < 100; i++)
            {
                zip.Write(new byte[1024 * 1024]);
            }
        }

        return packed.ToArray();
    }
}
