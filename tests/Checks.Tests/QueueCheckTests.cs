using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>Queues over a real Redis.</summary>
public sealed class QueueCheckTests : CheckContract, IAsyncLifetime
{
    private readonly SilentListener _silent = new();
    private readonly List<SilentListener> _hostile = [];
    private RedisServer _redis = null!;

    protected override ICheck Check => CheckKinds.All["queue"];

    protected override CheckSpec Answering => Ask("list", "ready", "max-depth", "5");

    protected override CheckSpec Silent => Spec("url", $"redis://127.0.0.1:{_silent.Port}", "form", "list", "name", "ready");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec(),
            Spec("name", "ready", "form", "list"),
            Spec("url", $"redis://127.0.0.1:{FreePort.Find()}", "form", "list", "name", "ready"),
            Spec("url", _redis.Url, "name", "ready"),
            Spec("url", "ftp://127.0.0.1", "name", "ready", "form", "list"),
            Ask("list", "nosuch", "max-depth", "5"),
            Ask("list", "ready", "max-depth", "5", "dead", "nosuch"),
            Ask("list", "ready"),
            Ask("list", "ready", "consumers", "1"),
            Ask("list", "ready", "max-depth", "5", "max-dead", "1"),
            Ask("list", "ready", "max-depth", "5", "max-age", "1m"),
            Ask("list", "ready", "max-depth", "-1"),
            Ask("bullmq", "nosuch"),
            Ask("bullmq", "ready"),
            Ask("stream", "nosuch", "max-depth", "5"),
            Ask("stream", "ready", "max-depth", "5"),
            Ask("stream", "ready", "group", "nosuch"),
            Says("list", ":-3\r\n"),
            Says("list", "+list\r\n$-1\r\n"),
            Says("list", "+list\r\n-NOPERM no\r\n"),
            Says("bullmq", ":1\r\n$-1\r\n"),
            Says("stream", "+stream\r\n*0\r\n"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            .. new[] { "list", "bullmq", "stream" }.SelectMany(form =>
                new[]
                {
                    "HTTP/1.1 400 Bad Request\r\n\r\n",
                    "+" + new string('x', 2_000_000),
                    "*1000000\r\n",
                    "+stream\r\n*1\r\n*4\r\n+name\r\n+workers\r\n+lag\r\n$3\r\nabc\r\n",
                }.Select(it => Says(form, it))
            ),
        ];

