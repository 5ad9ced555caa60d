using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>How far copies are behind: seen from the primary of each standby, seen from a standby of itself.</summary>
internal sealed class LagFact : PostgresFact
{
    private const string Standbys = """
        SELECT application_name AS name, client_addr::text AS address, state, sync_state AS sync,
            extract(epoch FROM replay_lag)::float8 AS lag, pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::float8 AS bytes
        FROM pg_stat_replication WHERE state <> 'backup'
        """;

    private const string Slots = """
        SELECT slot_name::text AS name, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::float8 AS bytes
        FROM pg_replication_slots WHERE NOT active AND restart_lsn IS NOT NULL
        """;

    private const string Itself = """
        SELECT (SELECT status FROM pg_stat_wal_receiver LIMIT 1) AS state,
            pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())::float8 AS bytes,
            extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float8 AS age,
            pg_get_wal_replay_pause_state() AS pause
        """;

    /// <summary>How often a standby is looked at that has not yet said how late it is.</summary>
    private const int Looks = 20;

    public override string Name => "lag";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("most-lag", Required: false, "For `lag`: longest time that a copy may be behind. Default `30s`."),
        new(
            "most-behind",
            Required: false,
            "For `lag`: most MiB of the log that a copy, or a slot that nobody reads, may be behind. Default 64; 0 to 1000000."
        ),
        new("replicas", Required: false, "For `lag`, asked of a primary: fewest copies that must stream. Default 1; 1 to 100."),
    ];

    public override PostgresLook Read(SettingReader settings)
    {
        var bounds = (
            Seconds: settings.Duration("most-lag", TimeSpan.FromSeconds(30)).TotalSeconds,
            Bytes: settings.Whole("most-behind", 64, 0, 1_000_000) * 1048576.0
        );
        var replicas = settings.Whole("replicas", 1, 1, 100);
        return async (database, account, ct) =>
        {
            if (database.Blind("the replication") is { } blind)
            {
                return blind;
            }

            var standby = (await database.FirstAsync("SELECT pg_is_in_recovery() AS it", ct))?.Flag("it");
            return standby switch
            {
                true => OfItself(await database.FirstAsync(Itself, ct), bounds, account),
                false => await OfStandbysAsync(database, settings.Here.Clock, bounds, replicas, account, ct),
                null => "The database does not say whether it is a primary.",
            };
        };
    }

    private static string? OfItself(PostgresRow? row, (double Seconds, double Bytes) bounds, Account account)
    {
        if (row?.Number("bytes") is not { } bytes)
        {
            return "The standby does not say what it has received.";
        }

        // A standby that has replayed all that it received is as late as its connection is; without one it knows nothing.
        var streams = row.Text("state") == "streaming";
        var lag = streams && bytes <= 0 ? 0 : row.Number("age");
        Tell("this standby", lag, bytes, bounds, account);
        account.Facts["lag"] = new JsonObject
        {
            ["standby"] = true,
            ["streams"] = streams,
            ["seconds"] = lag,
            ["bytes"] = bytes,
        };
        account.Value = lag is { } seconds ? new(seconds, "s") : null;
        if (!streams)
        {
            account.Flaw("this standby receives nothing from its primary");
        }

        if (row.Text("pause") is { } pause and not "not paused")
        {
            account.Flaw($"replay on this standby is {pause}");
        }

        return lag is null ? "The standby has replayed no transaction yet." : null;
    }

    private static async Task<string?> OfStandbysAsync(
        PostgresQuestions database,
        TimeProvider clock,
        (double Seconds, double Bytes) bounds,
        int replicas,
        Account account,
        CancellationToken ct
    )
    {
        var rows = await SettledAsync(database, clock, ct);
        if (rows.Count == 0)
        {
            return "No copy is connected to this server.";
        }

        foreach (var row in rows)
        {
            Tell(Shown(row), Lag(row), row.Number("bytes"), bounds, account);
        }

        await SlotsAsync(database, bounds.Bytes, account, ct);
        var streaming = rows.Count(it => it.Text("state") == "streaming");
        var worst = rows.Max(Lag);
        account.Value = worst is { } seconds ? new(seconds, "s") : null;
        account.Facts["lag"] = new JsonObject
        {
            ["standby"] = false,
            ["copies"] = rows.Count,
            ["streaming"] = streaming,
            ["seconds"] = worst,
            ["bytes"] = rows.Max(it => it.Number("bytes")),
        };
        if (streaming < replicas)
        {
            account.Flaw($"{streaming} copies stream, fewer than {replicas}");
        }

        return rows.FirstOrDefault(it => Lag(it) is null || it.Number("bytes") is null) is { } silent
            ? $"{Shown(silent)} has not said how late it is."
            : null;
    }

    /// <summary>A server that was idle knows no lag until its copies have answered once.</summary>
    private static async Task<IReadOnlyList<PostgresRow>> SettledAsync(PostgresQuestions database, TimeProvider clock, CancellationToken ct)
    {
        for (var look = 1; ; look++)
        {
            var rows = await database.AskAsync(Standbys, ct);
            if (look == Looks || rows.All(it => Lag(it) is not null))
            {
                return rows;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, ct);
        }
    }

    private static async Task SlotsAsync(PostgresQuestions database, double bound, Account account, CancellationToken ct)
    {
        foreach (var slot in (await database.AskAsync(Slots, ct)).Where(it => it.Number("bytes") > bound).Take(50))
        {
            account.Flaw(
                $"nobody reads the slot {slot.Text("name")}, which holds back {Mebibytes(slot.Number("bytes") ?? 0)} of the log, more than {Mebibytes(bound)}"
            );
        }
    }

    private static void Tell(string who, double? lag, double? bytes, (double Seconds, double Bytes) bounds, Account account)
    {
        if (lag > bounds.Seconds)
        {
            account.Flaw($"{who} is {Spans.Seconds(lag.Value)} behind, longer than {Spans.Seconds(bounds.Seconds)}");
        }

        if (bytes > bounds.Bytes)
        {
            account.Flaw($"{who} is {Mebibytes(bytes.Value)} behind, more than {Mebibytes(bounds.Bytes)}");
        }
    }

    private static double? Lag(PostgresRow row) => row.Number("bytes") <= 0 ? 0 : row.Number("lag");

    private static string Shown(PostgresRow row) => $"the copy {row.Text("name")} ({row.Text("address") ?? "on this machine"})";

    private static string Mebibytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576:0.##} MiB");
}
