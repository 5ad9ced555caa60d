using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Tls;

/// <summary>
/// What a server shows when a connection is encrypted: its certificates, the versions it accepts, and what a browser is told. A
/// wrong certificate is a flaw; no connection is no sight.
/// </summary>
internal sealed class TlsCheck : ICheck
{
    public string Kind => "tls";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("host", Required: false, "Name or address that is connected to. Default that of `url`."),
        new("port", Required: false, "The port. Default that of `url`, otherwise 443."),
        new("url", Required: false, "An https address instead of `host`. Default the environment's base URL."),
        new("server-name", Required: false, "Name that is asked for and that the certificate must cover. Default `host`."),
        new("days", Required: false, "Least days that every certificate must still be valid. Default 30; 0 to 3650."),
        new("min-version", Required: false, "Oldest version that may be accepted: `TLS1.0`, `TLS1.1`, `TLS1.2` (default) or `TLS1.3`."),
        Authorities.Setting,
        new(
            "redirect",
            Required: false,
            "Port of plain HTTP that must lead to https, for instance `80`. Where nothing is said it is not asked."
        ),
        new(
            "hsts",
            Required: false,
            "Least time that Strict-Transport-Security must promise, for instance `180d`. Where nothing is said none is demanded."
        ),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var target = TlsTarget.Of(settings);
        settings.Check();
        var clock = settings.Here.Clock;
        var trust = new Trust(await Authorities.OfAsync(settings, "tls", ct), clock.GetUtcNow());
        var account = new Account();
        using var shown = await Handshakes.ShownAsync(target, clock, ct);
        trust.Tell(shown, target, account);
        Strength.Tell(shown, account);
        await Versions.TellAsync(target, clock, account, ct);
        PromisedHttps.Tell(shown.Head, target, account);
        if (target.RedirectPort is { } port)
        {
            await LeadingToHttps.TellAsync(target, port, clock, account, ct);
        }

        Grading.Tell(account);
        return account.Seen();
    }
}
