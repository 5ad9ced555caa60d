using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>Whether the server puts its log away, segment by segment, and succeeds.</summary>
internal sealed class ArchivingFact : PostgresFact
{
    private const string Query = """
        SELECT current_setting('archive_mode') AS mode, pg_is_in_recovery() AS standby,
            pg_has_role(current_user, 'pg_read_all_settings', 'USAGE') AS sees,
            (SELECT bool_or(setting <> '') FROM pg_settings WHERE name IN ('archive_command', 'archive_library')) AS told,
            archived_count AS archived, failed_count AS failed, last_archived_wal AS segment, last_failed_wal AS stuck,
            extract(epoch FROM now() - last_archived_time)::float8 AS age, extract(epoch FROM now() - last_failed_time)::float8 AS failure,
            extract(epoch FROM now() - stats_reset)::float8 AS counted
        FROM pg_stat_archiver
        """;

    public override string Name => "archiving";

    public override IReadOnlyList<CheckSetting> Settings { get; } =
    [new("archived-within", Required: false, "For `archiving`: longest time since the last segment was put away. Default `1h`.")];

    public override PostgresLook Read(SettingReader settings)
    {
        var bound = settings.Duration("archived-within", TimeSpan.FromHours(1)).TotalSeconds;
        return async (database, account, ct) => Tell(await database.FirstAsync(Query, ct), bound, database.Role, account);
    }

    private static string? Tell(PostgresRow? row, double bound, string role, Account account)
    {
        if (row?.Text("mode") is not { } mode || row.Flag("standby") is not { } standby)
        {
            return "The database does not say whether it archives.";
        }

        if (standby && mode != "always")
        {
            return "This is a standby, which archives nothing; ask the primary.";
        }

        Facts(row, mode, account);
        if (mode == "off")
        {
            account.Flaw("archiving is off (archive_mode)");
            return null;
        }

        if (row.Flag("sees") == true && row.Flag("told") != true)
        {
            account.Flaw("archiving is on and nothing says how (archive_command and archive_library are empty)");
        }

        return Counts(row, bound, account)
            ?? (row.Flag("sees") == true ? null : $"The role {role} does not see archive_command; grant it pg_monitor.");
    }

    private static void Facts(PostgresRow row, string mode, Account account) =>
        account.Facts["archiving"] = new JsonObject
        {
            ["mode"] = mode,
            ["archived"] = row.Whole("archived"),
            ["failed"] = row.Whole("failed"),
            ["lastSegment"] = row.Text("segment"),
            ["lastAgeSeconds"] = row.Number("age"),
            ["lastFailureAgeSeconds"] = row.Number("failure"),
            ["countedForSeconds"] = row.Number("counted"),
        };

    private static string? Counts(PostgresRow row, double bound, Account account)
    {
        if (row.Number("failure") is { } failure && failure <= (row.Number("age") ?? double.MaxValue))
        {
            account.Flaw(
                $"archiving {row.Text("stuck")} failed {Spans.Seconds(failure)} ago and has not succeeded since ({row.Whole("failed")} failures are counted)"
            );
        }

        if (row.Number("age") is not { } age)
        {
            return row.Number("failure") is null ? "Nothing has been archived since the server began to count." : null;
        }

        account.Value = new(age, "s");
        if (age > bound)
        {
            account.Flaw($"the last segment was archived {Spans.Seconds(age)} ago, longer than {Spans.Seconds(bound)}");
        }

        return null;
    }
}
