using System.Globalization;
using System.Text.Json;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>A real nginx answers at once and with errors; a double answers slowly, now and then, or never.</summary>
public sealed class LoadCheckTests(LoadCheckTests.World world) : CheckContract, IClassFixture<LoadCheckTests.World>
{
    private readonly SilentListener _silent = new();

    protected override ICheck Check => CheckKinds.All["load"];

    protected override CheckSpec Answering => Load(world.At("/"));

    protected override CheckSpec Silent => Load($"http://127.0.0.1:{_silent.Port}/");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Load($"http://127.0.0.1:{FreePort.Find()}/"),
            Load("http://no-such-host.invalid/"),
            Load(world.At("/").Replace("http:", "https:", StringComparison.Ordinal)),
            Load("/path-without-base"),
            Load($"http://127.0.0.1:{_silent.Port}/", "patience", "50ms"),
            Load(world.At("/"), "duration", "10m"),
            Load(world.At("/"), "p99", "1s", "rate", "50"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Load(world.Double("/garbage")),
            Load(world.Double("/cut")),
            Load(world.Double("/endless"), "patience", "100ms"),
            Load(world.Double("/header")),
            Load(world.At("/"), "header.X", "a\r\nHost: evil"),
            Load(world.At("/"), "rate", "10001"),
            Load(world.At("/"), "connections", "1001"),
            Load(world.At("/"), "errors", "-1 %"),
            Load(world.At("/missing"), "errors", "100 %"),
            Load(world.At("/"), "status", "9xx"),
        ];

