using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Smtp;

/// <summary>
/// Talks to a mail server as one that has a letter would, and hangs up before there is one: what it offers, how it encrypts, whom
/// it would take mail for.
/// </summary>
internal sealed class SmtpCheck : ICheck
{
    public string Kind => "smtp";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("host", Required: true, "Name or address of the server."),
        new("port", Required: false, "The port. Default 25, or 465 with `tls=implicit`."),
        new(
            "tls",
            Required: false,
            "`required` (default): STARTTLS must be offered; `optional`: it is used where it is offered; `implicit`: encrypted from the first byte; `none`: it is not used."
        ),
        new("server-name", Required: false, "Name that the certificate must cover. Default `host`."),
        new("days", Required: false, "Least days that every certificate must still be valid. Default 30; 0 to 3650."),
        Authorities.Setting,
        new("extensions", Required: false, "Extensions that must be offered, with commas between: `SIZE,8BITMIME`."),
        new("from", Required: false, "Sender that is told to the server with `rcpt` and `refuse`. Default the empty one."),
        new("rcpt", Required: false, "An address for which it must take mail; it is asked, and no mail is sent."),
        new("refuse", Required: false, "An address of a foreign domain for which it must not take mail; it is asked, and no mail is sent."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var demands = SmtpDemands.Of(settings);
        settings.Check();
        var authorities = await Authorities.OfAsync(settings, "smtp", ct);
        var account = new Account();
        await new SmtpVisit(demands, new(authorities, settings.Here.Clock.GetUtcNow()), account).GoAsync(ct);
        return account.Seen();
    }
}
