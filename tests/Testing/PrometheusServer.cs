using System.Diagnostics;
using System.Globalization;

namespace Slipway.Testing;

/// <summary>
/// A real Prometheus of its own, in a temporary folder, for all tests of an assembly
/// (<c>[assembly: AssemblyFixture(typeof(PrometheusServer))]</c>): it scrapes itself every 200 ms as the job <c>self</c>, a port
/// where nobody listens as <c>dead</c>, and has rules that fire, that rest, and that fail.
/// </summary>
public sealed class PrometheusServer : IAsyncLifetime
{
    private const string Program = "/usr/bin/prometheus";
    private readonly TempFolder _folder = new();
    private Process? _server;

    /// <summary>Its address; fails with what is missing where CI is set, and leaves the test out elsewhere.</summary>
    public string Address
    {
        get
        {
            Needed.OrFail(_server is not null, "Prometheus", "prometheus");
            return field;
        }
        private set;
    } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            return;
        }

        var port = FreePort.Find();
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        _folder.Write(
            "prometheus.yml",
            $$"""
            global: { scrape_interval: 200ms, scrape_timeout: 200ms, evaluation_interval: 200ms }
            rule_files: [rules.yml]
            scrape_configs:
              - job_name: self
                static_configs: [{ targets: ["127.0.0.1:{{port}}"] }]
              - job_name: dead
                static_configs: [{ targets: ["127.0.0.1:1"] }]
            """
        );
        _folder.Write(
            "rules.yml",
            """
            groups:
              - name: shop
                rules:
                  - { record: one, expr: vector(1) }
                  - { alert: AlwaysFires, expr: vector(1), labels: { severity: critical } }
                  - { alert: Rests, expr: vector(0) > 1, labels: { severity: warning } }
            """
        );
        _server = Process.Start(
            new ProcessStartInfo(
                Program,
                [
                    $"--config.file={_folder.Path}/prometheus.yml",
                    $"--storage.tsdb.path={_folder.Path}/data",
                    $"--web.listen-address=127.0.0.1:{port}",
                    "--log.level=error",
                ]
            )
        );
        using var http = new HttpClient(new SocketsHttpHandler());
        foreach (var (path, word) in new[] { ("query?query=ALERTS", "firing"), ("query?query=up", "dead"), ("query?query=one", "one") })
        {
            await Eventually.Says(http, new($"{Address}/api/v1/{path}"), word, CancellationToken.None, TimeSpan.FromSeconds(60));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill();
            await _server.WaitForExitAsync();
        }

        _server?.Dispose();
        _folder.Dispose();
    }
}
