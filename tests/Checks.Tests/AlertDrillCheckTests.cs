using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class AlertDrillCheckTests(AlertWorld world) : CheckContract, IClassFixture<AlertWorld>
{
    private readonly SilentListener _silent = new();
    private readonly List<HttpDouble> _doubles = [];

    protected override ICheck Check => CheckKinds.All["alert-drill"];

    protected override CheckSpec Answering => Drill();

    protected override CheckSpec Silent => Drill("url", $"http://127.0.0.1:{_silent.Port}");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", world.Server.Url, "receipt", world.Mailbox),
            Drill("url", $"http://127.0.0.1:{FreePort.Find()}"),
            Drill("url", world.Hook.Url.AbsoluteUri),
            Drill("receipt", $"{world.Hook.Url}nosuch"),
            Drill("receipt", $"{world.Hook.Url}guarded"),
            Drill("receipt", $"{world.Hook.Url}long"),
            Drill("receipt", "no-such-file"),
            Drill("receipt", "/dev"),
            Drill("receipt", $"{world.Server.Url}/api/v2/alerts"),
            Drill("receipt", "ftp://127.0.0.1/x"),
            Drill("label.slipway_drill", "mine"),
            Drill("label.severity", "down", "within", "300ms"),
            Drill("label.severity", "", "within", "300ms"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Drill("url", Answers(new(200, new string('[', 100_000)))),
            Drill("url", Answers(new(200, "{}"))),
            Drill("receipt", Answers(new(302, "", ("Location", "/again")))),
            Drill("receipt", "/dev/zero", "within", "300ms"),
        ];

    [Fact(Timeout = 30_000)]
    public async Task a_drill_that_arrives_passes_says_that_it_is_one_and_is_resolved()
    {
        var seen = await LookAsync(Drill("label.team", "shop"));

        var facts = JsonNode.Parse(seen.Body!)!;
        var id = facts["drill"]!.GetValue<string>();
        seen.Flaws!.ShouldBeEmpty();
        seen.Value!.Value.Unit.ShouldBe("s");
        var told = world.Hook.Asked.First(it => it.Method == "POST" && it.Body.Contains(id)).Body;
        told.ShouldContain($"\"slipway_drill\":\"{id}\"");
        told.ShouldContain("\"alertname\":\"SlipwayDrill\"");
        told.ShouldContain("\"team\":\"shop\"");
        told.ShouldContain("This is a drill");
        facts["resolved"]!.GetValue<bool>().ShouldBeTrue();
        (await HeldAsync(id)).ShouldBe("[]");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_drill_is_seen_in_a_file_that_was_written_to()
    {
        (await LookAsync(Drill("receipt", world.Mailbox))).Flaws!.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_receipt_is_asked_with_its_headers()
    {
        (
            await LookAsync(Drill("receipt", $"{world.Hook.Url}guarded", "receipt-header.Authorization", "Bearer t0ken"))
        ).Flaws!.ShouldBeEmpty();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("info", "nobody")]
    [InlineData("down", "down")]
    public async Task a_drill_that_goes_astray_or_to_a_receiver_that_is_down_fails_and_is_resolved(string severity, string receiver)
    {
        var seen = await LookAsync(Drill("label.severity", severity, "within", "300ms"));

        Check.DefaultExpectation!.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
        seen.Flaws!.ShouldBe([$"the drill did not arrive within 300ms; Alertmanager means it for {receiver}"]);
        seen.Value.ShouldBeNull();
        (await HeldAsync(JsonNode.Parse(seen.Body!)!["drill"]!.GetValue<string>())).ShouldBe("[]");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_drill_that_is_silenced_fails_and_says_why()
    {
        await world.Server.PostAsync(
            "api/v2/silences",
            $$"""{"matchers":[{"name":"team","value":"quiet","isRegex":false}],"startsAt":"2020-01-01T00:00:00Z","endsAt":"2090-01-01T00:00:00Z","createdBy":"ada","comment":"c"}""",
            Ct
        );

        var seen = await LookAsync(Drill("label.team", "quiet", "within", "500ms"));

        seen.Flaws!.ShouldHaveSingleItem().ShouldEndWith("Alertmanager means it for hook, and it is silenced or inhibited");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_receipt_that_was_lost_on_the_way_was_not_seen()
    {
        var asked = 0;
        using var flaky = new HttpDouble(_ => Interlocked.Increment(ref asked) == 1 ? new(200, "[]") : new(503));

        var seen = await LookAsync(Drill("receipt", flaky.Url.AbsoluteUri, "within", "300ms"));

        seen.Problem!.ShouldBe("The drill was sent, but not followed to its end. The receipt answered with status 503.");
    }

    [Fact(Timeout = 30_000)]
    public async Task an_alertmanager_that_does_not_take_the_drill_was_not_seen()
    {
        var status = await world.Server.GetAsync("api/v2/status", Ct);
        using var refuses = new HttpDouble(it => it.Method == "GET" ? new(200, status) : new(400, "bad \"labels\""));
        using var moved = new HttpDouble(it => it.Method == "GET" ? new(200, status) : new(302, "", ("Location", "/elsewhere")));

        (await LookAsync(Drill("url", refuses.Url.AbsoluteUri))).Problem!.ShouldBe("Alertmanager answered with status 400: bad \"labels\"");
        (await LookAsync(Drill("url", moved.Url.AbsoluteUri))).Problem!.ShouldStartWith("Alertmanager answered with status 302");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_drill_that_is_cancelled_is_resolved_all_the_same()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var looking = Check.LookAsync(
            Drill("label.severity", "down", "within", "1h", "label.run", "cancelled"),
            Here(TimeSpan.FromHours(2)),
            cancel.Token
        );
        while (!(await HeldAsync("cancelled", "run")).Contains("drill-", StringComparison.Ordinal)) { }

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(looking);
        (await HeldAsync("cancelled", "run")).ShouldBe("[]");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_drill_that_cannot_be_resolved_is_a_flaw_and_ends_by_itself()
    {
        var status = await world.Server.GetAsync("api/v2/status", Ct);
        var sent = 0;
        using var dies = new HttpDouble(it =>
            it.Method == "GET" ? new(200, status) : new(Interlocked.Increment(ref sent) == 1 ? 200 : 500)
        );
        using var echo = new HttpDouble(_ => new(200, string.Concat(dies.Asked.Select(it => it.Body))));

        var seen = await LookAsync(Drill("url", dies.Url.AbsoluteUri, "receipt", echo.Url.AbsoluteUri, "within", "1h"));

        seen.Flaws!.ShouldHaveSingleItem().ShouldStartWith("the drill could not be resolved; it ends by itself at 20");
    }

    public override void Dispose()
    {
        _silent.Dispose();
        _doubles.ForEach(it => it.Dispose());
        base.Dispose();
    }

    private CheckSpec Drill(params string[] settings)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["url"] = world.Server.Url,
            ["label.severity"] = "page",
            ["receipt"] = $"{world.Hook.Url}log",
            ["within"] = "10s",
        };
        foreach (var pair in settings.Chunk(2))
        {
            all[pair[0]] = pair[1];
        }

        return new(Check.Kind, all);
    }

    private string Answers(HttpDoubleAnswer answer)
    {
        _doubles.Add(new(_ => answer));
        return _doubles[^1].Url.AbsoluteUri;
    }

    private Task<string> HeldAsync(string value, string label = "slipway_drill") => HeldTextAsync($"{label}=\"{value}\"");

    private async Task<string> HeldTextAsync(string filter) =>
        (await world.Server.GetAsync($"api/v2/alerts?filter={Uri.EscapeDataString(filter)}", Ct)).Trim();
}
