using System.Globalization;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Mysql;

/// <summary>Where a MySQL or MariaDB is and who asks: <c>mysql://user:password@host:port/database?socket=PATH&amp;ssl-ca=PATH</c>.</summary>
internal sealed record MysqlAddress(string Host, int Port, string? User, string? Password, string? Database)
{
    /// <summary>Path of a socket that is used instead of host and port.</summary>
    public string? Socket { get; private init; }

    /// <summary>PEM file of authorities; the connection is then encrypted and the certificate checked.</summary>
    public string? Authorities { get; private init; }

    /// <summary>Reads the address; a fault of the settings when it is none.</summary>
    public static MysqlAddress? Read(SettingReader settings, string kind, string given)
    {
        if (given.Length == 0)
        {
            // The reader has said why there is none.
            return null;
        }

        if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || url.Scheme is not ("mysql" or "mariadb") || url.Host.Length == 0)
        {
            // The text may hold a password.
            settings.Fault($"{kind}: the address is not of the form mysql://user:password@host:port/database.");
            return null;
        }

        var words = url.UserInfo.Split(':', 2);
        var more = url
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(it => it.Split('=', 2))
            .GroupBy(it => it[0], StringComparer.Ordinal)
            .ToDictionary(it => it.Key, it => Uri.UnescapeDataString(it.Last().ElementAtOrDefault(1) ?? ""), StringComparer.Ordinal);
        if (more.Keys.FirstOrDefault(it => it is not ("socket" or "ssl-ca")) is { } strange)
        {
            settings.Fault($"{kind}: behind ? the address takes socket and ssl-ca, not '{strange}'.");
        }

        var address = new MysqlAddress(
            url.IdnHost,
            url.Port > 0 ? url.Port : 3306,
            Word(words[0]),
            Word(words.ElementAtOrDefault(1)),
            Word(url.AbsolutePath.Trim('/'))
        )
        {
            Socket = more.GetValueOrDefault("socket"),
            Authorities = more.GetValueOrDefault("ssl-ca"),
        };
        if (
            new[] { address.User, address.Password, address.Database, address.Socket, address.Authorities }.Any(it =>
                it?.Any(char.IsControl) == true
            )
        )
        {
            settings.Fault($"{kind}: the address holds characters that cannot be sent.");
        }

        return address;
    }

    /// <summary>The words of the client's command line; never the password.</summary>
    public IEnumerable<string> Words(SettingReader settings)
    {
        if (Socket is { } socket)
        {
            yield return $"--socket={settings.PathOf(socket)}";
        }
        else
        {
            yield return "--protocol=tcp";
            yield return $"--host={Host}";
            yield return string.Create(CultureInfo.InvariantCulture, $"--port={Port}");
        }

        if (User is { } user)
        {
            yield return $"--user={user}";
        }

        if (Authorities is { } file)
        {
            yield return $"--ssl-ca={settings.PathOf(file)}";
            // One of them is that of MariaDB's client, the other that of MySQL's; each leaves the other alone.
            yield return "--loose-ssl-verify-server-cert";
            yield return "--loose-ssl-mode=VERIFY_IDENTITY";
        }

        if (Database is { } database)
        {
            yield return $"--database={database}";
        }
    }

    private static string? Word(string? text) => text is { Length: > 0 } ? Uri.UnescapeDataString(text) : null;
}