    [Fact(Timeout = 60_000)]
    public async Task a_server_that_answers_at_once_passes_and_its_numbers_are_told()
    {
        var seen = await LookAsync(Load(world.At("/"), "rate", "200", "ramp", "200ms", "p95", "1s", "max", "5s"));

        seen.Flaws.ShouldBe([]);
        var facts = Facts(seen);
        (facts["requests"].GetInt64(), facts["answered"].GetInt64(), facts["rampRequests"].GetInt64()).ShouldBe((60L, 60L, 20L));
        facts["errorPercent"].GetDouble().ShouldBe(0);
        facts["rateReached"].GetDouble().ShouldBeInRange(50, 201);
        seen.Value!.Value.Unit.ShouldBe("ms");
        seen.Value.Value.Number.ShouldBe(facts["p95Ms"].GetDouble());
        facts["p50Ms"].GetDouble().ShouldBeLessThanOrEqualTo(facts["maxMs"].GetDouble());
        facts["p99Ms"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_known_delay_is_measured_and_held_against_its_bound()
    {
        var seen = await LookAsync(Load(world.Double("/slow"), "connections", "100", "p50", "300ms", "p95", "20ms"));

        seen.Flaws!.ShouldHaveSingleItem().ShouldStartWith("p95 is ");
        Facts(seen)["p50Ms"].GetDouble().ShouldBeInRange(40, 300);
    }

    [Fact(Timeout = 60_000)]
    public async Task who_comes_while_the_server_stalls_is_charged_to_the_server()
    {
        // One connection, 30 requests in 300 ms, and each takes 40 ms: a generator that waits for each would call that 40 ms.
        var seen = await LookAsync(Load(world.Double("/slow"), "connections", "1", "patience", "10s"));

        var facts = Facts(seen);
        facts["p50Ms"].GetDouble().ShouldBeGreaterThan(300);
        facts["maxMs"].GetDouble().ShouldBeGreaterThan(700);
        facts["waitedForConnection"].GetInt64().ShouldBeGreaterThan(20);
        facts["lateByGenerator"].GetInt64().ShouldBe(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task who_gets_no_connection_in_time_has_timed_out_and_counts_in_the_percentiles()
    {
        var seen = await LookAsync(Load(world.Double("/slow"), "connections", "1", "patience", "150ms"));

        var facts = Facts(seen);
        facts["errors"].GetProperty("timeout").GetInt64().ShouldBeGreaterThan(15);
        facts["p95Ms"].GetDouble().ShouldBeGreaterThanOrEqualTo(150);
        seen.Flaws!.ShouldHaveSingleItem().ShouldContain("requests failed");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("/missing", "status", "status 404")]
    [InlineData("/moved", "status", "status 302")]
    public async Task another_status_than_is_wanted_is_an_error(string path, string error, string first)
    {
        var seen = await LookAsync(Load(world.At(path)));

        Facts(seen)["errors"].GetProperty(error).GetInt64().ShouldBe(30);
        seen.Flaws!.ShouldHaveSingleItem().ShouldBe($"30 of 30 requests failed (100 %: 30 status); at most 0 % may; the first: {first}");
        seen.Value.ShouldBeNull();
        (await LookAsync(Load(world.At(path), "status", first[7..]))).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_share_of_errors_that_is_allowed_is_no_flaw_and_one_more_is()
    {
        var third = Load(world.Double("/third"), "errors", "40 %");

        (await LookAsync(third)).Flaws.ShouldBe([]);
        (await LookAsync(third with { With = With(third, "errors", "30 %") })).Flaws!.ShouldHaveSingleItem().ShouldContain("33.3");
    }

    [Fact(Timeout = 60_000)]
    public async Task connections_that_break_and_answers_that_stay_away_have_their_own_classes()
    {
        var mixed = Load(world.Double("/mixed"), "connections", "100", "patience", "200ms", "rate", "90");
        var seen = await LookAsync(mixed);
        while (seen.Problem?.EndsWith("no load was made.", StringComparison.Ordinal) == true)
        {
            // The first request met a bad turn.
            seen = await LookAsync(mixed);
        }

        var errors = Facts(seen)["errors"];
        errors.GetProperty("broken").GetInt64().ShouldBeGreaterThan(5);
        errors.GetProperty("timeout").GetInt64().ShouldBeGreaterThan(5);
        seen.Counts!["errors"].ShouldBe(errors.EnumerateObject().Sum(it => it.Value.GetInt64()));
    }

    [Fact(Timeout = 60_000)]
    public async Task a_percentile_that_too_few_answers_carry_is_not_judged()
    {
        var seen = await LookAsync(Load(world.At("/missing"), "errors", "99 %", "p95", "1s"));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        seen.Problem.ShouldBe("p95 needs at least 20 measured requests; 0 were measured.");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_generator_that_cannot_keep_up_says_so_and_judges_nothing()
    {
        var here = Here(TimeSpan.FromSeconds(20)) with { Clock = new LateClock() };

        var seen = await Check.LookAsync(Answering, here, Ct);

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        seen.Problem!.ShouldStartWith("The generator itself could not keep up: ");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_load_that_could_not_end_within_the_limit_is_not_begun()
    {
        var before = world.Asked;

        var seen = await LookAsync(Load(world.Double("/"), "duration", "30s"));

        seen.Problem!.ShouldContain("the limit of the look is 20s; no load was made");
        world.Asked.ShouldBe(before);
    }

    [Fact(Timeout = 60_000)]
    public async Task what_does_not_answer_the_first_request_is_not_burdened()
    {
        var before = world.Asked;

        var seen = await LookAsync(Load(world.Double("/never"), "patience", "50ms"));

        seen.Problem!.ShouldEndWith("no load was made.");
        world.Asked.ShouldBe(before + 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task method_body_and_headers_are_sent_with_every_request()
    {
        await LookAsync(Load(world.Double("/echo"), "json", """{"a":1}""", "header.X-Load", "yes", "rate", "20"));

        var asked = world.Requests("/echo");
        asked.Count.ShouldBeGreaterThanOrEqualTo(7);
        asked.ShouldAllBe(it =>
            it.Method == "POST"
            && it.Body == """{"a":1}"""
            && it.Headers["X-Load"] == "yes"
            && it.Headers["Content-Type"] == "application/json"
        );
    }

    /// <summary>A machine that is busy with other tests may not keep up; that is said, and then it is measured again.</summary>
    protected override async Task<Observation> LookAsync(CheckSpec spec, TimeSpan? limit = null)
    {
        var seen = await base.LookAsync(spec, limit);
        for (var left = 20; left > 0 && seen.Problem?.StartsWith("The generator itself", StringComparison.Ordinal) == true; left--)
        {
            seen = await base.LookAsync(spec, limit);
        }

        return seen;
    }

    public override void Dispose()
    {
        _silent.Dispose();
        base.Dispose();
    }

    private CheckSpec Load(string url, params string[] more)
    {
        var with = new Dictionary<string, string>
        {
            ["url"] = url,
            ["rate"] = "100",
            ["duration"] = "300ms",
        };
        foreach (var pair in more.Chunk(2))
        {
            with[pair[0]] = pair[1];
        }

        return new(Check.Kind, with);
    }

    private static Dictionary<string, string> With(CheckSpec spec, string name, string value) => new(spec.With) { [name] = value };

    private static Dictionary<string, JsonElement> Facts(Observation seen)
    {
        using var document = JsonDocument.Parse(seen.Body.ShouldNotBeNull(seen.Problem));
        return document.RootElement.Clone().EnumerateObject().ToDictionary(it => it.Name, it => it.Value);
    }

    /// <summary>A machine so busy that every timer is 100 ms late.</summary>
    private sealed class LateClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(
                callback,
                state,
                dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime + TimeSpan.FromMilliseconds(100),
                period
            );
    }

    /// <summary>A real nginx, and a server that misbehaves by path.</summary>
    public sealed class World : IAsyncLifetime
    {
        private readonly TempFolder _folder = new();
        private readonly int _port = FreePort.Find();
        private readonly HttpDouble _double;
        private NginxServer? _nginx;
        private int _turn;
        private int _mixed;

        public World() => _double = new(AnswerAsync);

        public int Asked => _double.Asked.Count;

        public string At(string path) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}{path}");

        public string Double(string path) => $"{_double.Url.AbsoluteUri.TrimEnd('/')}{path}";

        public IReadOnlyList<HttpDoubleRequest> Requests(string path) => [.. _double.Asked.Where(it => it.Path == path)];

        public async ValueTask InitializeAsync() =>
            _nginx = await NginxServer.StartAsync(
                _folder,
                $"server {{ listen 127.0.0.1:{_port}; location / {{ return 200 ok; }} location /missing {{ return 404; }} location /moved {{ return 302 /; }} }}",
                _port
            );

        public async ValueTask DisposeAsync()
        {
            await _nginx!.DisposeAsync();
            _double.Dispose();
            _folder.Dispose();
        }

        private async Task AnswerAsync(HttpDoubleRequest request, Stream stream, CancellationToken ct)
        {
            var turn = Interlocked.Increment(ref _turn);
            switch (request.Path)
            {
                case "/slow":
                    await Task.Delay(TimeSpan.FromMilliseconds(40), TimeProvider.System, ct);
                    break;
                case "/third" when turn % 3 == 0:
                    await stream.WriteAsync(new HttpDoubleAnswer(500).Bytes(), ct);
                    return;
                case "/never":
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                    break;
                case "/mixed":
                    // One in three is never answered, and one in three is hung up on.
                    var mixed = Interlocked.Increment(ref _mixed) % 3;
                    if (mixed == 0)
                    {
                        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                    }

                    if (mixed == 2)
                    {
                        return;
                    }

                    break;
                case "/garbage":
                    await stream.WriteAsync("\0\u0001not http at all\r\n\r\n"u8.ToArray(), ct);
                    return;
                case "/cut":
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"u8.ToArray(), ct);
                    return;
                case "/header":
                    await stream.WriteAsync(new HttpDoubleAnswer(200, "", ("X-Long", new string('x', 100_000))).Bytes(), ct);
                    return;
                case "/endless":
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), ct);
                    while (!ct.IsCancellationRequested)
                    {
                        await stream.WriteAsync(new byte[65536], ct);
                    }

                    return;
            }

            await stream.WriteAsync(new HttpDoubleAnswer(200, "ok").Bytes(), ct);
        }
    }
}
