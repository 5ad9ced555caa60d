using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>Whether the server encrypts, and whether it does so with this connection.</summary>
internal sealed class TlsFact : PostgresFact
{
    private const string Query = """
        SELECT current_setting('ssl') AS ssl, current_setting('ssl_min_protocol_version', true) AS least, s.ssl AS encrypted, s.version, s.cipher
        FROM (SELECT 1) one LEFT JOIN pg_stat_ssl s ON s.pid = pg_backend_pid()
        """;

    public override string Name => "tls";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [new("tls-version", Required: false, "For `tls`: lowest version that may be used: `1.2` (default) or `1.3`.")];

    public override PostgresLook Read(SettingReader settings)
    {
        var least = settings.OneOf("tls-version", "1.2", "1.2", "1.3");
        return async (database, account, ct) =>
        {
            var row = await database.FirstAsync(Query, ct);
            if (row?.Text("ssl") is not { } ssl || row.Flag("encrypted") is not { } encrypted)
            {
                return "The database does not say whether it encrypts.";
            }

            Tell(row, ssl == "on", encrypted, least, account);
            return null;
        };
    }

    private static void Tell(PostgresRow row, bool on, bool encrypted, string least, Account account)
    {
        account.Facts["tls"] = new JsonObject
        {
            ["on"] = on,
            ["encrypted"] = encrypted,
            ["version"] = row.Text("version"),
            ["cipher"] = row.Text("cipher"),
            ["leastVersion"] = row.Text("least"),
        };
        if (!on)
        {
            account.Flaw("the server does not encrypt (ssl is off)");
        }

        if (!encrypted)
        {
            account.Flaw("this connection is not encrypted");
        }
        else if (Version(row.Text("version")) is not { } used || used < double.Parse(least, CultureInfo.InvariantCulture))
        {
            account.Flaw($"this connection uses {row.Text("version")}, lower than TLS {least}");
        }

        if (on && (Version(row.Text("least")) ?? 0) < double.Parse(least, CultureInfo.InvariantCulture))
        {
            account.Flaw(
                $"the server lets clients use {row.Text("least") ?? "any version"}, lower than TLS {least} (ssl_min_protocol_version)"
            );
        }
    }

    /// <summary><c>TLSv1.3</c> is 1.3; <c>TLSv1</c> is 1.</summary>
    private static double? Version(string? text) =>
        text?.StartsWith("TLSv", StringComparison.Ordinal) == true
        && double.TryParse(text.AsSpan(4), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}
