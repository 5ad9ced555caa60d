using Slipway.Checks.Backup;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.RestoreDrill;

/// <summary>
/// Restores the newest backup into a place that it makes for itself and takes away again. It writes outside its own
/// process: to a scratch database that nobody else knows (decision 60).
/// </summary>
internal sealed class RestoreDrillCheck : ICheck
{
    public string Kind => "restore-drill";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "path",
            Required: true,
            "The backups, relative to the folder of the environment; `*`, `?` and `**` stand for many, of which the newest is restored."
        ),
        new(
            "url",
            Required: false,
            "Server on which a scratch database may be made: connection string or `postgresql://` URL. For dumps of PostgreSQL; never the production server."
        ),
        new("source", Required: false, "The same, as the name of a source of the environment. It is never taken without being named."),
        new(
            "rows.*",
            Required: false,
            "How many rows a restored table must have: `rows.orders=>0`, `rows.shop.orders=>= 1000`, `rows.plans=4`."
        ),
        new(
            "command",
            Required: false,
            "Command in bash that restores any other backup: it sees `BACKUP_FILE` and `SCRATCH`, a folder that is gone afterwards, and ends with 0 when it succeeded."
        ),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, RestoreAsync, ct);

    private static async Task<Observation> RestoreAsync(SettingReader settings, CancellationToken ct)
    {
        var path = settings.Text("path") ?? "";
        // Variables are the shell's to put in.
        var command = settings.Raw("command");
        var bounds = RowBound.Read(settings);
        var server = Server(settings, command, bounds);
        settings.Check();
        if (BackupFiles.Of(settings, path, ct) is not [var newest, ..])
        {
            return Observation.Unseen($"There is no backup at {path}.");
        }

        var account = new Account();
        var clock = settings.Here.Clock;
        var start = clock.GetTimestamp();
        account.Facts["backup"] = newest.Name;
        account.Facts["ageSeconds"] = Math.Round((clock.GetUtcNow().UtcDateTime - newest.LastWriteTimeUtc).TotalSeconds);
        try
        {
            await DrillAsync(newest, server, command, bounds, settings.Here, account, ct);
        }
        catch (InvalidDataException)
        {
            account.Flaw($"{newest.Name} is damaged or cut off: it cannot be unpacked to its end");
        }

        var took = clock.GetElapsedTime(start).TotalSeconds;
        account.Facts["seconds"] = Math.Round(took, 3);
        account.Value = new(took, "s");
        return account.Seen();
    }

    private static async Task DrillAsync(
        FileInfo newest,
        string? server,
        string? command,
        IReadOnlyList<RowBound> bounds,
        Surroundings here,
        Account account,
        CancellationToken ct
    )
    {
        if (command is not null)
        {
            await new CommandDrill(here, command).RunAsync(newest, account, ct);
            return;
        }

        var content = await FormatAsync(newest, ct);
        account.Facts["format"] = content.Format;
        switch (content.Inner ?? content.Format)
        {
            case BackupFormat.Sqlite:
                await new SqliteDrill(here).RunAsync(newest, content.Inner is not null, bounds, account, ct);
                break;
            case BackupFormat.Sql or BackupFormat.PostgresArchive when content.Inner != BackupFormat.PostgresArchive:
                var scratch =
                    server
                    ?? throw new SettingException(
                        "restore-drill: a dump of PostgreSQL needs url= or source=, a server on which a scratch database may be made."
                    );
                await new PostgresDrill(here, scratch).RunAsync(newest, content.Format, bounds, account, ct);
                break;
            default:
                throw new IOException($"A backup of the format {content.Inner ?? content.Format} needs command=, which restores it.");
        }
    }

    /// <summary>A source is named: that of the environment is most often production.</summary>
    private static string? Server(SettingReader settings, string? command, IReadOnlyList<RowBound> bounds)
    {
        if (command is not null && (bounds.Count > 0 || settings.Raw("url") is not null || settings.Raw("source") is not null))
        {
            settings.Fault("restore-drill: command stands alone; it looks at the rows itself, and needs no url, source or rows.");
        }

        return settings.Text("url") ?? (settings.Raw("source") is null ? null : settings.Source("postgresql").Address);
    }

    /// <summary>The formats from the first bytes, and from those of what is packed.</summary>
    private static async Task<(string Format, string? Inner)> FormatAsync(FileInfo file, CancellationToken ct)
    {
        var format = await BackupContent.FormatAsync(file.FullName, ct);
        if (format != BackupFormat.Gzip)
        {
            return (format, null);
        }

        await using var packed = BackupContent.Open(file.FullName);
        await using var unpacked = BackupContent.Unpacked(packed);
        var head = new byte[4096];
        return (format, BackupFormat.Of(head.AsSpan(0, await unpacked.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct))));
    }
}
