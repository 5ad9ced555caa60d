using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Refused;

/// <summary>
/// Whether requests that must not get through are refused. Only a refusal counts: no answer, an error of the server and "too many
/// requests" keep everybody out and say nothing about who may come in.
/// </summary>
internal sealed class RefusedCheck : ICheck
{
    public string Kind => "refused";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "url",
            Required: true,
            "What must not get through: one to 50 addresses with commas or blanks between, each absolute or a path that is appended to the environment's base URL."
        ),
        new("method", Required: false, "The method. Default GET, or POST with a body."),
        new("header.*", Required: false, "A header of the requests: `header.Authorization=Bearer ${READER_TOKEN}`. Never empty."),
        new("user", Required: false, "Name for HTTP basic authentication, with `password`."),
        new("password", Required: false, "Password for `user`; a secret stands here as `${NAME}`."),
        new("body", Required: false, "The body, as it is."),
        new("json", Required: false, "A JSON body; sets `Content-Type`."),
        new(
            "statuses",
            Required: false,
            "Statuses that refuse, with commas between. Default `401,403`; 400 to 499 without 407, 408, 425 and 429; 404 and 410 need a control."
        ),
        new(
            "sign-in",
            Required: false,
            "Address or path of a sign-in page: a redirect to it, or to what lies under it, refuses too. Default: no redirect refuses."
        ),
        new("must-not-contain", Required: false, "Words that no answer may hold, in capitals or not, with commas between."),
        new(
            "live-at",
            Required: false,
            "Address or path that must let in the very credentials that are refused here, with 2xx: it proves that they are alive."
        ),
        new(
            "control.header.*",
            Required: false,
            "A header of the control: the same request with these in their place must be answered with 2xx."
        ),
        new("control.user", Required: false, "Name for the control's HTTP basic authentication, with `control.password`."),
        new("control.password", Required: false, "Password for `control.user`; a secret stands here as `${NAME}`."),
        new("control.body", Required: false, "The control's body, as it is."),
        new("control.json", Required: false, "The control's JSON body."),
        Authorities.Setting,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var demand = RefusedSpec.Of(settings);
        settings.Check();
        var authorities = await Authorities.OfAsync(settings, "refused", ct);
        // Connections of their own: one that was let in must not let in what comes over it next.
        using var stranger = new LimitedHttp(settings.Here.Clock, authorities);
        using var entitled = new LimitedHttp(settings.Here.Clock, authorities);
        return await new RefusedVisit(demand, stranger, entitled).GoAsync(ct);
    }
}
