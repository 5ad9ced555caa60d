using System.Diagnostics;
using System.Globalization;
using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>
/// Triggers on the numbers of a real Prometheus that scrapes a real gateway: they fire after their time, outlive a kill, and know whose
/// the fault is.
/// </summary>
public sealed class TriggerTests : IAsyncLifetime
{
    private const string Program = "/usr/bin/prometheus";

    private const string Checklist = """
        # Harbour 4 go-live

        ## Deployment

        - [ ] Route 50% of traffic to the new version
        - [ ] It stays well for a while <!-- slipway: check=command run="sleep 100" limit=3m -->

        ## Automatic rollback triggers

        - Error rate > 20% for 6 seconds

        ## Manual rollback triggers

        - Data corruption detected

        ## Rollback plan

        1. Say so
           ```bash
           echo "came back" > back.txt
           ```
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Workplace _place = new();
    private readonly CancellationTokenSource _over = new();
    private readonly TempFolder _folder = new();
    private readonly HttpDouble[] _versions;
    private double _stableErrors = 0.02;
    private double _candidateErrors = 0.02;
    private Front _front = null!;
    private Process? _prometheus;
    private List<Task> _load = [];

    /// <summary>Two equal versions are never equal to the microsecond, which thousands of requests a second show: the one that serves is a little slower.</summary>
    public TriggerTests() => _versions = [Version(() => _stableErrors, spins: 4000), Version(() => _candidateErrors, spins: 0)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Needed.OrFail(File.Exists(Program), "Prometheus", "prometheus");
        _front = await Front.StartAsync("gateway", _versions[0].Url.Port, _versions[1].Url.Port, Ct);
        var prometheus = FreePort.Find();
        _folder.Write(
            "prometheus.yml",
            $$"""
            global: { scrape_interval: 500ms, scrape_timeout: 500ms }
            scrape_configs:
              - job_name: gateway
                static_configs: [{ targets: ["{{_front.Admin}}"] }]
            """
        );
        _prometheus = Process.Start(
            new ProcessStartInfo(
                Program,
                [
                    $"--config.file={_folder.Path}/prometheus.yml",
                    $"--storage.tsdb.path={_folder.Path}/data",
                    string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{prometheus}"),
                    "--log.level=error",
                ]
            )
        );
        _load = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(AskAsync, Ct))];
        using var http = new HttpClient(new SocketsHttpHandler());
        await Eventually.Says(
            http,
            new($"http://127.0.0.1:{prometheus}/api/v1/query?query=slipway_gateway_requests_total"),
            "candidate",
            Ct,
            TimeSpan.FromSeconds(60)
        );
        _place
            .With("GO-LIVE.md", Checklist)
            .With(
                "slipway.yaml",
                $$"""
                environments:
                  night:
                    signatures: by-name
                    traffic: { {{_front.Settings}}, gate: { for: 3m, interval: 1s, margin: 5 } }
                    sources:
                      numbers: { prometheus: "http://127.0.0.1:{{prometheus}}" }
                    metrics:
                      error rate:
                        check: prometheus
                        source: numbers
                        query: '100 * sum(rate(slipway_gateway_errors_total{lane="{lane}"}[3s])) / sum(rate(slipway_gateway_requests_total{lane="{lane}"}[3s]))'
                        unit: "%"
                """
            );
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_load);
        if (_prometheus is not null)
        {
            _prometheus.Kill();
            await _prometheus.WaitForExitAsync();
            _prometheus.Dispose();
        }

        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        Array.ForEach(_versions, it => it.Dispose());
        _folder.Dispose();
        _over.Dispose();
        _place.Dispose();
    }

    [Fact]
    [Trait("Promise", "11")]
    public async Task a_fault_of_the_new_version_alone_brings_it_back_after_its_time_also_when_slipway_is_killed_meanwhile()
    {
        using (var killed = _place.Start("run", "GO-LIVE.md", "--yes", "--no-input"))
        {
            await MovedAsync();
            _candidateErrors = 0.9;
            await SaysAsync("\"holds\":true");
            killed.Kill();
            await killed.WaitForExitAsync(Ct);
        }

        _place.Journal.ShouldNotContain("trigger-fired");
        var ended = await _place.SlipwayAsync("resume", "--no-input");

        ended.ExitCode.ShouldBe(4, ended.Err);
        ended.Err.ShouldContain("has held for 6s at the new version alone");
        _place.Text("back.txt").ShouldContain("came back");
        _place.Journal.ShouldContain("\"whose\":\"candidate\"");
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);
    }

    [Fact]
    [Trait("Promise", "11")]
    public async Task a_fault_of_both_versions_holds_the_run_asks_people_and_brings_nothing_back()
    {
        var run = _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--no-input");
        await MovedAsync();
        (_stableErrors, _candidateErrors) = (0.9, 0.9);

        var ended = await run;

        ended.ExitCode.ShouldBe(3, ended.Err);
        ended.Err.ShouldContain("INCIDENT");
        ended.Err.ShouldContain("at both versions: an incident of the world");
        _place.Journal.ShouldContain("\"whose\":\"both\"");
        _place.Journal.ShouldNotContain("rollback-began");
        (await _place.SlipwayAsync("status")).Out.ShouldContain("true of both versions, people decide");
    }

    [Fact]
    public async Task a_person_names_the_trigger_that_was_seen_and_the_record_says_so()
    {
        var run = _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--no-input");
        await MovedAsync();
        var status = await _place.SlipwayAsync("status");
        status.Out.ShouldContain("\"Data corruption detected\"  a person sees it");

        var unknown = await _place.SlipwayAsync("rollback", "--trigger", "alien landing", "--reason", "x", "--by", "Grace");
        var called = await _place.SlipwayAsync(
            "rollback",
            "--trigger",
            "data corruption",
            "--reason",
            "bookings are doubled",
            "--by",
            "Grace"
        );
        var ended = await run;

        unknown.ExitCode.ShouldBe(2, unknown.Err);
        unknown.Err.ShouldContain("names no trigger of the run");
        called.ExitCode.ShouldBeOneOf(0, 4); // 4 when it saw the end already.
        ended.ExitCode.ShouldBe(4, ended.Err);
        _place.Journal.ShouldContain("\\\"Data corruption detected\\\": bookings are doubled");
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);
    }

    private static HttpDouble Version(Func<double> errors, int spins) =>
        new(_ =>
        {
            Thread.SpinWait(spins);
            return new(Random.Shared.NextDouble() < errors() ? 500 : 200, "ok", ("Connection", "close"));
        });

    /// <summary>Until the step of traffic has passed.</summary>
    private Task MovedAsync() => SaysAsync("\"step\":\"L6\"");

    private Task SaysAsync(string words) =>
        Eventually.Holds(
            $"the journal says {words}",
            () => _place.HasRun && _place.Journal.Contains(words, StringComparison.Ordinal),
            Ct,
            Patience
        );

    private async Task AskAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new($"http://127.0.0.1:{_front.Port}/") };
        while (!_over.IsCancellationRequested)
        {
            using var answer = await http.GetAsync(new Uri("/", UriKind.Relative), CancellationToken.None);
        }
    }
}
