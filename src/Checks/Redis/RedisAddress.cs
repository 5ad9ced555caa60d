using System.Globalization;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Redis;

/// <summary>Where a Redis is and who asks: <c>redis://[user:password@]host[:port][/number]</c>, <c>rediss://</c> for TLS.</summary>
internal sealed record RedisAddress(string Host, int Port, bool Tls, string? User, string? Password, int Database)
{
    /// <summary>PEM file with the certificates that are trusted instead of the machine's; null for those.</summary>
    public string? Trusted { get; init; }

    /// <summary>For people; without user and password.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>The address, when all settings are read and none was at fault.</summary>
    /// <exception cref="SettingException">It is empty.</exception>
    public static RedisAddress Needed(RedisAddress? address, string kind) =>
        address ?? throw new SettingException($"{kind}: the address is empty.");

    /// <summary>Reads the address; a fault of the settings when it is none.</summary>
    public static RedisAddress? Read(SettingReader settings, string kind, string given)
    {
        if (given.Length == 0)
        {
            // The reader has said why there is none.
            return null;
        }

        if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || url.Scheme is not ("redis" or "rediss") || url.Host.Length == 0)
        {
            // The text may hold a password.
            settings.Fault($"{kind}: the address is not of the form redis://[user:password@]host[:port][/number] (rediss:// for TLS).");
            return null;
        }

        var path = url.AbsolutePath.Trim('/');
        var number = 0;
        if (path.Length > 0 && !(int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= 100_000))
        {
            settings.Fault($"{kind}: behind the host of the address stands the number of a database, 0 to 100000.");
        }

        var words = url.UserInfo.Split(':', 2);
        return new(
            url.IdnHost,
            url.Port > 0 ? url.Port : 6379,
            url.Scheme == "rediss",
            words is [{ Length: > 0 } user, _] ? Uri.UnescapeDataString(user) : null,
            words is [_, var word] ? Uri.UnescapeDataString(word)
                : words is [{ Length: > 0 } only] ? Uri.UnescapeDataString(only)
                : null,
            number
        );
    }
}
