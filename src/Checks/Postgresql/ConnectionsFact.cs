using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>How many of the connections that the server allows are taken.</summary>
internal sealed class ConnectionsFact : PostgresFact
{
    private const string Query = """
        SELECT (SELECT sum(numbackends) FROM pg_stat_database)::bigint AS used,
            current_setting('max_connections')::bigint AS most,
            current_setting('superuser_reserved_connections')::bigint AS reserved,
            datconnlimit::bigint AS allowed,
            (SELECT numbackends FROM pg_stat_database s WHERE s.datid = d.oid)::bigint AS here
        FROM pg_database d WHERE datname = current_database()
        """;

    public override string Name => "connections";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [new("most-connections", Required: false, "For `connections`: highest share that may be taken, in per cent. Default 80; 1 to 100.")];

    public override PostgresLook Read(SettingReader settings)
    {
        var bound = settings.Whole("most-connections", 80, 1, 100);
        return async (database, account, ct) => Tell(await database.FirstAsync(Query, ct), bound, account);
    }

    private static string? Tell(PostgresRow? row, int bound, Account account)
    {
        if (row?.Whole("used") is not { } used || row.Whole("most") is not (> 0 and { } most) || used <= 0)
        {
            return "The database does not say how many connections are taken.";
        }

        var share = 100.0 * used / most;
        account.Value = new(share, "%");
        account.Facts["connections"] = new JsonObject
        {
            ["used"] = used,
            ["most"] = most,
            ["sharePercent"] = Math.Round(share, 2),
            ["reserved"] = row.Whole("reserved"),
            ["ofDatabase"] = row.Whole("here"),
        };
        if (share > bound)
        {
            account.Flaw($"{used} of {most} connections are taken ({Spans.Share(share)}), more than {bound} %");
        }

        if (row.Whole("allowed") is > 0 and { } allowed && row.Whole("here") is { } here && here * 100 > allowed * bound)
        {
            account.Flaw($"{here} of the {allowed} connections that this database allows are taken, more than {bound} %");
        }

        return null;
    }
}