    [Fact(Timeout = 30_000)]
    public async Task a_list_is_held_against_its_bound_and_so_are_the_dead()
    {
        await _redis.DoAsync(Ct, "RPUSH", "jobs", "a", "b", "c");
        await _redis.DoAsync(Ct, "RPUSH", "jobs:dead", "x");

        (await LookAsync(Ask("list", "jobs", "max-depth", "3"))).Flaws!.ShouldBeEmpty();
        var seen = await LookAsync(Ask("list", "jobs", "max-depth", "2", "dead", "jobs:dead"));
        seen.Value.ShouldBe(new Quantity(3, ""));
        seen.Flaws!.ShouldBe(["3 jobs wait in jobs, more than 2", "1 dead jobs are in jobs:dead, more than 0"]);
        (await LookAsync(Ask("list", "jobs", "dead", "jobs:dead", "max-dead", "1"))).Flaws!.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_list_that_is_not_there_is_empty_only_where_the_author_says_so()
    {
        var unsaid = await LookAsync(Ask("list", "drained", "max-depth", "0"));

        unsaid.Problem!.ShouldContain("Redis forgets a list when it is empty");
        (await LookAsync(Ask("list", "drained", "max-depth", "0", "may-be-absent", "yes"))).Flaws!.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_list_that_nothing_is_held_against_does_not_pass_by_itself()
    {
        var seen = await LookAsync(Ask("list", "ready"));

        Check.DefaultExpectation!.Judge(seen).Verdict.ShouldBe(Verdict.Inconclusive);
        Expectation.Parse("value < 5").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_bullmq_queue_tells_what_waits_is_under_way_failed_and_since_when()
    {
        await BullAsync("mail", TimeSpan.FromMinutes(-10));
        await _redis.DoAsync(Ct, "ZADD", "bull:mail:failed", "1", "7", "2", "8");

        var seen = await LookAsync(Ask("bullmq", "mail", "max-depth", "1", "max-age", "5m"));

        seen.Flaws!.Count.ShouldBe(3);
        seen.Flaws![0].ShouldBe("2 jobs wait in mail, more than 1");
        seen.Flaws![1].ShouldBe("2 jobs of mail failed, more than 0");
        seen.Flaws![2].ShouldMatch("the oldest job of mail waits for 60[0-9] s, longer than 5m");
        var facts = JsonNode.Parse(seen.Body!)!;
        (facts["depth"]!.GetValue<int>(), facts["unacknowledged"]!.GetValue<int>(), facts["delayed"]!.GetValue<int>()).ShouldBe((2, 1, 1));
        facts["version"]!.GetValue<string>().ShouldBe("bullmq:6.7.0");
        (await LookAsync(Ask("bullmq", "mail", "max-dead", "2", "max-age", "1h"))).Flaws!.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_bullmq_queue_that_is_made_and_empty_passes_and_one_that_is_paused_does_not()
    {
        await _redis.DoAsync(Ct, "HSET", "bull:quiet:meta", "version", "bullmq:6.7.0");
        (await LookAsync(Ask("bullmq", "quiet", "max-depth", "0", "max-age", "1s"))).Flaws!.ShouldBeEmpty();

        await _redis.DoAsync(Ct, "HSET", "bull:quiet:meta", "paused", "1");

        (await LookAsync(Ask("bullmq", "quiet"))).Flaws!.ShouldBe(["the queue quiet is paused"]);
        (await LookAsync(Ask("bullmq", "quiet", "paused", "yes"))).Flaws!.ShouldBeEmpty();
        await _redis.DoAsync(Ct, "SET", "old:legacy:id", "3");
        (await LookAsync(Ask("bullmq", "legacy", "prefix", "old"))).Flaws!.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task the_mark_that_older_versions_put_into_the_list_is_no_job()
    {
        await BullAsync("mail", TimeSpan.FromMinutes(-1));
        await _redis.DoAsync(Ct, "RPUSH", "bull:mail:wait", "0:1700000000000");

        (await LookAsync(Ask("bullmq", "mail", "max-age", "1h"))).Value.ShouldBe(new Quantity(2, ""));
    }

    [Fact(Timeout = 30_000)]
    public async Task an_age_that_the_jobs_do_not_tell_was_not_seen()
    {
        await BullAsync("mail", TimeSpan.FromMinutes(-10));
        await _redis.DoAsync(Ct, "HDEL", "bull:mail:1", "timestamp");
        await BullAsync("urgent", TimeSpan.FromMinutes(-10));
        await _redis.DoAsync(Ct, "ZADD", "bull:urgent:prioritized", "5", "4");
        await BullAsync("later", TimeSpan.FromHours(2));

        (await LookAsync(Ask("bullmq", "mail", "max-age", "1h"))).Problem!.ShouldContain("does not tell since when");
        (await LookAsync(Ask("bullmq", "urgent", "max-age", "1h"))).Problem!.ShouldContain("does not tell since when");
        (await LookAsync(Ask("bullmq", "later", "max-age", "1h"))).Problem!.ShouldContain("from the future");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_stream_is_seen_by_its_group_with_what_waits_what_is_taken_and_who_takes()
    {
        var old = TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeMilliseconds();
        await _redis.DoAsync(Ct, "XADD", "orders", $"{old}-0", "a", "1");
        await _redis.DoAsync(Ct, "XGROUP", "CREATE", "orders", "workers", "0");
        var waiting = await LookAsync(Ask("stream", "orders", "group", "workers", "max-depth", "0", "max-age", "5m"));
        await _redis.DoAsync(Ct, "XREADGROUP", "GROUP", "workers", "ada", "STREAMS", "orders", ">");
        var taken = await LookAsync(Ask("stream", "orders", "group", "workers", "max-depth", "0", "max-age", "5m"));
        await _redis.DoAsync(Ct, "XACK", "orders", "workers", $"{old}-0");
        var done = await LookAsync(Ask("stream", "orders", "group", "workers", "max-depth", "0", "max-age", "5m"));

        waiting.Flaws!.Count.ShouldBe(3);
        waiting.Flaws!.Take(2).ShouldBe(["1 jobs wait in orders, more than 0", "0 consumers take jobs of orders, fewer than 1"]);
        taken.Flaws!.ShouldHaveSingleItem().ShouldStartWith("the oldest job of orders waits for 60");
        JsonNode.Parse(taken.Body!)!["unacknowledged"]!.GetValue<int>().ShouldBe(1);
        done.Flaws!.ShouldBeEmpty();
        (await LookAsync(Ask("stream", "orders", "max-depth", "0"))).Flaws!.ShouldBe(["1 jobs wait in orders, more than 0"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_consumer_that_was_not_seen_of_late_does_not_count()
    {
        await _redis.DoAsync(Ct, "XADD", "orders", "*", "a", "1");
        await _redis.DoAsync(Ct, "XGROUP", "CREATE", "orders", "workers", "0");
        await _redis.DoAsync(Ct, "XREADGROUP", "GROUP", "workers", "ada", "STREAMS", "orders", ">");

        var seen = await LookAsync(Ask("stream", "orders", "group", "workers", "seen-within", "1ms"));

        seen.Flaws!.ShouldBe(["0 consumers take jobs of orders, fewer than 1"]);
        JsonNode.Parse(seen.Body!)!["consumersEver"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_group_of_which_redis_cannot_tell_the_lag_was_not_seen()
    {
        await _redis.DoAsync(Ct, "XADD", "orders", "1-0", "a", "1");
        await _redis.DoAsync(Ct, "XADD", "orders", "2-0", "a", "1");
        await _redis.DoAsync(Ct, "XADD", "orders", "3-0", "a", "1");
        await _redis.DoAsync(Ct, "XGROUP", "CREATE", "orders", "workers", "2-0");
        await _redis.DoAsync(Ct, "XDEL", "orders", "3-0");
        await _redis.DoAsync(Ct, "XADD", "orders", "4-0", "a", "1");

        (await LookAsync(Ask("stream", "orders", "group", "workers", "consumers", "0", "max-depth", "9"))).Problem!.ShouldBe(
            "Redis does not tell how far the group workers is behind."
        );
    }

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync(Ct);
        await _redis.DoAsync(Ct, "RPUSH", "ready", "a");
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        _silent.Dispose();
        _hostile.ForEach(it => it.Dispose());
        Dispose();
    }

    private CheckSpec Ask(string form, string name, params string[] settings) =>
        Spec(["url", _redis.Url, "form", form, "name", name, .. settings]);

    private CheckSpec Says(string form, string reply)
    {
        _hostile.Add(new(System.Text.Encoding.ASCII.GetBytes(reply), closes: true));
        return Spec("url", $"redis://127.0.0.1:{_hostile[^1].Port}", "form", form, "name", "ready", "max-depth", "5");
    }

    /// <summary>The keys that BullMQ 6.7 leaves behind for two jobs that wait, one under way and one delayed.</summary>
    private async Task BullAsync(string name, TimeSpan made)
    {
        var at = (TimeProvider.System.GetUtcNow() + made).ToUnixTimeMilliseconds();
        await _redis.DoAsync(Ct, "HSET", $"bull:{name}:meta", "version", "bullmq:6.7.0", "opts.maxLenEvents", "10000");
        await _redis.DoAsync(Ct, "LPUSH", $"bull:{name}:wait", "1", "2");
        await _redis.DoAsync(Ct, "LPUSH", $"bull:{name}:active", "3");
        await _redis.DoAsync(Ct, "ZADD", $"bull:{name}:delayed", "1", "4");
        foreach (var job in new[] { 1, 2, 3 })
        {
            await _redis.DoAsync(Ct, "HSET", $"bull:{name}:{job}", "timestamp", $"{at + job}");
        }
    }
}
