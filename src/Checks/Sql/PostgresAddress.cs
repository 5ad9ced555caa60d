using Npgsql;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Sql;

/// <summary>Where a PostgreSQL is, as people write it: a connection string, or a URL as libpq takes it.</summary>
internal static class PostgresAddress
{
    /// <summary>The connection string with the limits of a look.</summary>
    /// <exception cref="SettingException">It cannot be read, or names no host.</exception>
    public static NpgsqlConnectionStringBuilder Read(string kind, string given, TimeSpan limit)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(FromUrl(given))
            {
                ApplicationName = "slipway check",
                Pooling = false,
                Timeout = Math.Clamp((int)Math.Ceiling(limit.TotalSeconds), 1, 1024),
                CommandTimeout = Math.Clamp((int)Math.Ceiling(limit.TotalSeconds), 1, 86_400),
                PersistSecurityInfo = false,
            };
            if (string.IsNullOrWhiteSpace(settings.Host))
            {
                throw new SettingException($"{kind}: the connection names no host.");
            }

            return settings;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or UriFormatException)
        {
            // The message of the fault may hold the password.
            throw new SettingException($"{kind}: the connection is neither a connection string nor a postgresql:// URL that can be read.");
        }
    }

    /// <summary>libpq's URLs: <c>postgresql://user:password@host:port/database?host=/socket/folder&amp;sslmode=require</c>.</summary>
    private static string FromUrl(string given)
    {
        if (!given.StartsWith("postgresql://", StringComparison.Ordinal) && !given.StartsWith("postgres://", StringComparison.Ordinal))
        {
            return given;
        }

        var url = new Uri(given);
        var settings = new NpgsqlConnectionStringBuilder { Host = url.Host };
        if (url.Port > 0)
        {
            settings.Port = url.Port;
        }

        if (url.AbsolutePath.Trim('/') is { Length: > 0 } database)
        {
            settings.Database = Uri.UnescapeDataString(database);
        }

        if (url.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password])
        {
            settings.Username = Uri.UnescapeDataString(user);
            settings.Password = password is [var word] ? Uri.UnescapeDataString(word) : null;
        }

        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is [var name, var value])
            {
                settings[NameOf(Uri.UnescapeDataString(name))] = Uri.UnescapeDataString(value);
            }
        }

        return settings.ConnectionString;
    }

    private static string NameOf(string parameter) =>
        parameter switch
        {
            "sslmode" => "SSL Mode",
            "sslrootcert" => "Root Certificate",
            "application_name" => "Application Name",
            "connect_timeout" => "Timeout",
            _ => parameter,
        };
}
