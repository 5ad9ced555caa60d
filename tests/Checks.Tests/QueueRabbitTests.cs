using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>Queues of a real RabbitMQ.</summary>
public sealed class QueueRabbitTests(RabbitServer rabbit) : CheckContract, IClassFixture<RabbitServer>, IAsyncLifetime
{
    private readonly SilentListener _silent = new();
    private readonly HttpDouble _double = new(Answer);

    protected override ICheck Check => CheckKinds.All["queue"];

    protected override CheckSpec Answering => Ask("ready", "consumers", "0");

    protected override CheckSpec Silent => Spec("url", $"http://127.0.0.1:{_silent.Port}", "name", "ready");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Ask("nosuch"),
            Ask("ready", "consumers", "0", "dead", "nosuch"),
            Ask("ready", "consumers", "0", "vhost", "nosuch"),
            Ask("ready", "form", "list"),
            Ask("ready", "max-dead", "1"),
            Spec("name", "ready", "url", rabbit.Url.Replace("guest:guest@", "guest:wrong@", StringComparison.Ordinal)),
            Spec("name", "ready", "url", rabbit.Url.Replace("guest:guest@", "", StringComparison.Ordinal)),
            Spec("name", "ready", "url", $"http://127.0.0.1:{FreePort.Find()}"),
            .. new[] { "html", "null", "list", "fresh", "other", "negative", "texts", "stateless" }.Select(it =>
                Spec("url", $"{_double.Url}{it}", "name", "ready", "consumers", "0")
            ),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Spec("url", $"{_double.Url}deep", "name", "ready"), Spec("url", $"{_double.Url}huge", "name", "ready")];

    [Fact(Timeout = 150_000)]
    public async Task what_waits_what_is_taken_who_takes_and_who_is_dead_is_held_against_its_bounds()
    {
        await rabbit.MakeAsync("jobs.dead", Ct);
        await rabbit.MakeAsync("jobs", Ct);
        var old = TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeSeconds();
        await rabbit.PublishAsync("jobs", "a", Ct, $$"""{"timestamp":{{old}}}""");
        await rabbit.PublishAsync("jobs", "b", Ct);
        await rabbit.PublishAsync("jobs.dead", "c", Ct);

        var waiting = await UntilAsync(
            Ask("jobs", "max-depth", "1", "max-age", "5m", "dead", "jobs.dead"),
            it => it.Value == new Quantity(2, "") && it.Flaws!.Count == 4
        );
        using (await rabbit.ConsumeAsync("jobs", Ct))
        {
            var taken = await UntilAsync(Ask("jobs", "max-depth", "0"), it => it.Flaws is []);
            JsonNode.Parse(taken.Body!)!["unacknowledged"]!.GetValue<int>().ShouldBe(2);
            (await LookAsync(Ask("jobs", "consumers", "2"))).Flaws!.ShouldBe(["1 consumers take jobs of jobs, fewer than 2"]);
            (await LookAsync(Ask("jobs", "max-age", "5m")))
                .Flaws!.ShouldHaveSingleItem()
                .ShouldStartWith("the oldest job of jobs waits for ");
        }

        waiting
            .Flaws!.Take(3)
            .ShouldBe([
                "2 jobs wait in jobs, more than 1",
                "1 dead jobs are in jobs.dead, more than 0",
                "0 consumers take jobs of jobs, fewer than 1",
            ]);
        waiting.Flaws![3].ShouldStartWith("the oldest job of jobs waits for ");
    }

    [Fact(Timeout = 150_000)]
    public async Task a_queue_that_is_not_there_was_not_seen_and_the_password_is_never_told()
    {
        (await LookAsync(Ask("nosuch"))).Problem!.ShouldBe("RabbitMQ answered with status 404: Object Not Found.");
        var refused = await LookAsync(Spec("name", "ready", "url", rabbit.Url.Replace(":guest@", ":s3cret@", StringComparison.Ordinal)));
        refused.Problem!.ShouldStartWith("RabbitMQ answered with status 401");
        refused.Problem!.ShouldNotContain("s3cret");
    }

    [Fact(Timeout = 150_000)]
    public async Task a_queue_that_is_down_is_a_flaw() =>
        (await LookAsync(Spec("url", $"{_double.Url}down", "name", "ready", "consumers", "0"))).Flaws!.ShouldBe([
            "the queue ready is down",
        ]);

    public async ValueTask InitializeAsync()
    {
        await rabbit.MakeAsync("ready", Ct);
        await UntilAsync(Answering, it => it.Looking == Looking.Saw);
    }

    public ValueTask DisposeAsync()
    {
        _silent.Dispose();
        _double.Dispose();
        Dispose();
        return ValueTask.CompletedTask;
    }

    private CheckSpec Ask(string name, params string[] settings) => Spec(["url", rabbit.Url, "name", name, .. settings]);

    private async Task<Observation> UntilAsync(CheckSpec spec, Func<Observation, bool> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        var seen = await LookAsync(spec);
        while (!holds(seen) && TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(20))
        {
            seen = await LookAsync(spec);
        }

        return seen;
    }

    private static HttpDoubleAnswer Answer(HttpDoubleRequest request) =>
        request.Path.Split('/')[1] switch
        {
            "html" => new(200, "<html>"),
            "null" => new(200, "null"),
            "list" => new(200, "[]"),
            "fresh" => new(200, """{"name":"ready","state":"running"}"""),
            "other" => new(200, """{"name":"another","state":"running","messages_ready":0,"messages_unacknowledged":0,"consumers":1}"""),
            "negative" => new(200, """{"name":"ready","state":"running","messages_ready":-1,"messages_unacknowledged":0,"consumers":1}"""),
            "texts" => new(200, """{"name":"ready","state":"running","messages_ready":"0","messages_unacknowledged":0,"consumers":1}"""),
            "stateless" => new(200, """{"name":"ready","messages_ready":0,"messages_unacknowledged":0,"consumers":1}"""),
            "down" => new(200, """{"name":"ready","state":"down","messages_ready":0,"messages_unacknowledged":0,"consumers":0}"""),
            "deep" => new(200, new string('[', 100_000)),
            _ => new(
                200,
                $$"""{"name":"ready","state":"{{new string('x', 100_000)}}","messages_ready":1e400,"consumers":99999999999999999999}"""
            ),
        };
}
