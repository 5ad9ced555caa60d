using System.Text.Json.Nodes;
using Slipway.Checks.Alertmanager;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class AlertmanagerCheckTests : CheckContract, IAsyncLifetime
{
    internal const string Config = """
        route:
          receiver: everything
          group_by: [alertname]
          routes:
            - matchers: [severity="critical", team=~"shop|pay.*"]
              receiver: pager
              continue: true
            - match: { severity: critical }
              receiver: chat
              routes:
                - match_re: { service: "api|web[0-9]+" }
                  receiver: web
            - matchers: ['owner!=""', 'env!~"dev.*"', 'note="a \"quoted\\ word"']
              receiver: quoted
            - matchers: [severity="night"]
              receiver: pager
              mute_time_intervals: [weekend]
        time_intervals:
          - { name: weekend, time_intervals: [{ weekdays: [saturday, sunday] }] }
        receivers:
          - name: everything
          - name: pager
            webhook_configs: [{ url: "http://127.0.0.1:1/" }]
          - name: chat
            webhook_configs: [{ url: "http://127.0.0.1:1/" }]
          - name: web
            webhook_configs: [{ url: "http://127.0.0.1:1/" }]
          - name: quoted
            webhook_configs: [{ url: "http://127.0.0.1:1/" }]
        """;

    private readonly SilentListener _silent = new();
    private readonly HttpDouble _double = new(AnswerAsync);
    private AlertmanagerServer _server = null!;

    protected override ICheck Check => CheckKinds.All["alertmanager"];

    protected override CheckSpec Answering => Ask("fact", "route", "label.severity", "critical", "receiver", "chat");

    protected override CheckSpec Silent => Spec("url", $"http://127.0.0.1:{_silent.Port}");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Ask("fact", "alerts"),
            Ask("fact", "route"),
            Ask("fact", "route", "label.severity", "critical"),
            Ask("fact", "silences", "severity", "critical"),
            Ask("fact", "alerts", "severity", ","),
            Ask("fact", "nosuch"),
            Spec("url", "redis://127.0.0.1"),
            .. Facts.SelectMany(fact =>
                new[] { "html", "empty", "null", "list", "odd", "torn", "error", "prometheus" }
                    .Select(it => Spec([.. fact, "url", $"{_double.Url}{it}"]))
                    .Append(Spec([.. fact, "url", $"http://127.0.0.1:{FreePort.Find()}"]))
            ),
            Spec("url", $"{_double.Url}noreload", "fact", "config"),
            Spec("url", $"{_double.Url}settling", "fact", "silences"),
            Spec("url", $"{_double.Url}settling", "fact", "alerts"),
            Spec("url", $"{_double.Url}stale", "fact", "alerts"),
            Spec("url", $"{_double.Url}future", "fact", "alerts"),
            Spec("url", $"{_double.Url}noupdate", "fact", "alerts"),
            Spec("url", $"{_double.Url}strange", "fact", "silences"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            .. Facts.SelectMany(fact =>
                new[] { "endless", "deep", "bomb", "regex" }.Select(it => Spec([.. fact, "url", $"{_double.Url}{it}"]))
            ),
        ];

    private static string[][] Facts { get; } =
    [
        ["fact", "server"],
        ["fact", "config"],
        ["fact", "route", "label.severity", "critical", "receiver", "pager"],
        ["fact", "silences"],
        ["fact", "alerts"],
    ];

    [Fact(Timeout = 30_000)]
    public async Task a_server_tells_its_version_and_its_cluster_and_that_peers_are_missing()
    {
        var alone = await LookAsync(Ask());

        alone.Flaws!.ShouldBeEmpty();
        JsonNode.Parse(alone.Body!)!["cluster"]!.GetValue<string>().ShouldBe("disabled");
        (await LookAsync(Ask("peers", "1"))).Flaws!.ShouldBe(["the server runs alone, without a cluster, and must see 1 peers"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_cluster_is_together_when_each_sees_the_other()
    {
        var (first, second) = (FreePort.Find(), FreePort.Find());
        await using var one = await AlertmanagerServer.StartAsync(Config, Ct, Cluster(first, second));
        var settling = await LookAsync(Spec("url", one.Url));
        var alone = await LookAsync(Spec("url", one.Url, "peers", "1"));
        await using var two = await AlertmanagerServer.StartAsync(Config, Ct, Cluster(second, first));
        var together = await LookAsync(Spec("url", one.Url, "peers", "1"));
        for (var tries = 0; tries < 500 && together.Flaws is not []; tries++)
        {
            together = await LookAsync(Spec("url", one.Url, "peers", "1"));
        }

        settling.Flaws!.ShouldBe(["the server is still settling into its cluster, and sends nothing until it has"]);
        alone.Flaws!.ShouldContain("the server sees 0 peers, fewer than 1");
        (await LookAsync(Spec("url", one.Url, "peers", "2"))).Flaws!.ShouldContain("the server sees 1 peers, fewer than 2");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_reload_that_failed_is_a_flaw_though_the_server_goes_on()
    {
        (await LookAsync(Ask("fact", "config", "receivers", "pager,chat"))).Flaws!.ShouldBeEmpty();
        await File.WriteAllTextAsync(_server.ConfigFile, "route: { receiver: nosuch }", Ct);
        await _server.PostAsync("-/reload", "", Ct);

        var seen = await LookAsync(Ask("fact", "config", "receivers", "pager,nosuch,everything"));

        seen.Flaws!.Count.ShouldBe(3);
        seen.Flaws![0].ShouldStartWith("the last reload of the configuration failed: that of ");
        seen.Flaws!.Skip(1).ShouldBe(["there is no receiver nosuch", "the receiver everything sends nowhere: it has no integration"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_matcher_with_quotes_and_backslashes_is_read_as_the_server_reads_it()
    {
        var labels = new Dictionary<string, string> { ["owner"] = "ops", ["note"] = "a \"quoted\\ word" };

        RouteTree.Parse(await LoadedAsync()).Root.Of(labels).ShouldHaveSingleItem().Receiver.ShouldBe("quoted");
        RouteTree.Parse(Config).Root.Of(new Dictionary<string, string>(labels) { ["env"] = "dev2" })[0].Receiver.ShouldBe("everything");
    }

    [Fact(Timeout = 30_000)]
    public async Task an_alert_that_goes_elsewhere_nowhere_or_is_mute_at_times_is_a_flaw()
    {
        (await LookAsync(Ask("fact", "route", "label.severity", "critical", "receiver", "pager"))).Flaws!.ShouldBe([
            "such an alert goes to chat, not to pager",
        ]);
        (await LookAsync(Ask("fact", "route", "label.severity", "info", "receiver", "everything"))).Flaws!.ShouldBe([
            "the receiver everything sends nowhere: it has no integration",
        ]);
        (await LookAsync(Ask("fact", "route", "label.severity", "night", "receiver", "pager"))).Flaws!.ShouldBe([
            "the route to pager is mute in the time interval weekend; say mutes=yes where that is meant",
        ]);
        (await LookAsync(Ask("fact", "route", "label.severity", "night", "receiver", "pager", "mutes", "yes"))).Flaws!.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_silence_is_a_flaw_unless_it_is_meant_or_hides_something_else()
    {
        await SilenceAsync("service=\"shop\"", "CHG-7 database moves", TimeSpan.Zero);
        await SilenceAsync("service=\"pay\"", "tomorrow", TimeSpan.FromHours(30));

        var seen = await LookAsync(Ask("fact", "silences"));

        seen.Flaws!.ShouldHaveSingleItem().ShouldContain("of ada (CHG-7 database moves) hides service=\"shop\" until ");
        (await LookAsync(Ask("fact", "silences", "allow", "CHG-7"))).Flaws!.ShouldBeEmpty();
        (await LookAsync(Ask("fact", "silences", "ahead", "2d"))).Flaws!.Count.ShouldBe(2);
        (await LookAsync(Ask("fact", "silences", "label.service", "mail"))).Flaws!.ShouldBeEmpty();
        (await LookAsync(Ask("fact", "silences", "label.severity", "critical"))).Flaws!.Count.ShouldBe(1);
        (await LookAsync(Ask("fact", "silences", "label.service", "shop"))).Value.ShouldBe(new Quantity(1, ""));
    }

    [Fact(Timeout = 30_000)]
    public async Task a_silence_that_was_ended_hides_nothing()
    {
        var id = JsonNode.Parse(await SilenceAsync("service=\"shop\"", "short", TimeSpan.Zero))!["silenceID"]!.GetValue<string>();
        await _server.DeleteAsync($"api/v2/silence/{id}", Ct);

        (await LookAsync(Ask("fact", "silences"))).Flaws!.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task nothing_fires_only_while_the_heartbeat_arrives()
    {
        var deaf = await LookAsync(Ask("fact", "alerts"));
        await FireAsync("Watchdog", "none");
        var hears = await LookAsync(Ask("fact", "alerts"));
        var other = await LookAsync(Ask("fact", "alerts", "heartbeat", "DeadMansSwitch"));

        deaf.Problem!.ShouldContain("holds no alert Watchdog that always fires, so it is not known that alerts arrive");
        (hears.Flaws!.Count, hears.Value).ShouldBe((0, new Quantity(0, "")));
        other.Looking.ShouldBe(Looking.CouldNotLook);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_fires_with_the_severity_is_a_flaw_also_when_it_is_silenced()
    {
        await FireAsync("Watchdog", "none");
        await FireAsync("QueueStuck", "critical");
        await FireAsync("Slow", "warning");
        await SilenceAsync("alertname=\"QueueStuck\"", "not now", TimeSpan.Zero);
        var seen = await UntilAsync(Ask("fact", "alerts"), it => it.Flaws is [var flaw] && flaw.Contains("silenced"));

        seen.Flaws!.ShouldHaveSingleItem().ShouldStartWith("the alert QueueStuck (critical) fires since 20");
        (await LookAsync(Ask("fact", "alerts", "suppressed", "ignore"))).Flaws!.ShouldBeEmpty();
        (await LookAsync(Ask("fact", "alerts", "severity", "any"))).Value.ShouldBe(new Quantity(2, ""));
        (await LookAsync(Ask("fact", "alerts", "severity", "warning", "except", "Slow"))).Flaws!.ShouldBeEmpty();
        (await LookAsync(Ask("fact", "alerts", "severity", "any", "label.alertname", "Slow"))).Flaws!.Count.ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_fires_without_a_heartbeat_fails_and_is_not_counted()
    {
        await FireAsync("QueueStuck", "critical");

        var seen = await LookAsync(Ask("fact", "alerts"));

        Check.DefaultExpectation!.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
        Expectation.Parse("value < 5").Judge(seen).Verdict.ShouldNotBe(Verdict.Pass);
        Expectation.Parse("count firing < 5").Judge(seen).Verdict.ShouldNotBe(Verdict.Pass);
    }

    public async ValueTask InitializeAsync() => _server = await AlertmanagerServer.StartAsync(Config, Ct);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _silent.Dispose();
        _double.Dispose();
        Dispose();
    }

    private CheckSpec Ask(params string[] settings) => Spec(["url", _server.Url, .. settings]);

    private static string[] Cluster(int own, int other) =>
        [$"--cluster.listen-address=127.0.0.1:{own}", $"--cluster.peer=127.0.0.1:{other}", "--cluster.settle-timeout=1s"];

    private async Task<Observation> UntilAsync(CheckSpec spec, Func<Observation, bool> holds)
    {
        var seen = await LookAsync(spec);
        for (var tries = 0; tries < 200 && !holds(seen); tries++)
        {
            seen = await LookAsync(spec);
        }

        return seen;
    }

    private Task<string> FireAsync(string name, string severity) =>
        _server.PostAsync(
            "api/v2/alerts",
            $$"""[{"labels":{"alertname":"{{name}}","severity":"{{severity}}"},"startsAt":"{{At(TimeSpan.FromHours(-1))}}","endsAt":"{{At(TimeSpan.FromHours(1))}}"}]""",
            Ct
        );

    private Task<string> SilenceAsync(string matcher, string comment, TimeSpan from)
    {
        var parts = matcher.Split('=');
        return _server.PostAsync(
            "api/v2/silences",
            $$"""{"matchers":[{"name":"{{parts[0]}}","value":{{parts[1]}},"isRegex":false,"isEqual":true}],"startsAt":"{{At(from)}}","endsAt":"{{At(from + TimeSpan.FromHours(2))}}","createdBy":"ada","comment":"{{comment}}"}""",
            Ct
        );
    }

    private static string At(TimeSpan from) => $"{TimeProvider.System.GetUtcNow() + from:yyyy-MM-ddTHH:mm:ss.fffZ}";

    private async Task<string> LoadedAsync() =>
        JsonNode.Parse(await _server.GetAsync("api/v2/status", Ct))!["config"]!["original"]!.GetValue<string>();

    private static async Task AnswerAsync(HttpDoubleRequest request, Stream stream, CancellationToken ct)
    {
        if (request.Path.StartsWith("/endless/", StringComparison.Ordinal))
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), ct);
            while (true)
            {
                await stream.WriteAsync(new byte[65536], ct);
            }
        }

        await stream.WriteAsync(Answer(request.Path).Bytes(), ct);
    }

    private static HttpDoubleAnswer Answer(string path)
    {
        var parts = path.Trim('/').Split('/', 2);
        return (parts[0], parts[1]) switch
        {
            ("html", _) => new(200, "<html>sign in</html>"),
            ("empty", _) => new(200, ""),
            ("null", _) => new(200, "null"),
            ("list", _) => new(200, "[]"),
            ("odd", _) => new(200, "{}"),
            ("torn", _) => new(200, "{\"cluster\":{\"status\":\"re"),
            ("error", _) => new(500, "{\"error\":\"no\"}"),
            ("prometheus", _) => new(200, """{"status":"success","data":{"alerts":[]}}"""),
            ("deep", _) => new(200, string.Concat(Enumerable.Repeat("[", 100_000))),
            ("bomb", "api/v2/status") => Status(
                "a: &a [x,x]\nb: &b [*a,*a]\nroute: &r {receiver: x, routes: [*r, *r]}\nreceivers: [{name: x}]"
            ),
            ("regex", "api/v2/status") => Status(
                "route: {receiver: x, routes: [{receiver: x, match_re: {severity: '(((a{900}){900}){900}){900}b'}}]}\nreceivers: [{name: x}]"
            ),
            ("settling", "api/v2/status") => Status("route: {receiver: x}\nreceivers: [{name: x}]", "settling"),
            ("stale", "api/v2/alerts") => Alerts(TimeSpan.FromMinutes(-6)),
            ("future", "api/v2/alerts") => Alerts(TimeSpan.FromDays(400)),
            ("settling", "api/v2/alerts") => Alerts(TimeSpan.Zero),
            ("noupdate", "api/v2/alerts") => new(200, """[{"labels":{"alertname":"Watchdog"},"status":{"state":"active"}}]"""),
            ("strange", "api/v2/silences") => new(
                200,
                """[{"id":"1","status":{"state":"paused"},"startsAt":"2020-01-01T00:00:00Z","endsAt":"2040-01-01T00:00:00Z","createdBy":"a","comment":"b","matchers":[{"name":"a","value":"b","isRegex":false}]}]"""
            ),
            (_, "api/v2/status") => Status("route: {receiver: x}\nreceivers: [{name: x}]"),
            (_, "api/v2/silences" or "api/v2/alerts") => new(200, "[]"),
            _ => new(404, "not found"),
        };
    }

    private static HttpDoubleAnswer Status(string config, string cluster = "ready") =>
        new(
            200,
            new JsonObject
            {
                ["cluster"] = new JsonObject { ["status"] = cluster, ["peers"] = new JsonArray() },
                ["config"] = new JsonObject { ["original"] = config },
                ["uptime"] = "2026-01-01T00:00:00Z",
                ["versionInfo"] = new JsonObject { ["version"] = "1" },
            }.ToJsonString()
        );

    private static HttpDoubleAnswer Alerts(TimeSpan heard) =>
        new(
            200,
            $$"""[{"labels":{"alertname":"Watchdog"},"status":{"state":"active"},"startsAt":"2020-01-01T00:00:00Z","updatedAt":"{{At(heard)}}"}]"""
        );
}
