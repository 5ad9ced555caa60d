using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Prometheus;

/// <summary>
/// Asks a Prometheus server over its HTTP API: a number, whether targets are up, rules loaded and healthy, series fresh, alerts
/// firing. Source: Prometheus, HTTP API v1.
/// </summary>
internal sealed class PrometheusCheck : ICheck
{
    public string Kind => "prometheus";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("fact", Required: false, "`query` (default: a number), `targets`, `rules`, `series` or `alerts`; see below."),
        new("query", Required: false, "PromQL. Needed for `query`, and for `series`, where it selects the series that must be fresh."),
        new(
            "reduce",
            Required: false,
            "What becomes of several series: `only` (default: there must be just one), `sum`, `avg`, `min`, `max` or `count`."
        ),
        new("range", Required: false, "For `query`: look back so far, for `increasing`; the value is the latest. 1m to 30d."),
        new("job", Required: false, "For `targets`: only those of this job. Default: all."),
        new("names", Required: false, "For `rules` and `alerts`: names, with commas between. Default: all."),
        new("severity", Required: false, "For `alerts`: only those whose label `severity` is one of these, with commas between."),
        new("except", Required: false, "For `alerts`: names that may fire. Default `Watchdog`, which always does."),
        new("max-age", Required: false, "For `series` and `rules`: oldest sample or evaluation that counts. Default 5m."),
        new("source", Required: false, "Name of the source (`prometheus`) that is asked. Default: the only one."),
        new("url", Required: false, "Address of the server, instead of a source."),
        new("header.*", Required: false, "A header: `header.Authorization=Bearer ${TOKEN}`."),
        Look.Unit,
        Look.Timeout,
    ];

    /// <summary>For the facts that know what is right; a query needs an expectation of its own, since it tells no flaws.</summary>
    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var fact = settings.OneOf("fact", "query", "query", "targets", "rules", "series", "alerts");
        if (fact is "query" or "series" && string.IsNullOrWhiteSpace(settings.Text("query")))
        {
            settings.Fault($"prometheus: {fact} needs the setting query.");
        }

        var address = settings.Address("url", "prometheus");
        var headers = settings.All("header.");
        var look = Asked(fact, settings);
        settings.Check();
        using var http = new LimitedHttp(settings.Here.Clock);
        return await look.SeeAsync(new(new(http, settings, address, "Prometheus") { Headers = headers }), ct);
    }

    private static IPrometheusLook Asked(string fact, SettingReader settings) =>
        fact switch
        {
            "targets" => new TargetsLook(settings.Text("job")),
            "rules" => new RulesLook(Names(settings, "names"), settings.Duration("max-age", Fresh), settings.Here.Clock),
            "series" => new SeriesLook(settings.Text("query") ?? "", settings.Duration("max-age", Fresh)),
            "alerts" => new AlertsLook(
                Names(settings, "names"),
                Names(settings, "severity"),
                settings.Text("except") is null ? ["Watchdog"] : Names(settings, "except")
            ),
            _ => QueryLook.Of(settings),
        };

    private static TimeSpan Fresh { get; } = TimeSpan.FromMinutes(5);

    private static IReadOnlyList<string> Names(SettingReader settings, string name) =>
        (settings.Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>One fact of a Prometheus server.</summary>
internal interface IPrometheusLook
{
    Task<Observation> SeeAsync(PrometheusApi api, CancellationToken ct);
}
