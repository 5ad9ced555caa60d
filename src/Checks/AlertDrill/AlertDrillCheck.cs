using System.Text.RegularExpressions;
using Slipway.Checks.Alertmanager;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.AlertDrill;

/// <summary>
/// Sends an alert that says that it is a drill, and waits until it is seen where it must arrive. It is resolved afterwards, and
/// ends by itself if even that is not possible (decision 66).
/// </summary>
internal sealed partial class AlertDrillCheck : ICheck
{
    public string Kind => "alert-drill";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "label.*",
            Required: false,
            "A label of the alert: `label.severity=critical`. At least one is needed; `alertname` is `SlipwayDrill` where none is given."
        ),
        new(
            "receipt",
            Required: true,
            "Where it must arrive: a URL that answers with what was received, or a file that is there and to which it is written, relative to the folder of the environment."
        ),
        new("receipt-header.*", Required: false, "A header for the URL of `receipt`: `receipt-header.Authorization=Bearer ${TOKEN}`."),
        new("within", Required: false, "Longest time from sending to arriving. Default `2m`; shorter than the limit of the step."),
        new("source", Required: false, "Name of the source (`alertmanager`) that is told. Default: the only one."),
        new("url", Required: false, "Address of the Alertmanager, instead of a source."),
        new("header.*", Required: false, "A header for Alertmanager: `header.Authorization=Bearer ${TOKEN}`."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, DrillAsync, ct);

    private static async Task<Observation> DrillAsync(SettingReader settings, CancellationToken ct)
    {
        var labels = Labels(settings);
        var within = settings.Duration("within", TimeSpan.FromMinutes(2));
        var address = settings.Address("url", "alertmanager");
        var headers = settings.All("header.");
        using var http = new LimitedHttp(settings.Here.Clock);
        var receipt = Receipts.Of(settings, http, address);
        settings.Check();
        var api = new AlertmanagerApi(new(http, settings, address, "Alertmanager") { Headers = headers });
        AlertmanagerStatus.Of(await api.StatusAsync(ct)).HasSettled();
        var alert = new DrillAlert(labels, within, settings.Here.Clock);
        if (await receipt.HoldsAsync(alert.Id, ct))
        {
            throw new NotSeenException("The receipt holds an id that nobody has been told yet, so it would show nothing.");
        }

        var account = new Account();
        await new Delivery(api, alert, receipt, settings.Here.Clock).MakeAsync(within, account, ct);
        return account.Seen();
    }

    private static Dictionary<string, string> Labels(SettingReader settings)
    {
        var labels = settings.All("label.").ToDictionary(StringComparer.Ordinal);
        if (labels.Count == 0)
        {
            settings.Fault("alert-drill needs a label that leads it to its receiver: label.NAME=VALUE.");
        }

        foreach (var name in labels.Keys.Where(it => !LabelName().IsMatch(it) || it == DrillAlert.Mark))
        {
            settings.Fault($"alert-drill: {name} is no name of a label that may be given.");
        }

        foreach (var (name, _) in labels.Where(it => it.Value.Length is 0 or > 1000))
        {
            settings.Fault($"alert-drill: the label {name} has 1 to 1000 characters.");
        }

        return labels;
    }

    [GeneratedRegex(@"\A[a-zA-Z_][a-zA-Z0-9_]{0,99}\z")]
    private static partial Regex LabelName();
}
