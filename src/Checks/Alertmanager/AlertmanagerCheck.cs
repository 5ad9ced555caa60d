using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Alertmanager;

/// <summary>
/// Asks an Alertmanager: whether it is well, has loaded its configuration, whom it would tell of an alert, what is silenced, and
/// what fires. Source: Alertmanager, HTTP API v2.
/// </summary>
internal sealed class AlertmanagerCheck : ICheck
{
    public string Kind => "alertmanager";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("fact", Required: false, "`server` (default), `config`, `route`, `silences` or `alerts`; see below."),
        new(
            "label.*",
            Required: false,
            "A label of the alert that is meant: `label.severity=critical`. Needed for `route`; narrows `silences` and `alerts`."
        ),
        new("receiver", Required: false, "For `route`: names that must be told of such an alert, with commas between; needed there."),
        new("mutes", Required: false, "For `route`: `yes` the route may be mute at times, `no` (default) it may not."),
        new("receivers", Required: false, "For `config`: names of receivers that must be there and send somewhere, with commas between."),
        new("peers", Required: false, "For `server`: fewest other members of the cluster that it sees. Default 0; 0 to 100."),
        new(
            "allow",
            Required: false,
            "For `silences`: ids, or words of a comment such as `CHG-1234`, with commas between, that are meant."
        ),
        new("ahead", Required: false, "For `silences`: those that begin within this time count too. Default `1d`."),
        new(
            "severity",
            Required: false,
            "For `alerts`: values of the label `severity` that count, with commas between, or `any`. Default `critical`."
        ),
        new("except", Required: false, "For `alerts`: names that may fire, with commas between."),
        new(
            "suppressed",
            Required: false,
            "For `alerts`: `count` (default: what is silenced or inhibited fires all the same) or `ignore`."
        ),
        new(
            "heartbeat",
            Required: false,
            "For `alerts`: name of an alert that always fires and so shows that alerts arrive. Default `Watchdog`."
        ),
        new("max-age", Required: false, "For `alerts`: longest time since the heartbeat last arrived. Default `5m`."),
        new("source", Required: false, "Name of the source (`alertmanager`) that is asked. Default: the only one."),
        new("url", Required: false, "Address of the server, instead of a source."),
        new("header.*", Required: false, "A header: `header.Authorization=Bearer ${TOKEN}`."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    /// <summary>The settings that belong to some facts only: one that nothing is held against would look as if it were kept.</summary>
    private static IReadOnlyList<(string Name, string[] Facts)> Parts { get; } =
    [
        ("receiver", ["route"]),
        ("mutes", ["route"]),
        ("receivers", ["config"]),
        ("peers", ["server"]),
        ("allow", ["silences"]),
        ("ahead", ["silences"]),
        ("severity", ["alerts"]),
        ("except", ["alerts"]),
        ("suppressed", ["alerts"]),
        ("heartbeat", ["alerts"]),
        ("max-age", ["alerts"]),
        ("label.", ["route", "silences", "alerts"]),
    ];

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var fact = settings.OneOf("fact", "server", "server", "config", "route", "silences", "alerts");
        foreach (var (name, facts) in Parts.Where(it => Given(settings, it.Name) && !it.Facts.Contains(fact)))
        {
            settings.Fault($"alertmanager: {name.TrimEnd('.')} is about {string.Join(", ", facts)}, and {fact} is asked.");
        }

        var address = settings.Address("url", "alertmanager");
        var headers = settings.All("header.");
        var look = Asked(fact, settings);
        settings.Check();
        using var http = new LimitedHttp(settings.Here.Clock);
        var api = new AlertmanagerApi(new(http, settings, address, "Alertmanager") { Headers = headers });
        var account = new Account();
        // Whatever is asked: what answers must be an Alertmanager that knows its own configuration.
        await look.SeeAsync(api, AlertmanagerStatus.Of(await api.StatusAsync(ct)), account, ct);
        return account.Seen();
    }

    private static IAlertmanagerLook Asked(string fact, SettingReader settings)
    {
        var labels = settings.All("label.").ToDictionary(StringComparer.Ordinal);
        switch (fact)
        {
            case "config":
                return new ConfigLook(Names(settings, "receivers"));
            case "route":
                if (labels.Count == 0 || Names(settings, "receiver").Count == 0)
                {
                    settings.Fault("alertmanager: route needs labels of an alert (label.NAME=VALUE) and the receiver that must be told.");
                }

                return new RouteLook(labels, Names(settings, "receiver"), settings.OneOf("mutes", "no", "yes", "no") == "yes");
            case "silences":
                var ahead = settings.Duration("ahead", TimeSpan.FromDays(1));
                return new SilencesLook(labels, Names(settings, "allow"), ahead, settings.Here.Clock);
            case "alerts":
                return AlertsLook.Of(settings, labels);
            default:
                return new ServerLook(settings.Whole("peers", 0, 0, 100), settings.Here.Clock);
        }
    }

    private static bool Given(SettingReader settings, string name) =>
        name.EndsWith('.') ? settings.All(name).Count > 0 : settings.Raw(name) is not null;

    /// <summary>Words with commas between; a list that is given and holds none is a fault.</summary>
    internal static IReadOnlyList<string> Names(SettingReader settings, string name, string otherwise = "")
    {
        var names = (settings.Text(name) ?? otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0 && settings.Raw(name) is not null)
        {
            settings.Fault($"alertmanager: {name} names nothing.");
        }

        return names;
    }
}

/// <summary>One fact of an Alertmanager.</summary>
internal interface IAlertmanagerLook
{
    Task SeeAsync(AlertmanagerApi api, AlertmanagerStatus status, Account account, CancellationToken ct);
}
