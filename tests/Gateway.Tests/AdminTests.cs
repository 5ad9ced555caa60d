using System.Text.Json;
using Slipway.Testing;

namespace Slipway.Gateway.Tests;

/// <summary>The admin API moves traffic, so it takes nothing but what it asks for.</summary>
public sealed class AdminTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Fact(Timeout = 30_000)]
    public async Task the_document_of_the_lanes_is_this_and_nothing_else()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate, it => it with { Share = "10" });
        await world.AskAsync("/", "GET", null, ("X", "y"));
        await Eventually.Holds(
            "it is counted",
            async () => (await world.LaneAsync("stable")).Requests + (await world.LaneAsync("candidate")).Requests == 1,
            TestContext.Current.CancellationToken
        );

        var answer = await world.AdminAsync("/v1/lanes");

        answer.Headers["Content-Type"].ShouldBe("application/json");
        using var document = JsonDocument.Parse(answer.Body);
        var root = document.RootElement;
        root.EnumerateObject().Select(it => it.Name).ShouldBe(["epoch", "at", "share", "stable", "candidate"]);
        root.GetProperty("share").GetDouble().ShouldBe(10);
        root.GetProperty("at")
            .GetString()
            .ShouldNotBeNull()
            .ShouldMatch("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$");
        foreach (var lane in (string[])["stable", "candidate"])
        {
            root.GetProperty(lane).EnumerateObject().Select(it => it.Name).ShouldBe(["requests", "errors", "latency"]);
            root.GetProperty(lane).GetProperty("latency").GetArrayLength().ShouldBe(33);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task a_change_answers_with_the_document_after_it()
    {
        await using var world = await World.OfAsync("http://127.0.0.1:1", "http://127.0.0.1:2");

        var answer = await world.AdminAsync("/v1/lanes", "PUT", """{"share":12.5}""");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldContain("\"share\":12.5");
        (await world.AdminAsync("/v1/lanes")).Body.ShouldContain("\"share\":12.5");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""{"share":-1}""", 400)]
    [InlineData("""{"share":100.001}""", 400)]
    [InlineData("""{"share":1e9}""", 400)]
    [InlineData("""{"share":1e999}""", 400)]
    [InlineData("""{"share":NaN}""", 400)]
    [InlineData("""{"share":"NaN"}""", 400)]
    [InlineData("""{"share":"25"}""", 400)]
    [InlineData("""{"share":null}""", 400)]
    [InlineData("""{"share":[25]}""", 400)]
    [InlineData("""{"share":25,"share":100}""", 400)]
    [InlineData("""{"share":25,"lane":"x"}""", 400)]
    [InlineData("""{"Share":25}""", 400)]
    [InlineData("""{}""", 400)]
    [InlineData("""[]""", 400)]
    [InlineData("""25""", 400)]
    [InlineData("", 400)]
    [InlineData("""{"share":25""", 400)]
    [InlineData("""{"share":25} {"share":100}""", 400)]
    [InlineData("[[[[[[[[[[", 400)]
    public async Task what_is_no_share_changes_nothing(string body, int status)
    {
        await using var world = await World.OfAsync("http://127.0.0.1:1", "http://127.0.0.1:2", it => it with { Share = "7" });

        var answer = await world.AdminAsync("/v1/lanes", "PUT", body);

        answer.Status.ShouldBe(status);
        answer.Body.ShouldStartWith("{\"error\":\"");
        world.Gateway.Share.ShouldBe(7);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("", 415)]
    [InlineData("application/json; charset=utf-8", 200)]
    public async Task a_change_comes_as_json(string type, int status)
    {
        await using var world = await World.OfAsync("http://127.0.0.1:1", "http://127.0.0.1:2", it => it with { Share = "7" });

        var answer = await world.AdminAsync("/v1/lanes", "PUT", """{"share":25}""", type);

        answer.Status.ShouldBe(status);
        world.Gateway.Share.ShouldBe(status == 200 ? 25 : 7);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_large_body_is_refused()
    {
        await using var world = await World.OfAsync("http://127.0.0.1:1", "http://127.0.0.1:2", it => it with { Share = "7" });

        var answer = await world.AdminAsync("/v1/lanes", "PUT", "{\"share\":25" + new string(' ', 10_000) + "}");

        answer.Status.ShouldBe(413);
        world.Gateway.Share.ShouldBe(7);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("/v1/lanes", "POST", 405)]
    [InlineData("/v1/lanes", "DELETE", 405)]
    [InlineData("/metrics", "PUT", 405)]
    [InlineData("/v1/health", "PUT", 405)]
    [InlineData("/v1/lanes/", "GET", 404)]
    [InlineData("/", "GET", 404)]
    [InlineData("/v1/health", "GET", 200)]
    public async Task there_are_three_addresses(string path, string method, int status)
    {
        await using var world = await World.OfAsync("http://127.0.0.1:1", "http://127.0.0.1:2");

        (await world.AdminAsync(path, method)).Status.ShouldBe(status);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(null, 401)]
    [InlineData("Bearer ", 401)]
    [InlineData("Bearer wrong", 401)]
    [InlineData("Bearer 0123456789abcdef0123456789abcde", 401)]
    [InlineData("Bearer 0123456789abcdef0123456789abcdef0", 401)]
    [InlineData("Basic 0123456789abcdef0123456789abcdef", 401)]
    [InlineData(Token, 401)]
    [InlineData($"Bearer {Token}", 200)]
    public async Task without_the_token_nothing_is_read_or_changed(string? authorization, int status)
    {
        using var folder = new TempFolder();
        var file = folder.Write("token", Token + "\n");
        await using var world = await World.OfAsync("http://127.0.0.1:1", "http://127.0.0.1:2", it => it with { TokenFile = file });
        (string, string)[] headers = authorization is null ? [] : [("Authorization", authorization)];

        (await world.AdminAsync("/v1/lanes", "PUT", """{"share":25}""", "application/json", headers)).Status.ShouldBe(status);

        (await world.AdminAsync("/v1/lanes", "GET", null, "", headers)).Status.ShouldBe(status);
        (await world.AdminAsync("/metrics", "GET", null, "", headers)).Status.ShouldBe(status);
        world.Gateway.Share.ShouldBe(status == 200 ? 25 : 0);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("localhost:8081", 200)]
    public async Task without_a_token_a_page_that_borrows_the_address_is_sent_away(string host, int status)
    {
        await using var world = await World.OfAsync("http://127.0.0.1:1", "http://127.0.0.1:2");

        var answer = await world.AdminAsync("/v1/lanes", "PUT", """{"share":25}""", "application/json", ("Host", host));

        answer.Status.ShouldBe(status);
        world.Gateway.Share.ShouldBe(status == 200 ? 25 : 0);
    }
}
