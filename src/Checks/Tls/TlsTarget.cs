using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Tls;

/// <summary>What is connected to, and what is demanded of it.</summary>
internal sealed record TlsTarget
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Name that is asked for (SNI) and that the certificate must cover.</summary>
    public required string ServerName { get; init; }

    /// <summary>Path that is asked for what a browser is told.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Whether HTTP is spoken behind the handshake.</summary>
    public bool SpeaksHttp { get; init; } = true;

    public int Days { get; init; }

    /// <summary>Place in <see cref="Versions.All"/> of the oldest version that may be accepted.</summary>
    public int OldestVersion { get; init; }

    public int? RedirectPort { get; init; }

    /// <summary>Least time of the promise to use https only; null when none is demanded.</summary>
    public TimeSpan? Promise { get; init; }

    /// <summary>The place in words.</summary>
    public string Place => $"{Host}:{Port}";

    public static TlsTarget Of(SettingReader settings)
    {
        var url = Url(settings);
        var host = settings.Text("host") ?? url?.IdnHost ?? "";
        var name = settings.Text("server-name") ?? host;
        if (!IsHost(host) || !IsHost(name))
        {
            settings.Fault(
                host.Length == 0
                    ? "tls needs the setting host or url, or an environment with a base URL."
                    : "tls: host and server-name are names or addresses."
            );
        }

        var version = settings.OneOf("min-version", "tls1.2", "tls1.0", "tls1.1", "tls1.2", "tls1.3");
        return new()
        {
            Host = host.Trim('[', ']'),
            Port = settings.Whole("port", url?.Port ?? 443, 1, 65535),
            ServerName = name.Trim('[', ']'),
            Path = url?.PathAndQuery ?? "/",
            Days = settings.Whole("days", 30, 0, 3650),
            OldestVersion = OldestOf(version),
            RedirectPort = settings.Raw("redirect") is null ? null : settings.Whole("redirect", 80, 1, 65535),
            Promise = settings.Raw("hsts") is null ? null : settings.Duration("hsts", TimeSpan.FromDays(180)),
        };
    }

    /// <summary>The address of the settings; that of the environment only where no host is given.</summary>
    private static Uri? Url(SettingReader settings)
    {
        if (settings.Text("url") is not { } text)
        {
            return settings.Raw("host") is null && settings.Here.BaseUrl is { Scheme: "https" } start ? start : null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == "https")
        {
            return url;
        }

        settings.Fault("tls: url is no https address.");
        return null;
    }

    private static int OldestOf(string version) => Math.Max(0, Array.IndexOf(["tls1.0", "tls1.1", "tls1.2", "tls1.3"], version));

    public static bool IsHost(string text) =>
        text.Length <= 253 && Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;
}
