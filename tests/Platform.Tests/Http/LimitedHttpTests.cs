using Slipway.Testing;

namespace Slipway.Platform.Tests.Http;

public sealed class LimitedHttpTests : IDisposable
{
    private readonly LimitedHttp _http = new(TimeProvider.System);
    private readonly HttpDouble _other = new(_ => new HttpDoubleAnswer(200, "other"));

    public void Dispose()
    {
        _http.Dispose();
        _other.Dispose();
    }

    [Fact(Timeout = 30_000)]
    public async Task what_was_meant_for_one_host_is_not_told_to_another()
    {
        using var first = new HttpDouble(_ => new HttpDoubleAnswer(302, "", ("Location", _other.Url.AbsoluteUri)));

        await AskAsync(first.Url, ("Authorization", "Bearer x"), ("X-Api-Key", "y"), ("Accept", "text/html"));

        _other.Asked.TryPeek(out var asked).ShouldBeTrue();
        asked!.Headers.Keys.ShouldNotContain("Authorization");
        asked.Headers.Keys.ShouldNotContain("X-Api-Key");
        asked.Headers["Accept"].ShouldBe("text/html");
    }

    [Theory(Timeout = 30_000)]
    [InlineData(301, "GET")]
    [InlineData(303, "GET")]
    [InlineData(307, "POST")]
    [InlineData(308, "POST")]
    public async Task a_redirect_keeps_or_changes_the_method_as_browsers_do(int status, string method)
    {
        using var server = new HttpDouble(it => it.Path == "/" ? new(status, "", ("Location", "/next")) : new(200));

        await _http.AskAsync(Question(server.Url) with { Method = "POST", Body = "x" }, TestContext.Current.CancellationToken);

        server.Asked.Last().Method.ShouldBe(method);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_limit_holds_over_all_redirects_together()
    {
        using var server = new HttpDouble(
            async (it, stream, ct) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(120), TimeProvider.System, ct);
                await stream.WriteAsync(new HttpDoubleAnswer(302, "", ("Location", "/again")).Bytes(), ct);
            }
        );

        var outcome = await _http.AskAsync(
            Question(server.Url) with
            {
                Limit = TimeSpan.FromMilliseconds(300),
            },
            TestContext.Current.CancellationToken
        );

        outcome.ShouldBeOfType<HttpOutcome.NoAnswer>().Why.ShouldContain("within 0.3 s");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_reason_holds_neither_password_nor_query()
    {
        var url = new Uri($"http://user:hunter22@127.0.0.1:{FreePort.Find()}/a?token=hunter22");

        var outcome = await _http.AskAsync(Question(url), TestContext.Current.CancellationToken);

        outcome.ShouldBeOfType<HttpOutcome.NoAnswer>().Why.ShouldNotContain("hunter22");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("a\r\nInjected: 1")]
    [InlineData("ä")]
    public async Task a_header_value_cannot_become_another_header(string value)
    {
        await AskAsync(_other.Url, ("X-Test", value));

        _other.Asked.SelectMany(it => it.Headers.Keys).ShouldNotContain("Injected");
    }

    private Task<HttpOutcome> AskAsync(Uri url, params (string Name, string Value)[] headers) =>
        _http.AskAsync(
            Question(url) with
            {
                Headers = [.. headers.Select(it => KeyValuePair.Create(it.Name, it.Value))],
            },
            TestContext.Current.CancellationToken
        );

    private static HttpQuestion Question(Uri url) => new() { Url = url, Limit = TimeSpan.FromSeconds(10) };
}
