using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>A release moves through a real proxy while the numbers hold, and comes back by itself when they do not.</summary>
public sealed class RolloutTests : IAsyncLifetime
{
    private const string Checklist = """
        # Harbour 3 go-live

        ## Deployment

        - [ ] Route 10% of traffic to the new version
        - [ ] Route 25% of traffic to the new version
        - [ ] Route 50% of traffic to the new version
        - [ ] Route 100% of traffic to the new version
        - [ ] Nothing breaks for a while <!-- slipway: check=command run="test ! -e hold || sleep 100" limit=2m -->

        ## Automatic rollback triggers

        - Error rate > 20% for 1 second

        ## Rollback plan

        1. Say so
           ```bash
           echo "came back" > back.txt
           ```
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Workplace _place = new();
    private readonly CancellationTokenSource _over = new();
    private double _candidateErrors = 0.1;
    private HttpDouble _stable = null!;
    private HttpDouble _candidate = null!;
    private Front? _front;
    private List<Task> _load = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        // With thousands of requests a second a version that is slower by microseconds is seen as slower, and two equal ones are never
        // equal to the microsecond: the one that serves is a little slower.
        (_stable, _candidate) = (Version(() => 0.1, spins: 4000), Version(() => _candidateErrors, spins: 0));
        _place.With("GO-LIVE.md", Checklist).With("rate", "1 %");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_load);
        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        _stable.Dispose();
        _candidate.Dispose();
        _over.Dispose();
        _place.Dispose();
    }

    [Theory]
    [Trait("Promise", "10")]
    [InlineData("haproxy")]
    [InlineData("nginx")]
    [InlineData("gateway")]
    public async Task a_version_that_is_as_good_gets_all_traffic_step_by_step(string proxy)
    {
        await BehindAsync(proxy);

        var ended = await RunAsync();

        ended.ExitCode.ShouldBe(0, ended.Err);
        _place.Filled.ShouldContain("- [x] Route 10% of traffic to the new version");
        _place.Filled.ShouldContain("- [x] Route 100% of traffic to the new version");
        (await OnlyAsync(_candidate)).ShouldBeTrue();
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("haproxy")]
    [InlineData("nginx")]
    [InlineData("gateway")]
    public async Task a_version_that_is_worse_comes_back_by_itself_and_the_record_proves_why(string proxy)
    {
        _candidateErrors = 0.8;
        await BehindAsync(proxy);

        var ended = await RunAsync();

        ended.ExitCode.ShouldBe(4, ended.Err);
        _place.Text("back.txt").ShouldContain("came back");
        _place.Filled.ShouldContain("- [ ] Route 10% of traffic to the new version");
        (await OnlyAsync(_stable)).ShouldBeTrue();
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task people_without_a_checklist_roll_out_by_a_verb_and_come_back_by_their_trigger()
    {
        await BehindAsync("haproxy");
        string[] rollout = ["rollout", "--trigger", "Error rate > 20% for 1 second", "--yes", "--no-input", "--steps"];

        var ended = await _place.SlipwayAsync([.. rollout, "20,100"]);

        ended.ExitCode.ShouldBe(0, ended.Err);
        (await OnlyAsync(_candidate)).ShouldBeTrue();
        _place.Filled.ShouldContain("- [x] Route 100% of traffic to the new version");

        _place.With("rate", "35 %");
        var again = await _place.SlipwayAsync([.. rollout, "50"]);
        again.ExitCode.ShouldBe(4, again.Err);
        (await OnlyAsync(_stable)).ShouldBeTrue();
    }

    [Fact]
    public async Task a_rollout_with_a_condition_that_nothing_here_can_see_does_not_begin()
    {
        await BehindAsync("haproxy");

        var refused = await _place.SlipwayAsync("rollout", "--trigger", "Queue depth > 10 for 1 second", "--yes", "--no-input");

        refused.ExitCode.ShouldBe(2);
        refused.Err.ShouldContain("no condition whose number has a source in night");
        _place.HasRun.ShouldBeFalse();
    }

    [Fact]
    public async Task a_trigger_that_fires_later_brings_all_of_it_back()
    {
        _place.With("hold", "");
        await BehindAsync("haproxy");
        var run = RunAsync();
        await AllIsNewAsync();

        _place.With("rate", "35 %");
        var ended = await run;

        ended.ExitCode.ShouldBe(4, ended.Err);
        ended.Err.ShouldContain("Error rate > 20%");
        (await OnlyAsync(_stable)).ShouldBeTrue();
    }

    [Fact]
    public async Task a_person_calls_a_run_back_from_elsewhere()
    {
        _place.With("hold", "");
        await BehindAsync("haproxy");
        var run = RunAsync();
        await AllIsNewAsync();

        var called = await _place.SlipwayAsync("rollback", "--reason", "bookings are doubled", "--by", "Grace");
        var ended = await run;

        called.ExitCode.ShouldBeOneOf(0, 4); // 4 when it saw the end already.
        ended.ExitCode.ShouldBe(4, ended.Err);
        _place.Journal.ShouldContain("bookings are doubled");
        (await OnlyAsync(_stable)).ShouldBeTrue();
    }

    private static HttpDouble Version(Func<double> errors, int spins) =>
        new(_ =>
        {
            Thread.SpinWait(spins);
            return new(Random.Shared.NextDouble() < errors() ? 500 : 200, "ok", ("Connection", "close"));
        });

    private async Task BehindAsync(string proxy)
    {
        _front = await Front.StartAsync(proxy, _stable.Url.Port, _candidate.Url.Port, Ct);
        _place.With(
            "slipway.yaml",
            $$"""
            environments:
              night:
                signatures: by-name
                traffic: { {{_front.Settings}}, gate: { for: 3m, interval: 1s, margin: 3 } }
                metrics:
                  error rate: { check: command, run: cat rate }
            """
        );
        _load = [.. Enumerable.Range(0, 12).Select(_ => Task.Run(AskAsync, Ct))];
    }

    private Task<Ended> RunAsync() => _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--no-input");

    /// <summary>Until the last step of traffic has passed.</summary>
    private Task AllIsNewAsync() =>
        Eventually.Holds(
            "all traffic is on the new version",
            () => _place.HasRun && _place.Journal.Contains("\"step\":\"L9\"", StringComparison.Ordinal),
            Ct,
            Patience
        );

    /// <summary>Whether what comes now comes to this version alone.</summary>
    private async Task<bool> OnlyAsync(HttpDouble version)
    {
        var other = version == _stable ? _candidate : _stable;
        var (before, others) = (version.Asked.Count, other.Asked.Count);
        await Eventually.Holds("some requests have come", () => version.Asked.Count > before + 50, Ct, Patience);
        return other.Asked.Count <= others + 1;
    }

    private async Task AskAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new($"http://127.0.0.1:{_front!.Port}/") };
        while (!_over.IsCancellationRequested)
        {
            using var answer = await http.GetAsync(new Uri("/", UriKind.Relative), CancellationToken.None);
        }
    }
}
