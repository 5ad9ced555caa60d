using System.Net;
using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>A release moves through a real proxy while the numbers hold, and comes back by itself when they do not.</summary>
public sealed class RolloutTests : IAsyncLifetime
{
    private const string Checklist = """
        # Harbour 3 go-live

        ## Deployment

        - [ ] Route 25% of traffic to the new version
        - [ ] Route 50% of traffic to the new version
        - [ ] Route 100% of traffic to the new version
        - [ ] Nothing breaks for a while <!-- slipway: check=command run="sleep 1; test ! -e hold && exit 0; sleep 100" limit=2m -->

        ## Automatic rollback triggers

        - Error rate > 20% for 1 second

        ## Rollback plan

        1. Say so
           ```bash
           echo "came back" > back.txt
           ```
        """;

    private readonly Workplace _place = new();
    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _over = new();
    private readonly int _port = FreePort.Find();
    private double _candidateErrors = 0.1;
    private HttpDouble _stable = null!;
    private HttpDouble _candidate = null!;
    private HaproxyServer _haproxy = null!;
    private Task _load = Task.CompletedTask;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_stable, _candidate) = (Version(() => 0.1), Version(() => _candidateErrors));
        _haproxy = await HaproxyServer.StartAsync(
            _folder,
            $"""
            frontend front
              bind 127.0.0.1:{_port}
              default_backend app
            backend app
              server v1 127.0.0.1:{_stable.Url.Port} weight 100
              server v2 127.0.0.1:{_candidate.Url.Port} weight 0
            """,
            it => it.Contains("v2", StringComparison.Ordinal),
            Ct
        );
        _place.With("GO-LIVE.md", Checklist).With("rate", "1 %");
        _place.With(
            "slipway.yaml",
            $$"""
            environments:
              night:
                signatures: by-name
                traffic:
                  driver: haproxy
                  address: unix:{{_folder["admin.sock"]}}
                  stable: app/v1
                  candidate: app/v2
                  gate: { for: 2m, interval: 1s, margin: 2 }
                metrics:
                  error rate: { check: command, run: cat rate }
            """
        );
        _load = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(AskAsync, Ct)));
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _load;
        await _haproxy.DisposeAsync();
        _stable.Dispose();
        _candidate.Dispose();
        _folder.Dispose();
        _over.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task a_version_that_is_as_good_gets_all_traffic_and_the_boxes_their_ticks()
    {
        var ended = await RunAsync();

        ended.ExitCode.ShouldBe(0, ended.Err);
        _place.Filled.ShouldContain("- [x] Route 25% of traffic to the new version");
        _place.Filled.ShouldContain("- [x] Route 100% of traffic to the new version");
        Weights().ShouldBe("0/100");
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task a_version_that_is_worse_comes_back_by_itself_and_the_record_proves_why()
    {
        _candidateErrors = 0.7;

        var ended = await RunAsync();

        ended.ExitCode.ShouldBe(4, ended.Err);
        _place.Text("back.txt").ShouldContain("came back");
        _place.Filled.ShouldContain("- [ ] Route 25% of traffic to the new version");
        Weights().ShouldEndWith("/0");
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task a_trigger_that_fires_later_brings_all_of_it_back()
    {
        _place.With("hold", "");
        var run = RunAsync();
        await Eventually.Holds("all traffic is on the new version", () => Weights() == "0/100", Ct, TimeSpan.FromMinutes(3));

        _place.With("rate", "35 %");
        var ended = await run;

        ended.ExitCode.ShouldBe(4, ended.Err);
        ended.Err.ShouldContain("Error rate > 20%");
        Weights().ShouldEndWith("/0");
    }

    [Fact]
    public async Task a_person_calls_a_run_back_from_elsewhere()
    {
        _place.With("hold", "");
        var run = RunAsync();
        await Eventually.Holds("all traffic is on the new version", () => Weights() == "0/100", Ct, TimeSpan.FromMinutes(3));

        var called = await _place.SlipwayAsync("rollback", "--reason", "bookings are doubled", "--by", "Grace");
        var ended = await run;

        called.ExitCode.ShouldBeOneOf(0, 4); // 4 when it saw the end already.
        ended.ExitCode.ShouldBe(4, ended.Err);
        _place.Journal.ShouldContain("bookings are doubled");
        Weights().ShouldEndWith("/0");
    }

    private static HttpDouble Version(Func<double> errors) =>
        new(_ => new(Random.Shared.NextDouble() < errors() ? 500 : 200, "ok", ("Connection", "close")));

    private Task<Ended> RunAsync() => _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--no-input");

    /// <summary>The weights as HAProxy has them, stable and candidate.</summary>
    private string Weights() => $"{Weight("v1")}/{Weight("v2")}";

    private string Weight(string server) => _haproxy.Do($"get weight app/{server}").Split(' ')[0].Trim();

    private async Task AskAsync()
    {
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{_port}/") };
        while (!_over.IsCancellationRequested)
        {
            using var answer = await http.GetAsync(new Uri("/", UriKind.Relative), CancellationToken.None);
            (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.InternalServerError).ShouldBeTrue();
        }
    }
}
