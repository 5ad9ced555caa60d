using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>The gateway as a process: traffic moves step by step, and goes on when what moves it is away.</summary>
public sealed class GatewayTests : IDisposable
{
    private readonly Workplace _work = new();
    private readonly HttpDouble _stable = new(_ => new(200, "stable"));
    private readonly HttpDouble _candidate = new(_ => new(200, "candidate"));

    [Fact(Timeout = 120_000)]
    public async Task traffic_moves_by_the_share_that_the_admin_api_is_told()
    {
        using var gateway = await StartAsync();
        (await gateway.AskAsync(gateway.Address)).Body.ShouldBe("stable");

        var told = await gateway.SetAsync(100);

        JsonNode.Parse(told)!["share"]!.GetValue<double>().ShouldBe(100);
        (await gateway.AskAsync(gateway.Address)).Body.ShouldBe("candidate");
        var (ended, said) = await gateway.StopAsync();
        (ended, said.Contains("gateway has ended", StringComparison.Ordinal)).ShouldBe((0, true), said);
    }

    [Fact(Timeout = 120_000)]
    public async Task no_request_fails_over_100_changes_of_the_share_and_a_clean_end()
    {
        using var gateway = await StartAsync("--sticky", "cookie:lane");
        var (answers, over) = (new ConcurrentBag<(int, string)>(), false);
        var load = Enumerable
            .Range(0, 4)
            .Select(async _ =>
            {
                while (!Volatile.Read(ref over))
                {
                    answers.Add(await gateway.AskAsync(gateway.Address));
                }
            })
            .ToList();

        for (var i = 1; i <= 100; i++)
        {
            await gateway.SetAsync(i * 37 % 101);
        }

        Volatile.Write(ref over, true);
        await Task.WhenAll(load);
        answers.Where(it => it is not (200, "stable" or "candidate")).ShouldBeEmpty();
        answers.Count.ShouldBeGreaterThan(100);
        (await gateway.StopAsync()).ExitCode.ShouldBe(0);
    }

    [Fact(Timeout = 120_000)]
    public async Task the_share_outlives_a_kill()
    {
        using (var first = await StartAsync("--state", "share.json"))
        {
            await first.SetAsync(100);
            await first.KillAsync();
        }

        using var second = await StartAsync("--state", "share.json");

        (await second.AskAsync(second.Address)).Body.ShouldBe("candidate");
    }

    [Fact(Timeout = 120_000)]
    public async Task a_state_that_is_torn_is_no_share()
    {
        _work.With("share.json", "{\"format\":\"slipway-gateway-share/1\",\"sha");

        var ended = await _work.SlipwayAsync([
            "gateway",
            "--listen",
            "http://127.0.0.1:0",
            "--stable",
            Of(_stable),
            "--candidate",
            Of(_candidate),
            "--state",
            "share.json",
        ]);

        ended.ExitCode.ShouldBe(2);
        ended.Out.ShouldBeEmpty();
        ended.Err.ShouldContain("is not what a gateway has written");
    }

    [Fact(Timeout = 120_000)]
    public async Task a_call_that_cannot_be_served_says_all_that_is_wrong_with_it()
    {
        var ended = await _work.SlipwayAsync("gateway", "--stable", "nonsense", "--admin", "http://0.0.0.0:0", "--share", "200");

        ended.ExitCode.ShouldBe(2);
        foreach (var option in (string[])["--listen", "--stable", "--candidate", "--admin", "--share"])
        {
            ended.Err.ShouldContain($"slipway: {option}");
        }
    }

    /// <summary>Fail static: whoever stands in front goes past a gateway that is away, to the version that serves.</summary>
    [Fact(Timeout = 120_000)]
    public async Task a_proxy_in_front_goes_past_a_gateway_that_is_away()
    {
        using var folder = new TempFolder();
        using var gateway = await StartAsync();
        await gateway.SetAsync(100);
        var port = FreePort.Find();
        await using var haproxy = await HaproxyServer.StartAsync(
            folder,
            $"""
            frontend shop
              bind 127.0.0.1:{port}
              default_backend versions
            backend versions
              option redispatch
              retries 2
              retry-on conn-failure empty-response
              server gateway {gateway.Address.Authority} check inter 200ms
              server stable {_stable.Url.Authority} backup
            """,
            stats => stats.Contains("versions,gateway", StringComparison.Ordinal) && stats.Contains("UP", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        var shop = new Uri($"http://127.0.0.1:{port}/");
        (await gateway.AskAsync(shop)).Body.ShouldBe("candidate");

        await gateway.KillAsync();

        await Eventually.Holds(
            "the version that serves answers",
            async () => (await gateway.AskAsync(shop)).Body == "stable",
            TestContext.Current.CancellationToken
        );
    }

    public void Dispose()
    {
        _stable.Dispose();
        _candidate.Dispose();
        _work.Dispose();
    }

    private Task<GatewayProcess> StartAsync(params string[] also) =>
        GatewayProcess.StartAsync(_work.Folder, Of(_stable), Of(_candidate), also);

    private static string Of(HttpDouble server) => server.Url.GetLeftPart(UriPartial.Authority);
}
