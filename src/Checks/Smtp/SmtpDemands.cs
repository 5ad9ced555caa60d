using Slipway.Checks.Looks;
using Slipway.Checks.Tls;

namespace Slipway.Checks.Smtp;

/// <summary>How a server is asked to encrypt.</summary>
internal enum Encryption
{
    /// <summary>STARTTLS must be offered.</summary>
    Required,

    /// <summary>STARTTLS is used where it is offered.</summary>
    Optional,

    /// <summary>From the first byte.</summary>
    Implicit,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary>Whom to ask, and what is demanded.</summary>
/// <param name="Target">The server.</param>
/// <param name="Encryption">How it must encrypt.</param>
/// <param name="Extensions">What it must offer, in capitals.</param>
/// <param name="From">The sender that is told.</param>
/// <param name="Taken">An address that it must take; null for none.</param>
/// <param name="Refused">An address that it must refuse; null for none.</param>
internal sealed record SmtpDemands(
    TlsTarget Target,
    Encryption Encryption,
    IReadOnlyList<string> Extensions,
    string From,
    string? Taken,
    string? Refused
)
{
    public static SmtpDemands Of(SettingReader settings)
    {
        var host = settings.Text("host") ?? "";
        var name = settings.Text("server-name") ?? host;
        if (!TlsTarget.IsHost(host) || !TlsTarget.IsHost(name))
        {
            settings.Fault("smtp: host and server-name are names or addresses.");
        }

        var said = settings.OneOf("tls", "required", "required", "optional", "implicit", "none");
        var encryption = Enum.TryParse<Encryption>(said, ignoreCase: true, out var known) ? known : Encryption.Required;
        var target = new TlsTarget
        {
            Host = host,
            Port = settings.Whole("port", encryption == Encryption.Implicit ? 465 : 25, 1, 65535),
            ServerName = name,
            Days = settings.Whole("days", 30, 0, 3650),
            SpeaksHttp = false,
        };
        return new(
            target,
            encryption,
            [
                .. (settings.Text("extensions") ?? "")
                    .ToUpperInvariant()
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            ],
            Address(settings, "from") ?? "",
            Address(settings, "rcpt"),
            Address(settings, "refuse")
        );
    }

    /// <summary>What could end a command, or is no address, does not go out.</summary>
    private static string? Address(SettingReader settings, string name)
    {
        if (settings.Text(name) is not { } text)
        {
            return null;
        }

        var empty = name == "from" && text.Length == 0;
        if (!empty && (text.Length > 254 || !text.Contains('@') || !text.All(it => it is > ' ' and <= '~' and not ('<' or '>'))))
        {
            settings.Fault($"smtp: {name} is an address such as probe@example.com.");
        }

        return text;
    }
}
