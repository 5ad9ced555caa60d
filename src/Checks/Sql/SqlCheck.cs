using System.Data.Common;
using System.Globalization;
using System.Text;
using Slipway.Checks.Looks;
using Slipway.Checks.Mysql;
using Slipway.Kernel;

namespace Slipway.Checks.Sql;

/// <summary>Asks a database. Reading only: the database itself refuses everything else.</summary>
internal sealed class SqlCheck : ICheck
{
    private const int MostText = 1024 * 1024;
    private const long MostRows = 1_000_000;

    public string Kind => "sql";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("query", Required: true, "One statement that reads."),
        new(
            "source",
            Required: false,
            "Name of a source of the environment. One of `source`, `sqlite`, `postgresql`, `mysql` is needed, unless the environment has only one database."
        ),
        new("sqlite", Required: false, "Path of an SQLite file."),
        new("postgresql", Required: false, "Connection string or `postgresql://` URL."),
        new("mysql", Required: false, "`mysql://` URL of a MySQL or MariaDB; see the kind `mysql`."),
        Look.Unit,
        Look.Timeout,
    ];

    /// <summary>None: whether an answer is good depends on the question.</summary>
    public Expectation? DefaultExpectation => null;

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var query = settings.Text("query") ?? "";
        var (kind, connection) = Place(settings);
        _ = settings.Text("unit");
        settings.Check();
        var mysql = kind == "mysql" ? MysqlAddress.Read(settings, "sql", connection) : null;
        settings.Check();
        Func<DbDataReader, Task<Observation>> read = reader => ReadAsync(settings, reader, ct);
        return kind == "sqlite" ? await SqliteQuery.AskAsync(settings.PathOf(connection), query, settings.Here.Limit, read, ct)
            : mysql is not null ? await MysqlQuery.AskAsync(settings, mysql, query, read, ct)
            : await PostgresQuery.AskAsync(connection, query, settings.Here.Limit, read, ct);
    }

    private static (string Kind, string Connection) Place(SettingReader settings)
    {
        var given = new[] { "source", "sqlite", "postgresql", "mysql" }.Where(it => settings.Raw(it) is not null).ToList();
        if (given.Count > 1)
        {
            settings.Fault("sql takes one of the settings source, sqlite, postgresql and mysql.");
            return ("", "");
        }

        return given is [var one and not "source"] ? (one, settings.Text(one) ?? "") : settings.Source("sqlite", "postgresql", "mysql");
    }

    /// <summary>Rows are counted to the end; of their first columns a bounded text is kept. One row of one number is a value.</summary>
    private static async Task<Observation> ReadAsync(SettingReader settings, DbDataReader reader, CancellationToken ct)
    {
        var text = new StringBuilder();
        var (rows, cut) = (0L, false);
        Quantity? value = null;
        while (await reader.ReadAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
            rows++;
            if (rows > MostRows)
            {
                return Observation.Unseen($"The answer has more than {MostRows} rows; ask for a count.");
            }

            var cell = reader.FieldCount == 0 || await reader.IsDBNullAsync(0, ct) ? null : TextOf(reader);
            value = rows == 1 && reader.FieldCount == 1 ? settings.Number(cell) : null;
            cut |= text.Length + (cell?.Length ?? 0) > MostText;
            if (!cut)
            {
                text.Append(cell).Append('\n');
            }
        }

        if (await reader.NextResultAsync(ct))
        {
            return Observation.Unseen("The query is more than one statement; which answer counts is not known.");
        }

        return new()
        {
            Rows = rows,
            Stdout = text.ToString(),
            Truncated = cut,
            Value = value,
        };
    }

    private static string TextOf(DbDataReader reader) =>
        reader.GetValue(0) switch
        {
            bool it => it ? "true" : "false",
            byte[] it => Convert.ToHexStringLower(it.AsSpan(0, Math.Min(it.Length, 4096))),
            DateTime it => it.ToString("O", CultureInfo.InvariantCulture),
            IFormattable it => it.ToString(null, CultureInfo.InvariantCulture),
            var it => it.ToString() ?? "",
        };
}
